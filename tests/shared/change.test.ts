import { breakBetween, changeAt, type Indicator, type Point, type YearChange } from '@bada/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleIndicator } from './sample.ts';

const offered = { views: ['map', 'change-over-year'] };
const count = sampleIndicator(offered);
const rate = sampleIndicator({ ...offered, unit: { ko: '%', en: '%', percent: true } });
const monthly = { ...offered, grain: 'month', reportGrain: 'month' };
const anew = { at: '2020-01-01', ko: '기준이 바뀜', en: 'counted anew' };

const points = (...values: [string, number | null][]): Point[] =>
  values.map(([period, value]) => ({ period, value }));

function amountOf(change: YearChange): number | undefined {
  return change.kind === 'change' ? change.amount : undefined;
}

describe('a change', () => {
  test('is taken against the same period a year earlier, even with others between', () => {
    const series = points(['2020-06-01', 200], ['2021-03-01', 999], ['2021-06-01', 190]);
    expect(changeAt(sampleIndicator(monthly), series, '2021-06-01')).toEqual({
      kind: 'change',
      base: { period: '2020-06-01', value: 200 },
      amount: -5,
      inPoints: false,
      months: 12,
    });
  });

  test('of an hour is taken against the same hour', () => {
    const hourly = sampleIndicator({
      ...{ ...offered, grain: 'hour', reportGrain: 'hour', dimensions: [] },
    });
    const series = points(
      ['2023-03-01T12:00', 50],
      ['2023-03-01T13:00', 200],
      ['2024-03-01T13:00', 190],
      ['2024-03-01T14:00', 1],
    );
    expect(changeAt(hourly, series, '2024-03-01T13:00')).toMatchObject({
      base: { period: '2023-03-01T13:00', value: 200 },
      amount: -5,
    });
    expect(changeAt(hourly, series, '2024-03-01T14:00')).toMatchObject({
      ...{ kind: 'none', reason: 'no-year-earlier', wanted: '2023-03-01T14:00' },
    });
  });

  test('of a rate is in points, of a negative count a share of its size', () => {
    const series = points(['2020-01-01', -10], ['2021-01-01', -5]);
    expect(changeAt(rate, series, '2021-01-01')).toMatchObject({ amount: 5, inPoints: true });
    expect(changeAt(count, series, '2021-01-01')).toMatchObject({ amount: 50, inPoints: false });
  });

  test('of a rate from zero is in points all the same', () => {
    const series = points(['2020-01-01', 0], ['2021-01-01', 5]);
    expect(amountOf(changeAt(rate, series, '2021-01-01'))).toBe(5);
  });
});

describe('there is no change, and it is said why,', () => {
  test.each<[string, Indicator, Point[], object]>([
    [
      'where a year earlier has no figure, however near another is',
      count,
      points(['2019-01-01', 5], ['2021-01-01', 6]),
      { reason: 'no-year-earlier', wanted: '2020-01-01' },
    ],
    [
      'where the figure of a year earlier has no value',
      count,
      points(['2020-01-01', null], ['2021-01-01', 6]),
      { reason: 'no-year-earlier', wanted: '2020-01-01' },
    ],
    [
      'where there is no value now',
      count,
      points(['2020-01-01', 5], ['2021-01-01', null]),
      { reason: 'no-value' },
    ],
    ['where the period is not there', count, points(['2020-01-01', 5]), { reason: 'no-value' }],
    [
      'where it was zero',
      count,
      points(['2020-01-01', 0], ['2021-01-01', 5]),
      { reason: 'from-zero', wanted: '2020-01-01' },
    ],
    [
      'where the contract offers none',
      sampleIndicator({ views: ['map'] }),
      points(['2020-01-01', 4], ['2021-01-01', 5]),
      { reason: 'not-offered' },
    ],
    [
      'where the series broke in between',
      sampleIndicator({ ...offered, breaks: [{ ...anew, at: '2021-01-01' }] }),
      points(['2020-01-01', 4], ['2021-01-01', 5]),
      { reason: 'break', at: { ...anew, at: '2021-01-01' } },
    ],
    [
      'where the series broke since a year earlier, also when that has no figure',
      sampleIndicator({ views: ['map'], breaks: [{ ...anew, at: '2021-01-01' }] }),
      points(['2015-01-01', 4], ['2021-01-01', 5]),
      { reason: 'break' },
    ],
  ])('%s', (_, indicator, series, expected) => {
    expect(changeAt(indicator, series, '2021-01-01')).toMatchObject({ kind: 'none', ...expected });
  });

  test('and none across a break within the base year, but after it there is', () => {
    const indicator = sampleIndicator({ ...offered, breaks: [{ ...anew, at: '2020-07-01' }] });
    const series = points(['2020-01-01', 4], ['2021-01-01', 5], ['2022-01-01', 6]);
    expect(changeAt(indicator, series, '2021-01-01')).toMatchObject({ reason: 'break' });
    expect(amountOf(changeAt(indicator, series, '2022-01-01'))).toBeCloseTo(20, 9);
  });
});

describe('a stock of irregular dates', () => {
  const stock = (yearEarlierGapDays: number) => sampleIndicator({ ...monthly, yearEarlierGapDays });

  test('is set against the nearest figure within its days, which is named', () => {
    const series = points(['2021-12-01', 100], ['2022-10-01', 90], ['2023-01-01', 80]);
    expect(changeAt(stock(31), series, '2023-01-01')).toMatchObject({
      kind: 'change',
      base: { period: '2021-12-01' },
      amount: -20,
      months: 13,
    });
    expect(changeAt(stock(30), series, '2023-01-01')).toMatchObject({ reason: 'no-year-earlier' });
    expect(changeAt(stock(31), series, '2022-10-01')).toMatchObject({ reason: 'no-year-earlier' });
  });

  test('prefers the very month to its neighbours', () => {
    const series = points(
      ['2021-12-01', 1],
      ['2022-01-01', 100],
      ['2022-02-01', 2],
      ['2023-01-01', 50],
    );
    expect(changeAt(stock(31), series, '2023-01-01')).toMatchObject({ amount: -50, months: 12 });
  });
});

const period = fc
  .tuple(fc.integer({ min: 2010, max: 2024 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}-01`);
const series = fc
  .uniqueArray(fc.record({ period, value: fc.option(fc.integer({ min: 1, max: 99 })) }), {
    selector: (point) => point.period,
    minLength: 1,
    maxLength: 40,
  })
  .map((all) => all.sort((a, b) => (a.period < b.period ? -1 : 1)));

test('whatever the series: a change is of about twelve months, crosses no break and is named', () => {
  const options = { gap: fc.constantFrom(0, 31, 92), at: fc.option(period) };
  let found = 0;
  fc.assert(
    fc.property(series, fc.record(options), (all, { gap, at }) => {
      const breaks = at === null ? [] : [{ ...anew, at }];
      const indicator = sampleIndicator({ ...monthly, yearEarlierGapDays: gap, breaks });
      for (const { period: now } of all) {
        const change = changeAt(indicator, all, now);
        if (change.kind === 'none') continue;
        found += 1;
        expect(all).toContainEqual(change.base);
        expect(Math.abs(change.months - 12)).toBeLessThanOrEqual(Math.ceil(gap / 28));
        const [earlier, later] = [change.base.period, now].map((start) => ({
          start,
          grain: 'month' as const,
        }));
        if (earlier && later) expect(breakBetween(breaks, earlier, later)).toBeUndefined();
      }
    }),
    { seed: 31, numRuns: 600 },
  );
  expect(found).toBeGreaterThan(200);
});
