import type { Clause, LinkedEngine, LinkedModel } from '@bada/shared/linked';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CrossFilter, type LinkedResult } from '../../../web/src/engine/cross-filter.ts';
import { NativeLinkedEngine } from '../../support/native-linked.ts';

const ROWS = 5000;
const model: LinkedModel = {
  tables: [
    { name: 'rides', rows: ROWS, columns: ['place', 'hour', 'day', 'fare'] },
    { name: 'rides_by_hour', rows: 384, columns: ['place', 'hour', 'fare'], count: 'n' },
  ],
  dimensions: [
    { kind: 'binned', name: 'hour', column: 'hour', type: 'integer', from: 0, step: 1, count: 24 },
    { kind: 'binned', name: 'day', column: 'day', type: 'integer', from: 0, step: 7, count: 52 },
    { kind: 'coded', name: 'place', column: 'place', type: 'integer', values: [1, 2, 3, 4] },
  ],
  views: [
    { id: 'hours', by: ['hour'], measures: [{ name: 'fare', agg: 'sum', column: 'fare' }] },
    { id: 'places', by: ['place'], measures: [{ name: 'rides', agg: 'count' }] },
    { id: 'days', by: ['day'], measures: [{ name: 'mean', agg: 'mean', column: 'fare' }] },
  ],
};
const HOUR = { view: 'hours', dimension: 'hour' };
const DAY = { view: 'days', dimension: 'day' };
const hours = (from: number, to: number): Clause => ({
  type: 'interval',
  ...HOUR,
  from,
  to,
  ends: '[)',
});

let engine: NativeLinkedEngine;
let asked: string[];
let shown: LinkedResult[][];
let failures: unknown[];

beforeAll(async () => {
  engine = await NativeLinkedEngine.open();
  await engine.run([
    `create table rides as select 1 + n % 4 as place, n * 7 % 24 as hour, n * 13 % 364 as day, n % 90 as fare from range(${ROWS}) as r(n)`,
    'create table rides_by_hour as select place, hour, cast(sum(fare) as bigint) as fare, count(*) as n from rides group by all',
  ]);
});
afterAll(() => engine.close());
beforeEach(() => {
  [asked, shown, failures] = [[], [], []];
});

function open(numbers: LinkedEngine['numbers'] = (query, signal) => engine.numbers(query, signal)) {
  return new CrossFilter({
    model,
    engine: {
      numbers(query, signal) {
        asked.push(query.sql);
        return numbers(query, signal);
      },
    },
    onResults: (results) => shown.push([...results]),
    onError: (error) => failures.push(error),
  });
}

function total(values: Float64Array | undefined): number {
  return values?.reduce((sum, value) => sum + value, 0) ?? Number.NaN;
}

test('once prepared, a brush is answered within the call and asks nothing', async () => {
  const filter = open();
  await filter.prepare(HOUR);
  expect(asked).toHaveLength(1);
  filter.select(hours(6, 12));
  expect(shown).toHaveLength(1);
  expect(shown[0]?.map(({ view }) => view)).toEqual(['places', 'days']);
  expect(shown[0]?.every(({ from }) => from.kind === 'cube')).toBe(true);
  expect(total(shown[0]?.[0]?.rows)).toBe(ROWS / 4);
  filter.clear(HOUR);
  expect(total(shown[1]?.[0]?.rows)).toBe(ROWS);
  expect(asked).toHaveLength(1);
});

test('everything that idle time prepares is one statement, and a scan serves both directions', async () => {
  const filter = open();
  await filter.prepareAll([HOUR, DAY, { view: 'places', dimension: 'place' }]);
  expect(asked).toHaveLength(1);
  // Three pairs of dimensions for six cubes.
  expect(asked[0]?.match(/ from \(select /g)?.length).toBeGreaterThanOrEqual(3);
  expect(asked[0]?.match(/union all/g)).toHaveLength(2);
  expect(filter.stats.cubes).toBe(6);
});

test('cubes are built from the smallest table that has what they need', async () => {
  const filter = open();
  await filter.prepare(HOUR);
  const branches = asked[0]?.split(' union all ') ?? [];
  expect(branches.filter((sql) => sql.includes('"rides_by_hour"'))).toHaveLength(1);
  expect(branches.filter((sql) => sql.includes('"rides"'))).toHaveLength(1);
});

test('a build for another brush is given up when the pointer moves on', async () => {
  const signals: AbortSignal[] = [];
  const filter = open((query, signal) => {
    signals.push(signal);
    return engine.numbers(query, signal);
  });
  const [first, second] = [filter.prepare(HOUR), filter.prepare(DAY)];
  await Promise.all([first, second]);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  expect(filter.stats).toMatchObject({ superseded: 1, cubes: 2 });
});

test('a selection made while cubes are on their way is answered once, by the latest', async () => {
  const filter = open();
  for (let to = 1; to <= 24; to++) filter.select(hours(0, to));
  await filter.settled();
  expect(asked).toHaveLength(1);
  expect(shown).toHaveLength(1);
  expect(total(shown[0]?.find(({ view }) => view === 'places')?.rows)).toBe(ROWS);
});

test('pending views are still answered when the pointer goes elsewhere meanwhile', async () => {
  const filter = open();
  filter.select(hours(0, 6));
  await filter.prepare(DAY);
  await filter.settled();
  const views = new Set(shown.flat().map(({ view }) => view));
  expect(views).toEqual(new Set(['places', 'days']));
});

test('a failed statement is reported and the next one works', async () => {
  let broken = true;
  const filter = open(async (query, signal) => {
    if (broken) throw new Error('the engine died');
    return engine.numbers(query, signal);
  });
  filter.select(hours(0, 6));
  await filter.settled();
  expect(failures).toHaveLength(1);
  broken = false;
  filter.select(hours(0, 7));
  await filter.settled();
  expect(shown.flat()).toHaveLength(2);
});

test('what all views hold to filters each of them, the brush itself included', async () => {
  const base: Clause[] = [{ type: 'points', view: '*', dimension: 'place', values: [1, 2] }];
  const results: LinkedResult[] = [];
  const filter = new CrossFilter({
    ...{ model, engine, base },
    onResults: (found) => results.push(...found),
    onError: (error) => failures.push(error),
  });
  filter.refresh();
  await filter.settled();
  expect(results.map(({ rows }) => total(rows))).toEqual([ROWS / 2, ROWS / 2, ROWS / 2]);
  await filter.prepare(HOUR);
  filter.select(hours(0, 24));
  const [places] = results.slice(3);
  expect(places?.view).toBe('places');
  expect([...(places?.rows ?? [])].slice(1, 5)).toEqual([ROWS / 4, ROWS / 4, 0, 0]);
});
