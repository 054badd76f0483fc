import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chunksOf, merged, portionsOf } from '@bada/web/src/engine/chunk-plan.ts';
import { ChunkStore, clearStored, storedBytes } from '@bada/web/src/engine/chunk-store.ts';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generateExtracts } from '../../support/generated-extracts.ts';

const NAMES = ['place', 'period', 'kind', 'hour', 'persons', 'amount'];

test('chunks lie where the file’s own footer says', async () => {
  const home = mkdtempSync(join(tmpdir(), 'bada-chunks-'));
  const { folder, manifest } = await generateExtracts(home, {
    ...{ datasets: 1, rows: 50_000, rowGroup: 10_000 },
  });
  const file = manifest.datasets[0]?.files[0];
  if (!file) throw new Error('the dataset has a file');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const found = await connection.runAndReadAll(`
    select row_group_id::int as g, path_in_schema as name,
           least(data_page_offset, case when dictionary_page_offset > 0 then dictionary_page_offset else data_page_offset end)::int as start,
           total_compressed_size::int as bytes
    from parquet_metadata('${join(folder, 'open', `${file.hash}.parquet`)}')`);
  const groups = file.rowGroups.map((_, at) => at);
  expect(groups.length).toBeGreaterThan(3);
  for (const row of found.getRowObjectsJS()) {
    const [chunk, footer] = chunksOf(file, [String(row.name)], [Number(row.g)]);
    const start = Number(row.start);
    expect(chunk).toEqual({ start, end: start + Number(row.bytes) });
    expect(footer?.end).toBe(file.bytes);
  }
  expect(merged(chunksOf(file, NAMES, groups))).toEqual([
    { start: file.rowGroups[0]?.offset, end: file.bytes },
  ]);
  connection.closeSync();
  instance.closeSync();
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

test('portions hold every row group once, in order, and no more rows than are decoded at a time', () => {
  const rows = fc.array(fc.integer({ min: 1, max: 700_000 }), { maxLength: 40 });
  fc.assert(
    fc.property(rows, (sizes) => {
      const rowGroups = sizes.map((size) => ({ offset: 0, bytes: 0, rows: size, columns: {} }));
      const hash = '0'.repeat(64);
      const file = { role: 'base', format: 'parquet', hash, bytes: 0, rows: 0, rowGroups } as const;
      const wanted = sizes.map((_, at) => at);
      const portions = portionsOf(file, wanted);
      expect(portions.flat()).toEqual(wanted);
      for (const portion of portions) {
        const sum = portion.reduce((total, at) => total + (sizes[at] ?? 0), 0);
        expect(portion.length === 1 || sum <= 500_000).toBe(true);
      }
    }),
    { seed: 44 },
  );
});

test('merged ranges cover the same bytes and lie apart', () => {
  const range = fc
    .tuple(fc.nat(1000), fc.integer({ min: 1, max: 50 }))
    .map(([start, length]) => ({ start, end: start + length }));
  fc.assert(
    fc.property(fc.array(range, { maxLength: 30 }), fc.nat(20), (ranges, gap) => {
      const result = merged(ranges, gap);
      for (const one of ranges) {
        expect(result.some(({ start, end }) => start <= one.start && one.end <= end)).toBe(true);
      }
      for (const [at, { start }] of result.entries()) {
        const before = result[at - 1];
        if (before) expect(start).toBeGreaterThan(before.end + gap);
      }
    }),
    { seed: 45 },
  );
});

test('where the browser refuses storage nothing is kept and nothing fails', async () => {
  const store = new ChunkStore();
  const [file, range] = ['http://localhost/x.parquet', { start: 0, end: 3 }];
  await store.use(file);
  await store.put(file, range, new Uint8Array(3));
  expect(await store.get(file, range)).toBeUndefined();
  expect(await store.forget(file)).toBe(false);
  expect(await storedBytes()).toBeUndefined();
  await clearStored();
});
