import { type CompiledQuery, compileQuery, LOCAL_VIEWER, MetricQuery } from '@bada/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LruCache } from '../../server/src/engine/lru.ts';
import { Pool } from '../../server/src/engine/pool.ts';
import { openTestApp, type TestApp } from './support.ts';

const never = new AbortController().signal;
let world: TestApp;

beforeAll(async () => {
  world = await openTestApp();
});

afterAll(() => world.close());

/** A compiled query whose SQL is replaced: the engine runs it over the same extracts. */
function statement(sql: string, parameters: CompiledQuery['parameters'] = []): CompiledQuery {
  const { indicators, manifest } = world;
  const query = MetricQuery.parse({ v: 1, indicators: [{ id: 'people' }], by: ['city', 'year'] });
  return { ...compileQuery({ query, indicators, manifest }), sql, parameters };
}

function run(sql: string, parameters: CompiledQuery['parameters'] = [], signal = never) {
  return world.engine.as(LOCAL_VIEWER).run(statement(sql, parameters), world.manifest, signal);
}

test('gives plain strings, numbers and nulls', async () => {
  const columns = await run(
    `select 1::bigint as big, 1.5::decimal(9, 2) as exact, null as nothing, $1 as text, $2 as whole, $3 as part`,
    ['부산', 7, 0.5],
  );
  expect(columns).toEqual({
    big: [1],
    exact: [1.5],
    nothing: [null],
    text: ['부산'],
    whole: [7],
    part: [0.5],
  });
});

test.each([
  [`select * from read_csv('/etc/passwd')`],
  [`select * from read_text('/etc/hostname')`],
  [`copy (select 1) to '/tmp/bada-out.csv'`],
  [`set enable_external_access = true`],
  [`set threads = 1`],
  [`install httpfs`],
  [`attach '/tmp/bada-other.db'`],
])('reads and changes nothing outside the extracts: %s', async (sql) => {
  await expect(run(sql)).rejects.toThrow();
});

test('an abort interrupts a running statement and leaves the engine usable', async () => {
  const heavy =
    'select count(*) as n from range(1000000000) a, range(1000) b where a.range % 7 = b.range % 5';
  const controller = new AbortController();
  const started = performance.now();
  const running = run(heavy, [], controller.signal);
  setTimeout(() => controller.abort(new Error('client gone')), 100);
  await expect(running).rejects.toThrow('client gone');
  expect(performance.now() - started).toBeLessThan(5000);
  expect(await run('select 1 as one')).toEqual({ one: [1] });
});

test('one that is aborted before it starts never runs', async () => {
  await expect(run('select 1', [], AbortSignal.abort(new Error('too late')))).rejects.toThrow(
    'too late',
  );
});

test('a pool serves in the order of asking and forgets those who left', async () => {
  const pool = new Pool(['only']);
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const leaver = new AbortController();
  const first = pool.use(never, () => gate.promise);
  const gone = pool.use(leaver.signal, async () => order.push('gone'));
  const second = pool.use(never, async () => order.push('second'));
  const third = pool.use(never, async () => order.push('third'));
  leaver.abort(new Error('left'));
  await expect(gone).rejects.toThrow('left');
  gate.resolve();
  await Promise.all([first, second, third]);
  expect(order).toEqual(['second', 'third']);
});

test('the cache keeps the most recently used within its bytes', () => {
  const cache = new LruCache<string>(10);
  cache.set('a', 'A', 4);
  cache.set('b', 'B', 4);
  expect(cache.get('a')).toBe('A');
  cache.set('c', 'C', 4);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C']);
  cache.set('huge', 'H', 11);
  expect(cache.get('huge')).toBeUndefined();
  expect(cache.get('a')).toBe('A');
});
