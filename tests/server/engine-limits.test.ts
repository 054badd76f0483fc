import {
  Answer,
  compileQuery,
  LOCAL_VIEWER,
  MetricQuery,
  Problem,
  QueryAnswers,
  type Viewer,
} from '@bada/shared';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { FairQueue } from '../../server/src/engine/fair-queue.ts';
import { serve } from '../../server/src/serve.ts';
import { jsonRequest, openTestApp, type TestApp, type TestAppOptions } from './support.ts';

/** Rows of the open table; a sum over all of them takes a good part of a second. */
const COPIES = 1_000_000;
const HOURS =
  'select count(*) as n from range(1000000000) a, range(1000) b where a.range % 7 = b.range % 5';
const HUNGRY =
  'select count(distinct r.range::varchar || repeat($1, 40)) as n from range(60000000) r';
const never = new AbortController().signal;
const byDistrict = { v: 1, indicators: [{ id: 'people' }], by: ['district', 'year'] };

const Health = z.object({ engine: z.record(z.string(), z.number()) });

const opened: (() => Promise<void>)[] = [];

async function open(options: TestAppOptions): Promise<TestApp> {
  const world = await openTestApp(options);
  opened.push(() => world.close());
  return world;
}

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

function run(
  world: TestApp,
  sql: string,
  {
    viewer = LOCAL_VIEWER,
    signal = never,
    parameters = [],
  }: { viewer?: Viewer; signal?: AbortSignal; parameters?: string[] } = {},
) {
  const { indicators, manifest } = world;
  const query = MetricQuery.parse({ v: 1, indicators: [{ id: 'people' }], by: ['city', 'year'] });
  const compiled = { ...compileQuery({ query, indicators, manifest }), sql, parameters };
  return world.engine.as(viewer).run(compiled, manifest, signal);
}

async function statistics(world: TestApp): Promise<Record<string, number>> {
  return Health.parse(await (await world.request('/api/health')).json()).engine;
}

function ask(world: TestApp, queries: readonly unknown[]) {
  return world.request('/api/query', jsonRequest('POST', { queries }));
}

describe('limits', () => {
  test('a query of hours is stopped by its limit, and the next one works', async () => {
    const world = await open({ limits: { seconds: 0.3 } });
    const started = performance.now();
    await expect(run(world, HOURS)).rejects.toMatchObject({
      code: 'query.too-long',
      params: { seconds: 0.3 },
    });
    expect(performance.now() - started).toBeLessThan(5000);
    expect(await run(world, 'select 1 as one')).toEqual({ one: [1] });
    expect((await ask(world, [byDistrict])).status).toBe(200);
    expect(await statistics(world)).toMatchObject({ timedOut: 1, answered: 2, running: 0 });
  });

  test('who waits while others take their time is not stopped for it', async () => {
    const world = await open({ limits: { seconds: 0.4, running: 1 } });
    const first = run(world, HOURS);
    const second = run(world, HOURS);
    const third = run(world, 'select 1 as one');
    const ends = await Promise.allSettled([first, second, third]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  test('a query that needs more memory than there is fails alone', async () => {
    const world = await open({ limits: { memoryMiB: 64 } });
    await expect(run(world, HUNGRY, { parameters: ['부산'] })).rejects.toMatchObject({
      code: 'query.too-big',
    });
    expect(await run(world, 'select 1 as one')).toEqual({ one: [1] });
    expect(await statistics(world)).toMatchObject({ failed: 1, answered: 1, running: 0 });
  });

  test('the engines of all manifests together keep within the memory', async () => {
    const world = await open({ limits: { memoryMiB: 192 } });
    const found = await run(world, `select current_setting('memory_limit') as limit_of_one`);
    expect(found.limit_of_one).toEqual(['64.0 MiB']);
  });

  test('more than may wait are sent away with a time to come back', async () => {
    const world = await open({ limits: { running: 1, waiting: 0 } });
    const leaving = new AbortController();
    const heavy = run(world, HOURS, { signal: leaving.signal });
    const response = await ask(world, [byDistrict]);
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    const problem = Problem.parse(await response.json());
    expect(problem.code).toBe('query.busy');
    expect(problem.message.ko).toMatch(/[가-힣]/);
    leaving.abort(new Error('enough'));
    await expect(heavy).rejects.toThrow('enough');
    expect((await ask(world, [byDistrict])).status).toBe(200);
    expect(await statistics(world)).toMatchObject({ refused: 1, cancelled: 1, answered: 1 });
  });
});

describe('on a table of many rows', () => {
  let world: TestApp;
  let url: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    world = await openTestApp({ copies: COPIES });
    const { hono } = world.app;
    ({ url, stop } = await serve({ fetch: hono.fetch, port: 0, host: '127.0.0.1' }));
  });

  afterAll(async () => {
    await stop();
    await world.close();
  });

  function fetchQuery(query: unknown, signal: AbortSignal = never) {
    return fetch(`${url}/api/query`, { ...jsonRequest('POST', { queries: [query] }), signal });
  }

  async function until(met: (engine: Record<string, number>) => boolean): Promise<void> {
    await expect.poll(async () => met(await statistics(world)), { interval: 5 }).toBe(true);
  }

  test('a client that leaves has its running query stopped', async () => {
    const before = await statistics(world);
    const leaving = new AbortController();
    const asked = fetchQuery(byDistrict, leaving.signal);
    await until(({ running }) => running === 1);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await until(({ running }) => running === 0);
    const after = await statistics(world);
    expect(after.cancelled).toBe((before.cancelled ?? 0) + 1);
    expect(after.answered).toBe(before.answered);
  });

  test('the same query asked at once is run once, and goes on while one is left', async () => {
    const before = await statistics(world);
    const leaving = new AbortController();
    const [left, ...stayed] = [leaving.signal, never, never].map((signal) =>
      fetchQuery(byDistrict, signal),
    );
    await until(({ cacheHits }) => cacheHits === (before.cacheHits ?? 0) + 2);
    leaving.abort();
    await expect(left).rejects.toThrow();
    const answers = await Promise.all(
      stayed.map(async (response) => QueryAnswers.parse(await (await response).json()).answers[0]),
    );
    for (const answer of answers) {
      expect(Answer.parse(answer).columns.value.slice(0, 3)).toEqual([
        210 * COPIES,
        250 * COPIES,
        290 * COPIES,
      ]);
    }
    const after = await statistics(world);
    expect(after.answered).toBe((before.answered ?? 0) + 1);
    expect(after.cancelled).toBe(before.cancelled);
  });

  test('a profile that nobody waits for any more is given up', async () => {
    const before = await statistics(world);
    const leaving = new AbortController();
    const asked = fetch(`${url}/api/datasets/people-count/profile`, { signal: leaving.signal });
    await until(({ running }) => running === 1);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await until(({ cancelled }) => cancelled === (before.cancelled ?? 0) + 1);
    await until(({ running }) => running === 0);
  });

  test('a download is counted, and stops with its reader', async () => {
    const before = await statistics(world);
    const leaving = new AbortController();
    const { signal } = leaving;
    const response = await fetch(`${url}/api/datasets/people-count/download?format=csv`, {
      signal,
    });
    expect(response.status).toBe(200);
    leaving.abort();
    await until(({ cancelled }) => cancelled === (before.cancelled ?? 0) + 1);
    await until(({ running }) => running === 0);
  });
});

test('what one class was answered is not given to another', async () => {
  const classes = ['restricted', 'open'] as const;
  const asked = classes.values();
  const world = await open({
    viewerOf: () => ({ ...LOCAL_VIEWER, class: asked.next().value ?? 'open' }),
  });
  await ask(world, [byDistrict]);
  await ask(world, [byDistrict]);
  await ask(world, [byDistrict]);
  expect(await statistics(world)).toMatchObject({ answered: 2, cacheHits: 1 });
});

describe('turns', () => {
  function held() {
    const gate = Promise.withResolvers<void>();
    return { work: () => gate.promise, open: gate.resolve };
  }

  test('go round the owners, whoever asked for much', async () => {
    const queue = new FairQueue({ running: 1, waiting: 10 });
    const order: string[] = [];
    const gate = held();
    const note = (name: string) => async () => void order.push(name);
    const all = [
      queue.use('a', never, gate.work),
      ...['a1', 'a2', 'a3'].map((name) => queue.use('a', never, note(name))),
      ...['b1', 'b2'].map((name) => queue.use('b', never, note(name))),
      queue.use('c', never, note('c1')),
    ];
    gate.open();
    await Promise.all(all);
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
    expect([queue.running, queue.waiting]).toEqual([0, 0]);
  });

  test('of several places one stays free for somebody else', async () => {
    const queue = new FairQueue({ running: 3, waiting: 10 });
    const gate = held();
    const own = [1, 2, 3].map(() => queue.use('a', never, gate.work));
    expect([queue.running, queue.waiting]).toEqual([2, 1]);
    expect(await queue.use('b', never, async () => 'at once')).toBe('at once');
    gate.open();
    await Promise.all(own);
  });

  test('when all places to wait are taken, who waits with most gives way', async () => {
    const queue = new FairQueue({ running: 1, waiting: 3 });
    const gate = held();
    const first = queue.use('a', never, gate.work);
    const waiting = ['a1', 'a2', 'a3'].map((name) => queue.use('a', never, async () => name));
    const other = queue.use('b', never, async () => 'b1');
    await expect(waiting[2]).rejects.toMatchObject({ code: 'query.busy' });
    await expect(queue.use('a', never, async () => 'a4')).rejects.toMatchObject({
      code: 'query.busy',
    });
    gate.open();
    await first;
    expect(await Promise.all([waiting[0], waiting[1], other])).toEqual(['a1', 'a2', 'b1']);
  });

  test('one who leaves while waiting loses the turn and nobody else does', async () => {
    const queue = new FairQueue({ running: 1, waiting: 3 });
    const gate = held();
    const leaver = new AbortController();
    const first = queue.use('a', never, gate.work);
    const gone = queue.use('a', leaver.signal, async () => 'gone');
    const after = queue.use('a', never, async () => 'after');
    leaver.abort(new Error('left'));
    await expect(gone).rejects.toThrow('left');
    gate.open();
    await first;
    expect(await after).toBe('after');
    expect([queue.running, queue.waiting]).toEqual([0, 0]);
  });

  test('work that fails gives its place back', async () => {
    const queue = new FairQueue({ running: 1, waiting: 3 });
    const failing = queue.use('a', never, async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await queue.use('a', never, async () => 'next')).toBe('next');
  });
});
