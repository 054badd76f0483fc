import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { projectRoot } from '../../support/project.ts';
import { workbookOf } from './builders/workbook.ts';
import { zipOf } from './builders/zip.ts';
import { cp949 } from './corpus/bad-file.ts';

/** The readers as one classic script for browsers, under the name `reader`. */
async function script(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: join(projectRoot, 'data', 'src', 'read', 'index.ts'),
        formats: ['iife'],
        name: 'reader',
      },
    },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  if (!bundle || !('output' in bundle)) throw new Error('nothing was built');
  return bundle.output[0].code;
}

/** What workers of browsers have, and nothing of Node's. */
function worker(): object {
  const { TextDecoder, TextEncoder, Blob, AbortController, atob } = globalThis;
  const globals = { TextDecoder, TextEncoder, Blob, AbortController, atob };
  return createContext({ ...globals, Uint8Array, ArrayBuffer, DataView, Error });
}

test('the readers run without anything of Node', { timeout: 60_000 }, async () => {
  const context = worker();
  runInContext(await script(), context);
  const files = {
    'a.csv': cp949('구,수\n똠방각하,1\n'),
    'b.xlsx': workbookOf([{ name: 'x', rows: [['구', 2]] }]),
    'c.zip': zipOf({ '가.csv': cp949('해운대,3\n') }),
  };
  Object.assign(context, { files });
  const rows: unknown = await runInContext(
    `(async () => {
      const read = [];
      for (const [name, bytes] of Object.entries(files)) {
        const file = await reader.readFile(reader.blobSource(name, new Blob([bytes])));
        for await (const batch of file.tables[0].batches()) read.push(...batch.map((row) => row.cells.join()));
      }
      return JSON.stringify(read);
    })()`,
    context,
  );
  expect(rows).toBe(JSON.stringify(['구,수', '똠방각하,1', '구,2', '해운대,3']));
});
