import { Answer, LOCAL_VIEWER, type MetricQuery, QueryAnswers } from '@bada/shared';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

const Health = z.object({ engine: z.record(z.string(), z.number()) });

let worlds: TestApp[] = [];

afterEach(async () => {
  for (const world of worlds) await world.close();
  worlds = [];
});

async function open(): Promise<TestApp> {
  const world = await openTestApp({});
  worlds.push(world);
  return world;
}

async function scansOf(world: TestApp): Promise<number> {
  const { engine } = Health.parse(await (await world.request('/api/health')).json());
  return engine.scans ?? Number.NaN;
}

type Asked = Partial<MetricQuery>;

async function ask(world: TestApp, queries: readonly Asked[]): Promise<Answer[]> {
  const response = await world.request('/api/query', jsonRequest('POST', { queries }));
  const { answers } = QueryAnswers.parse(await response.json());
  return answers.map((answer) => Answer.parse(answer));
}

const LEVELS = ['city', 'district'];
const SPLITS = [[], ['sex']];
const TIMES = ['2019', '2020', '2021'].map((year) => ({
  from: `${year}-01-01`,
  to: '2021-12-31',
}));

/** Tiles that all read the same table, no two alike. */
function tiles(count: number): Asked[] {
  const all = LEVELS.flatMap((level) =>
    SPLITS.flatMap((split) =>
      [...TIMES, undefined].flatMap((time) =>
        [undefined, 1, 2, 3].map((limit) => ({
          v: 1 as const,
          indicators: [{ id: 'people' }],
          by: [level, 'year', ...split],
          ...(time ? { time } : {}),
          ...(limit ? { limit } : {}),
        })),
      ),
    ),
  );
  expect(all.length).toBeGreaterThanOrEqual(count);
  return all.slice(0, count);
}

test.each([2, 20, 60])('%d tiles over one extract need one pass over it', async (count) => {
  const world = await open();
  const before = await scansOf(world);
  await ask(world, tiles(count));
  expect((await scansOf(world)) - before).toBe(1);
});

test('an answer in a page is the one that its query has alone', async () => {
  const [together, apart] = [await open(), await open()];
  const queries = tiles(60);
  const page = await ask(together, queries);
  for (const [at, query] of queries.entries()) {
    const [alone] = await ask(apart, [query]);
    expect(page[at]?.columns).toEqual(alone?.columns);
    expect(page[at]?.proof).toEqual(alone?.proof);
  }
  expect(await scansOf(apart)).toBe(queries.length);
});

test('a tile that was answered before adds no pass, a new one alone one of its own', async () => {
  const world = await open();
  await ask(world, tiles(6));
  const before = await scansOf(world);
  await ask(world, tiles(6));
  expect(await scansOf(world)).toBe(before);
  await ask(world, tiles(7));
  expect(await scansOf(world)).toBe(before + 1);
});

test('what a page shared is freed', async () => {
  const world = await open();
  await ask(world, tiles(6));
  const left = async () => {
    const { engine, manifest } = world;
    const statement = {
      dataset: 'people-count',
      sql: `select count(*)::integer as n from duckdb_tables()`,
      parameters: [],
    };
    return (
      await engine.select(LOCAL_VIEWER, { manifest, ...statement }, AbortSignal.timeout(5000))
    ).n;
  };
  await expect.poll(left).toEqual([0]);
});
