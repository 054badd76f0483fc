import {
  compileQuery,
  type Dialect,
  DUCKDB,
  Formula,
  type Indicator,
  Manifest,
  MetricQuery,
  readsOf,
  TRINO,
} from '@bada/shared';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerRows, rounded } from './answer-rows.ts';
import { isMisleading } from './misleading.ts';
import { world } from './random-question.ts';
import { groupsOf, manifestOf, type Row, type Table } from './random-world.ts';
import { reference } from './reference.ts';
import { TableEngine } from './table-engine.ts';

let engine: TableEngine;

beforeAll(async () => {
  engine = await TableEngine.open();
});

afterAll(() => engine.close());

async function answer(
  query: MetricQuery,
  indicator: Indicator,
  tables: readonly Table[],
  dialect: Dialect = DUCKDB,
): Promise<Row[]> {
  const manifest = manifestOf(tables);
  const compiled = compileQuery({
    query: MetricQuery.parse(query),
    indicators: [indicator],
    manifest,
    dialect,
  });
  return answerRows(await engine.run(compiled)).map(rounded);
}

async function loadAll(tables: readonly Table[]): Promise<void> {
  for (const table of tables) await engine.load(table, table.rows);
}

test('a question is answered as by adding up the rows one by one', async () => {
  const computed = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(world, async ({ tables, indicator, query }) => {
      await loadAll(tables);
      if (isMisleading(query, indicator, tables)) {
        await expect(answer(query, indicator, tables)).rejects.toMatchObject({
          code: 'query.wrong',
        });
        return;
      }
      const expected = reference(query, indicator, tables).map(rounded);
      expect(await answer(query, indicator, tables)).toEqual(expected);
      expect(await answer(query, indicator, tables, TRINO)).toEqual(expected);
      const { type } = indicator.formula;
      const known = expected.filter(({ value }) => value !== null).length;
      computed.set(type, (computed.get(type) ?? 0) + known);
    }),
    { seed: 26, numRuns: 700, endOnFailure: true },
  );
  // Random worlds that hold nothing would prove nothing.
  for (const { shape } of Formula.options) {
    expect(computed.get(shape.type.value), shape.type.value).toBeGreaterThan(10);
  }
}, 180_000);

/** The tables with their place columns under the name that a file gave them. */
function renamed(tables: readonly Table[]): Table[] {
  const named = (name: string) => (name === 'place' ? 'sgg_cd' : name);
  const rename = <T>(one: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(one).map(([name, value]) => [named(name), value]));
  return tables.map(({ columns, rows, ...table }) => ({
    ...table,
    columns: rename(columns),
    rows: rows.map(rename),
  }));
}

/** The manifest of the tables, which names their place columns so. */
function renamedManifest(tables: readonly Table[]): Manifest {
  const text = JSON.stringify(manifestOf(tables, 7));
  const own = text.replaceAll('"name":"place"', '"name":"sgg_cd"');
  return Manifest.parse(JSON.parse(own.replaceAll('"place":{', '"sgg_cd":{')));
}

test('the name of a place column changes nothing', async () => {
  const asked = world.filter(
    ({ query, indicator, tables }) =>
      query.where.some(({ dimension }) => dimension === 'place') &&
      !isMisleading(query, indicator, tables),
  );
  await fc.assert(
    fc.asyncProperty(asked, async ({ tables, indicator, query }) => {
      const manifest = renamedManifest(tables);
      const compiled = compileQuery({ query, indicators: [indicator], manifest });
      // Only what the statistics of row groups say to read, as in a browser.
      for (const table of renamed(tables)) {
        const read = readsOf(compiled, manifest).find(({ dataset }) => dataset === table.id);
        const groups = groupsOf(table, 7).filter((_, at) => read?.rowGroups.includes(at));
        await engine.load(table, groups.flat());
      }
      const rows = answerRows(await engine.run(compiled)).map(rounded);
      expect(rows).toEqual(reference(query, indicator, tables).map(rounded));
    }),
    { seed: 28, numRuns: 120, endOnFailure: true },
  );
}, 60_000);

test('a comparison adds columns and changes no value', async () => {
  const compared = world.filter(
    ({ query, indicator, tables }) =>
      query.compare !== undefined && !isMisleading(query, indicator, tables),
  );
  await fc.assert(
    fc.asyncProperty(compared, async ({ tables, indicator, query }) => {
      await loadAll(tables);
      const { compare: _compare, limit: _limit, orderBy: _orderBy, ...plain } = query;
      const keyed = (row: Row) =>
        JSON.stringify([
          row.place,
          row.period,
          row.kind ?? null,
          row.size ?? null,
          row.size_group ?? null,
        ]);
      const { compare } = query;
      const rows = await answer({ ...plain, ...(compare ? { compare } : {}) }, indicator, tables);
      const byKey = new Map(rows.map((row) => [keyed(row), row]));
      for (const { value, status, ...keys } of await answer(plain, indicator, tables)) {
        expect(byKey.get(keyed(keys))).toMatchObject({ value, status });
      }
    }),
    { seed: 27, numRuns: 100 },
  );
});
