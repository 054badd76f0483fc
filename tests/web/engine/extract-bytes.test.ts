import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExtractFile, WHOLE_FILE_BYTES } from '@bada/shared';
import { chunksOf } from '@bada/web/src/engine/chunk-plan.ts';
import { ChunkStore } from '@bada/web/src/engine/chunk-store.ts';
import { ExtractBytes } from '@bada/web/src/engine/extract-bytes.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateExtracts } from '../../support/generated-extracts.ts';

let home: string;
let file: ExtractFile;
/** What the server sends; a test may have it come to harm. */
let sent: Buffer;
const server = createServer((request, response) => {
  const [, start = '0', end = '0'] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
  response.writeHead(206).end(sent.subarray(Number(start), Number(end) + 1));
});

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'bada-bytes-'));
  const { folder, manifest } = await generateExtracts(home, {
    ...{ datasets: 1, rows: 700_000, rowGroup: 140_000 },
  });
  const [base] = manifest.datasets[0]?.files ?? [];
  if (!base) throw new Error('the dataset has a file');
  file = base;
  sent = readFileSync(join(folder, 'open', `${file.hash}.parquet`));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  server.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

function open(): ExtractBytes {
  const { port }: AddressInfo = Object(server.address());
  return new ExtractBytes(`http://127.0.0.1:${port}/x.parquet`, new ChunkStore());
}

const NAMES = ['place', 'period', 'kind', 'hour', 'persons', 'amount'];

test('each column of each row group and the footer of a large file has the hash of its bytes', async () => {
  expect(file.bytes).toBeGreaterThan(WHOLE_FILE_BYTES);
  const chunks = chunksOf(
    file,
    NAMES,
    file.rowGroups.map((_, at) => at),
  );
  expect(chunks).toHaveLength(file.rowGroups.length * NAMES.length + 1);
  expect(chunks.every(({ hash }) => hash !== undefined)).toBe(true);
  const bytes = open();
  await bytes.load(chunks);
  for (const chunk of chunks) {
    expect(Buffer.from(await bytes.read(chunk)).equals(sent.subarray(chunk.start, chunk.end))).toBe(
      true,
    );
  }
});

test('one wrong bit in any of them is found, and only where it is read', async () => {
  const [whole] = [sent];
  const all = chunksOf(file, ['persons'], [0, 2]);
  for (const { start, end } of all) {
    const at = Math.floor((start + end) / 2);
    sent = Buffer.from(whole);
    sent[at] = (sent[at] ?? 0) ^ 1;
    await expect(open().load(all)).rejects.toThrow('the bytes of its hash');
    await open().load(chunksOf(file, ['hour'], [1]).slice(0, 1));
  }
  sent = whole;
  await open().load(all);
});
