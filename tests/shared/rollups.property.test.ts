import {
  compileQuery,
  Manifest,
  MetricQuery,
  measuresOf,
  readsOf,
  readsSumsOnly,
} from '@bada/shared';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerRows, rounded } from './answer-rows.ts';
import { isMisleading } from './misleading.ts';
import { world } from './random-question.ts';
import { type Rollup, rollups, tableOf } from './random-rollups.ts';
import { fileOf, manifestOf, type Table } from './random-world.ts';
import { reference } from './reference.ts';
import { TableEngine } from './table-engine.ts';

let engine: TableEngine;

beforeAll(async () => {
  engine = await TableEngine.open();
});

afterAll(() => engine.close());

/** A manifest that also names the rollups of its tables, each smaller to read than the base. */
function withRollups(tables: readonly Table[], made: ReadonlyMap<string, Rollup[]>): Manifest {
  const base = manifestOf(tables);
  const datasets = base.datasets.map((dataset) => {
    const table = tables.find(({ id }) => id === dataset.id);
    const files = (made.get(dataset.id) ?? []).map((rollup, at) => ({
      ...fileOf(table ? tableOf(table, rollup) : { id: '', columns: {}, rows: [] }, {
        groupSize: 4,
        cellBytes: 1,
      }),
      role: 'rollup',
      hash: `${at + 1}`.repeat(64),
      rollup: {
        id: rollup.id,
        by: rollup.by,
        grain: rollup.grain,
        measures: rollup.measures.map((name) => ({
          name,
          type: 'BIGINT',
          time: table?.columns[name]?.[2],
        })),
      },
    }));
    return { ...dataset, files: [...dataset.files, ...files] };
  });
  return Manifest.parse({ ...base, datasets });
}

const answerable = world.filter(
  ({ query, indicator, tables }) => !isMisleading(query, indicator, tables),
);

/** Questions that sums may answer. */
const summed = answerable.filter(
  ({ indicator: { formula }, tables }) =>
    readsSumsOnly(formula) &&
    measuresOf(formula).every(({ column }) => column !== 'level') &&
    tables.every(({ hides }) => hides !== true),
);

/** Flows by longer periods: what sums over such may answer. */
const overLonger = summed.filter(({ query, indicator: { formula } }) => {
  const measures = measuresOf(formula);
  const isOne = measures.every(({ column }) => column === 'flow' || column === 'days');
  return isOne && query.by.some((word) => ['year', 'half', 'quarter'].includes(word));
});

/** Answers a question from sums where they are read, and compares; gives what was read. */
async function readSums(
  { tables, indicator, query }: typeof world extends fc.Arbitrary<infer W> ? W : never,
  make: (table: Table) => Rollup[],
) {
  const made = new Map(tables.map((table) => [table.id, make(table)]));
  const manifest = withRollups(tables, made);
  const parsed = MetricQuery.parse(query);
  const compiled = compileQuery({ query: parsed, indicators: [indicator], manifest });
  for (const table of tables) {
    const sums = (made.get(table.id) ?? []).map((rollup) => tableOf(table, rollup));
    for (const one of [table, ...sums]) await engine.load(one, one.rows);
  }
  const rows = answerRows(await engine.run(compiled)).map(rounded);
  expect(rows).toEqual(reference(query, indicator, tables).map(rounded));
  const read = readsOf(compiled, manifest).flatMap(({ rollup }) => rollup ?? []);
  return rows.some(({ value }) => value !== null) ? read : [];
}

test('an answer from sums is the answer from the rows', async () => {
  let fromSums = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(summed, summed, summed, answerable), rollups, async (one, make) => {
      if ((await readSums(one, make)).length > 0) fromSums += 1;
    }),
    { seed: 41, numRuns: 300 },
  );
  expect(fromSums).toBeGreaterThan(25);
}, 60_000);

test('so it is from sums over longer periods', async () => {
  let fromLonger = 0;
  await fc.assert(
    fc.asyncProperty(overLonger, rollups, async (one, make) => {
      const read = await readSums(one, make);
      if (read.some(({ grain }) => grain !== 'month')) fromLonger += 1;
    }),
    { seed: 42, numRuns: 250 },
  );
  expect(fromLonger).toBeGreaterThan(25);
}, 60_000);
