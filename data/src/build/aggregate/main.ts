import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aggregate, writeFiles } from './aggregate.ts';

const SOURCES = fileURLToPath(new URL('../../../sources', import.meta.url));

/** `node data/src/build/aggregate/main.ts <input folder> [output folder]` */
async function main([input, output = SOURCES]: readonly string[]): Promise<number> {
  if (input === undefined) {
    console.error('usage: main.ts <input folder> [output folder]');
    return 2;
  }
  const files = await aggregate(resolve(input));
  writeFiles(files, resolve(output));
  for (const { path, text } of files)
    console.log(`${path}: ${text.split('\n').length - 2} records`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
