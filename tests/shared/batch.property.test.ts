import { type CompiledQuery, compileQuery, MetricQuery, passesOf, planBatch } from '@bada/shared';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMisleading } from './misleading.ts';
import { world } from './random-question.ts';
import { manifestOf } from './random-world.ts';
import { TableEngine } from './table-engine.ts';

let engine: TableEngine;

beforeAll(async () => {
  engine = await TableEngine.open();
});

afterAll(() => engine.close());

/** Several questions to one world: those of other worlds, over the tables of the first. */
const page = fc
  .array(world, { minLength: 2, maxLength: 8 })
  .map(([first, ...rest]) => {
    const tables = first?.tables ?? [];
    const asked = [...(first ? [first] : []), ...rest].filter(
      ({ query, indicator }) => !isMisleading(query, indicator, tables),
    );
    return { tables, asked };
  })
  .filter(({ asked }) => asked.length > 1);

test('the queries of a page have the answers that each has alone, from fewer passes', async () => {
  let alone = 0;
  let together = 0;
  await fc.assert(
    fc.asyncProperty(page, async ({ tables, asked }) => {
      const manifest = manifestOf(tables);
      const compiled: CompiledQuery[] = asked.map(({ query, indicator }) =>
        compileQuery({ query: MetricQuery.parse(query), indicators: [indicator], manifest }),
      );
      for (const table of tables) await engine.load(table, table.rows);
      const batch = planBatch(compiled, { manifest, name: 'page/1' });
      for (const scan of batch.scans) await engine.make(scan);
      for (const [at, one] of compiled.entries()) {
        expect(await engine.run(batch.queries[at] ?? one)).toEqual(await engine.run(one));
        alone += passesOf(one, manifest);
        together += passesOf(batch.queries[at] ?? one, manifest);
      }
      together += batch.scans.length;
    }),
    { seed: 51, numRuns: 120 },
  );
  expect(together * 2).toBeLessThan(alone);
}, 60_000);
