import {
  compileQuery,
  type Dialect,
  DUCKDB,
  Formula,
  type Indicator,
  MetricQuery,
  TRINO,
} from '@bada/shared';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerRows, rounded } from './answer-rows.ts';
import { isMisleading } from './misleading.ts';
import { world } from './random-question.ts';
import { manifestOf, type Row, type Table } from './random-world.ts';
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
    { seed: 26, numRuns: 700 },
  );
  // Random worlds that hold nothing would prove nothing.
  for (const { shape } of Formula.options) {
    expect(computed.get(shape.type.value), shape.type.value).toBeGreaterThan(10);
  }
}, 180_000);

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
