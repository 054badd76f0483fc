import {
  baseFile,
  compileQuery,
  datasetOf,
  type Manifest,
  MetricQuery,
  readsOf,
} from '@bada/shared';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Embedded, openEmbedded } from './embedded.ts';
import { isMisleading } from './misleading.ts';
import { world } from './random-question.ts';
import { groupsOf, manifestOf, type Table } from './random-world.ts';
import { TableEngine } from './table-engine.ts';

const GROUP = 3;

let engine: TableEngine;
let embedded: Embedded;

beforeAll(async () => {
  engine = await TableEngine.open();
  embedded = await openEmbedded();
});

afterAll(async () => {
  engine.close();
  await embedded.close();
});

/** Rows in order of time, as extracts are stored, so that row groups can be left out at all. */
function sorted(table: Table): Table {
  const rows = [...table.rows].sort((a, b) => (String(a.period) < String(b.period) ? -1 : 1));
  return { ...table, rows };
}

const answerable = world.filter(
  ({ query, indicator, tables }) => !isMisleading(query, indicator, tables),
);

test('what is left out of reading changes no answer', async () => {
  let leftOut = 0;
  await fc.assert(
    fc.asyncProperty(answerable, async ({ tables: unsorted, indicator, query }) => {
      const tables = unsorted.map(sorted);
      const manifest = manifestOf(tables, GROUP);
      const parsed = MetricQuery.parse(query);
      const compiled = compileQuery({ query: parsed, indicators: [indicator], manifest });
      const reads = readsOf(compiled, manifest);
      for (const table of tables) await engine.load(table, table.rows);
      const whole = await engine.run(compiled);
      for (const table of tables) {
        const groups = groupsOf(table, GROUP);
        const kept = reads.find(({ dataset }) => dataset === table.id)?.rowGroups ?? [];
        await engine.load(
          table,
          kept.flatMap((at) => groups[at] ?? []),
        );
        leftOut += groups.length - kept.length;
      }
      expect(await engine.run(compiled)).toEqual(whole);
    }),
    { seed: 28, numRuns: 150 },
  );
  expect(leftOut).toBeGreaterThan(1000);
});

/** The embedded extracts without the sums beside them. */
function basesOnly(): Manifest {
  const { manifest } = embedded;
  const datasets = manifest.datasets.map((dataset) => ({
    ...dataset,
    files: dataset.files.filter(({ role }) => role !== 'rollup'),
  }));
  return { ...manifest, datasets };
}

function readOf(
  id: string,
  dataset: string,
  part: Partial<MetricQuery>,
  manifest = embedded.manifest,
) {
  const query = MetricQuery.parse({ v: 1, indicators: [{ id }], ...part });
  const compiled = compileQuery({ query, indicators: embedded.indicators, manifest });
  const read = readsOf(compiled, manifest).find((one) => one.dataset === dataset);
  if (!read) throw new Error(`${dataset} is not read`);
  return read;
}

test('a dimension of the contract leaves out row groups of a real extract', () => {
  const { rowGroups } = baseFile(datasetOf(embedded.manifest, 'metro-ridership'));
  const manifest = basesOnly();
  const read = readOf('metro-boardings', 'metro-ridership', { by: ['city', 'month'] }, manifest);
  expect(rowGroups.length).toBeGreaterThan(3);
  expect(read.rowGroups.length).toBeGreaterThan(0);
  expect(read.rowGroups.length).toBeLessThanOrEqual(rowGroups.length);
  for (const [at, group] of rowGroups.entries()) {
    const { min, max } = group.columns.direction ?? { min: null, max: null };
    const alightOnly = min === 'alight' && max === 'alight';
    expect(read.rowGroups.includes(at)).toBe(!alightOnly);
  }
});

test('the bytes and rows of a read are those of its columns in its row groups', () => {
  const file = baseFile(datasetOf(embedded.manifest, 'population-total'));
  const read = readOf('population', 'population-total', { by: ['district', 'month'] });
  const [group] = file.rowGroups;
  const columns = ['place', 'period', 'persons'];
  const bytes = columns.reduce((sum, name) => sum + (group?.columns[name]?.bytes ?? 0), 0);
  expect(read).toEqual({
    dataset: 'population-total',
    table: 'population-total',
    hash: file.hash,
    columns,
    rowGroups: [0],
    rows: 192,
    bytes,
  });
});

test.each<[string, Partial<MetricQuery>, boolean]>([
  ['a time range leaves out', { by: ['city', 'month'] }, true],
  [
    'a comparison looks back, so it keeps',
    { by: ['city', 'month'], compare: 'previous-period' },
    false,
  ],
])('%s row groups of other dates', (_, part, prunes) => {
  const time = { from: '2030-01-01', to: '2030-12-31' };
  const { rowGroups } = readOf('population', 'population-total', { ...part, time });
  expect(rowGroups).toEqual(prunes ? [] : [0]);
});

test('a range that ends within a year reads the whole of that year', () => {
  const time = { from: '2022-01-01', to: '2022-03-31' };
  const late = readOf('population', 'population-total', { by: ['city', 'year'], time });
  expect(late.rowGroups).toEqual([0]);
});

describe('the smallest sums that answer are read,', () => {
  const ask = (part: Partial<MetricQuery>, manifest?: Manifest) =>
    readOf('metro-boardings', 'metro-ridership', part, manifest);

  test('and what they stand for is told', () => {
    const read = ask({ by: ['city', 'month'] });
    expect(read.table).toBe('metro-ridership/rollup/month-district');
    const base = ask({ by: ['city', 'month'] }, basesOnly());
    expect(read.rollup).toMatchObject({
      id: 'month-district',
      grain: 'month',
      insteadOf: { rows: base.rows, bytes: base.bytes },
    });
    expect(read.bytes * 5).toBeLessThan(base.bytes);
  });

  test('those that tell apart what is asked for', () => {
    const where = [{ dimension: 'hour', op: '<=' as const, values: [9] }];
    const read = ask({ by: ['district', 'month'], where });
    expect(read.rollup?.id).toBe('month-district-hour');
  });
});

test('sums over quarters are left where a range begins within one of theirs', () => {
  const { manifest } = embedded;
  const datasets = manifest.datasets.map((dataset) => ({
    ...dataset,
    files: dataset.files.filter(({ rollup }) => !rollup || rollup.grain === 'quarter'),
  }));
  const ask = (from: string) =>
    readOf(
      'metro-boardings',
      'metro-ridership',
      { by: ['city', 'quarter'], time: { from, to: '2024-06-30' } },
      { ...manifest, datasets },
    );
  expect(ask('2024-01-01').rollup?.id).toBe('quarter-station');
  expect(ask('2024-02-01').rollup).toBeUndefined();
});
