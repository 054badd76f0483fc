import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetContract, ExtractFile } from '@bada/shared';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { measurePlaces } from '../../data/src/build/dataset-places.ts';
import type { Row } from '../shared/random-world.ts';
import { gapsOf, levelsOf } from '../shared/reference-places.ts';

const folder = mkdtempSync(join(tmpdir(), 'bada-places-'));
const extracts = join(folder, 'extracts');
mkdirSync(join(extracts, 'open'), { recursive: true });
const path = join(extracts, 'open', `${'0'.repeat(64)}.parquet`);
const base: ExtractFile = {
  role: 'base',
  format: 'parquet',
  hash: '0'.repeat(64),
  bytes: 0,
  rows: 0,
  rowGroups: [],
};
const column = (name: string, type: string, role: 'place' | 'period') => ({
  name,
  type,
  role,
  title: { ko: name, en: name },
  required: true,
});
const contract: Pick<DatasetContract, 'columns' | 'class' | 'grain'> = {
  class: 'open',
  grain: 'day',
  columns: [column('place', 'VARCHAR', 'place'), column('period', 'DATE', 'period')],
};
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
  rmSync(folder, { recursive: true });
});

async function measured(rows: readonly Row[]) {
  const values = rows.map(({ place, period }) => `('${place}', date '${period}')`).join(', ');
  await connection.run(
    `copy (select * from (values ${values}) as t (place, period)) to '${path}' (format parquet)`,
  );
  return (await measurePlaces(contract, { extracts, base })).places;
}

function expected(rows: readonly Row[]) {
  const columns = { place: ['VARCHAR', 'place'], period: ['DATE', 'period'] } as const;
  const table = { columns, rows };
  const gaps = Map.groupBy(gapsOf(table), ({ place }) => place);
  return {
    levels: levelsOf(table),
    gaps: [...gaps]
      .map(([place, all]) => ({ place, periods: all.map(({ period }) => period).sort() }))
      .sort((a, b) => (a.place < b.place ? -1 : 1)),
  };
}

const rows = fc.array(
  fc.record({
    place: fc.constantFrom(
      '26',
      '26110',
      '2611010100',
      '2611051000',
      '26350',
      '2635010100',
      '27110',
    ),
    period: fc.integer({ min: 1, max: 6 }).map((month) => `2024-0${month}-01`),
  }),
  { minLength: 1, maxLength: 40 },
);

test('levels and gaps of a built extract are those that its rows show', async () => {
  let gaps = 0;
  await fc.assert(
    fc.asyncProperty(rows, async (all) => {
      const wanted = expected(all);
      expect(await measured(all)).toEqual(wanted);
      gaps += wanted.gaps.length;
    }),
    { seed: 31, numRuns: 60 },
  );
  expect(gaps).toBeGreaterThan(30);
});

test('a dong that ended is no gap, one that is late in the last period is', async () => {
  const at = (place: string, ...months: number[]) =>
    months.map((month) => ({ place, period: `2024-0${month}-01` }));
  const found = await measured([
    ...at('2611051000', 1, 2, 3, 4, 5),
    ...at('2611053000', 1, 2),
    ...at('2611055000', 1, 2, 4, 5),
    ...at('2611057000', 1, 2, 3, 4),
  ]);
  expect(found).toEqual({
    levels: ['dong'],
    gaps: [
      { place: '2611055000', periods: ['2024-03-01'] },
      { place: '2611057000', periods: ['2024-05-01'] },
    ],
  });
});
