import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crosswalkCsv } from './crosswalk.ts';
import { buildCrosswalk } from './crosswalk-build.ts';

const TARGET = fileURLToPath(new URL('../../../crosswalk/places.csv', import.meta.url));

/** `node data/src/build/ingest/crosswalk-main.ts <input folder> [output file]` */
function main([input, output = TARGET]: readonly string[]): number {
  if (input === undefined) {
    console.error('usage: crosswalk-main.ts <input folder> [output file]');
    return 2;
  }
  const places = buildCrosswalk(resolve(input));
  mkdirSync(dirname(resolve(output)), { recursive: true });
  writeFileSync(resolve(output), crosswalkCsv(places));
  console.log(`${places.length} places`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
