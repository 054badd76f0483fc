import {
  type CompiledQuery,
  compileQuery,
  MetricQuery,
  passesOf,
  planBatch,
  readsSumsOnly,
} from '@bada/shared';
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
function pageOf(one: typeof world) {
  return fc
    .array(one, { minLength: 2, maxLength: 8 })
    .map(([first, ...rest]) => {
      const tables = first?.tables ?? [];
      const asked = [...(first ? [first] : []), ...rest].filter(
        ({ query, indicator }) => !isMisleading(query, indicator, tables),
      );
      return { tables, asked };
    })
    .filter(({ asked }) => asked.length > 1);
}

/** Answers random pages whole and query by query, compares, and gives the passes that each takes. */
async function passesOfPages(
  pages: ReturnType<typeof pageOf>,
  how: { seed: number; numRuns: number },
): Promise<{ alone: number; together: number }> {
  let alone = 0;
  let together = 0;
  await fc.assert(
    fc.asyncProperty(pages, async ({ tables, asked }) => {
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
    how,
  );
  return { alone, together };
}

test('queries of sums have the answers that each has alone, from fewer passes', async () => {
  const summed = world.filter(({ indicator }) => readsSumsOnly(indicator.formula));
  const { alone, together } = await passesOfPages(pageOf(summed), { seed: 51, numRuns: 90 });
  expect(together * 2).toBeLessThan(alone);
}, 60_000);

test('so have the queries of a page of any formulas', async () => {
  const { alone, together } = await passesOfPages(pageOf(world), { seed: 52, numRuns: 60 });
  expect(together).toBeLessThan(alone);
}, 60_000);
