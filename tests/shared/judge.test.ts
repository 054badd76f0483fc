import { caveatsAt, freshness, type Indicator, judge, targetFor } from '@bada/shared';
import { describe, expect, test } from 'vitest';
import { sampleIndicator } from './sample.ts';

const target = (year: number, value: number, sample = false) => ({
  year,
  value,
  sample,
  setBy: { ko: '시장', en: 'mayor' },
  setOn: '2020-01-02',
});

function aiming(direction: 'up' | 'down' | 'neutral', value = 100, rest: object = {}) {
  return sampleIndicator({ direction, targets: [target(2021, value)], ...rest });
}

function statusOf(indicator: Indicator, value: number | null, evaluationDate = '2021-12-31') {
  const verdict = judge(indicator, { value, period: '2021-01-01', evaluationDate, samples: true });
  return verdict.status === 'undecided' ? verdict.reason : verdict.status;
}

describe('a value is judged against the target of its year', () => {
  test.each<['up' | 'down', number, string]>([
    ['up', 120, 'good'],
    ['up', 100, 'good'],
    ['up', 98, 'good'],
    ['up', 97.9, 'caution'],
    ['up', 90, 'caution'],
    ['up', 89.9, 'warning'],
    ['down', 80, 'good'],
    ['down', 102, 'good'],
    ['down', 102.1, 'caution'],
    ['down', 110, 'caution'],
    ['down', 110.1, 'warning'],
  ])('%s is good: %d against 100 is %s', (direction, value, status) => {
    expect(statusOf(aiming(direction), value)).toBe(status);
  });

  test.each<[number, number, string]>([
    [-10, -10, 'good'],
    [-10, -9, 'good'],
    [-10, -10.5, 'caution'],
    [-10, -12, 'warning'],
    [0, 0, 'good'],
    [0, 1, 'good'],
    [0, -0.1, 'warning'],
  ])('a target of %d is missed by its own size: %d is %s', (aim, value, status) => {
    expect(statusOf(aiming('up', aim), value)).toBe(status);
  });

  test('a band’s own bounds still belong to the better side', () => {
    const bands = { caution: 0, warning: 0, undecidedAfterDays: 400 };
    expect(statusOf(aiming('up', 100, { bands }), 100)).toBe('good');
    expect(statusOf(aiming('up', 100, { bands }), 99.99)).toBe('warning');
  });
});

describe('nothing is judged', () => {
  test.each<[string, Indicator, number | null, string, string]>([
    ['without a value', aiming('up'), null, '2021-12-31', 'no-value'],
    ['without a target of the year', sampleIndicator(), 5, '2021-12-31', 'no-target'],
    ['of a neutral indicator', aiming('neutral'), 5, '2021-12-31', 'no-target'],
    ['that is too old', aiming('up'), 100, '2023-02-05', 'too-old'],
    ['on the last day it is young enough', aiming('up'), 100, '2023-02-04', 'good'],
  ])('%s', (_, indicator, value, evaluationDate, expected) => {
    expect(statusOf(indicator, value, evaluationDate)).toBe(expected);
  });

  test('made-up targets count only where samples are shown', () => {
    const indicator = sampleIndicator({ targets: [target(2021, 5, true)] });
    const period = '2021-07-01';
    expect(targetFor(indicator, { period, samples: true })?.value).toBe(5);
    expect(targetFor(indicator, { period, samples: false })).toBeUndefined();
  });
});

test.each<[Indicator['cadence'], string, string]>([
  ['yearly', '2024-01-02', 'on-time'],
  ['yearly', '2024-01-03', 'late'],
  ['quarterly', '2022-07-03', 'on-time'],
  ['quarterly', '2022-07-04', 'late'],
  ['half-yearly', '2023-01-03', 'on-time'],
  ['half-yearly', '2023-01-04', 'late'],
  ['weekly', '2022-01-14', 'on-time'],
  ['weekly', '2022-01-15', 'late'],
  ['daily', '2022-01-02', 'on-time'],
  ['daily', '2022-01-03', 'late'],
  ['realtime', '2022-01-03', 'late'],
  ['monthly', '2022-03-03', 'on-time'],
  ['monthly', '2022-03-04', 'late'],
  ['irregular', '2040-01-01', 'unscheduled'],
  ['once', '2040-01-01', 'unscheduled'],
])('%s figures of 2021 are at %s %s', (cadence, evaluationDate, expected) => {
  const indicator = sampleIndicator({ cadence });
  expect(freshness(indicator, { period: '2021-01-01', evaluationDate })).toBe(expected);
});

describe('a caveat touches', () => {
  const text = { ko: '주의', en: 'careful' };
  const caveats = [
    { id: 'all', ...text },
    { id: 'spot', ...text, where: { place: '26410', period: '2018-01-01' } },
    { id: 'place', ...text, where: { place: '26380' } },
    { id: 'date', ...text, where: { period: '2022-10-01' } },
  ];

  test.each([
    ['the district in its period', '26410', '2018-01-01', ['spot']],
    ['the city that holds the district', '26', '2018-01-01', ['spot', 'place']],
    ['no other period of the district', '26410', '2019-01-01', []],
    ['no other district', '26110', '2018-01-01', []],
    ['a district at any time', '26380', '2011-01-01', ['place']],
    ['every place at a date', '26110', '2022-10-01', ['date']],
  ])('%s', (_, place, start, ids) => {
    const period = { start, grain: 'month' as const };
    expect(caveatsAt(caveats, { place, period }).map(({ id }) => id)).toEqual(ids);
  });

  test('the year that holds its month', () => {
    const year = (start: string) => ({ place: '26110', period: { start, grain: 'year' as const } });
    expect(caveatsAt(caveats, year('2022-01-01')).map(({ id }) => id)).toEqual(['date']);
    expect(caveatsAt(caveats, year('2023-01-01'))).toEqual([]);
  });
});
