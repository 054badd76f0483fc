import {
  formatDate,
  formatPeriod,
  formatTick,
  type Grain,
  periodTime,
  startAt,
} from '@bada/web/src/i18n/period.ts';
import { expect, test } from 'vitest';

test.each<[Grain, string, string, string, string, string]>([
  ['year', '2021-01-01', '2021년', '2021', '2021', '2021'],
  ['month', '2023-01-01', '2023년 1월', '2023. 1.', 'January 2023', 'Jan 2023'],
  ['quarter', '2020-01-01', '2020년 1분기', '2020. 1분기', 'Q1 2020', 'Q1 2020'],
  ['half', '2024-07-01', '2024년 하반기', '2024. 하반기', 'H2 2024', 'H2 2024'],
  [
    'hour',
    '2024-03-01T09:00',
    '2024년 3월 1일 9시',
    '2024. 3. 1. 09:00',
    '1 March 2024, 09:00',
    '1 Mar 2024, 09:00',
  ],
  ['hour', '2024-03-01', '2024년 3월 1일', '2024. 3. 1.', '1 March 2024', '1 Mar 2024'],
  ['day', '2026-04-06', '2026년 4월 6일', '2026. 4. 6.', '6 April 2026', '6 Apr 2026'],
])('a %s', (grain, start, koLong, koShort, enLong, enShort) => {
  const period = { start, grain };
  expect(formatPeriod(period, 'ko')).toBe(koLong);
  expect(formatPeriod(period, 'ko', 'short')).toBe(koShort);
  expect(formatPeriod(period, 'en')).toBe(enLong);
  expect(formatPeriod(period, 'en', 'short')).toBe(enShort);
});

test('dates do not depend on the time zone', () => {
  expect(formatDate('2026-04-06', 'ko')).toBe('2026. 4. 6.');
  expect(periodTime({ start: '2023-01-01', grain: 'month' })).toBe(Date.UTC(2023, 0, 1));
});

test('an hour on an axis is its clock, midnight its day', () => {
  const time = periodTime({ start: '2024-03-01T13:00', grain: 'hour' });
  expect(time).toBe(Date.UTC(2024, 2, 1, 13));
  expect(startAt(time, 'hour')).toBe('2024-03-01T13:00');
  expect(formatTick(time, 'hour', 'ko')).toBe('13:00');
  const midnight = Date.UTC(2024, 2, 2);
  expect(formatTick(midnight, 'hour', 'ko')).toBe('3. 2.');
  expect(formatTick(midnight, 'hour', 'en')).toBe('2 Mar');
  expect(formatTick(Date.UTC(2024, 0, 1), 'hour', 'ko')).toBe('2024. 1. 1.');
  expect(startAt(midnight, 'day')).toBe('2024-03-02');
});

test('what is no date is refused', () => {
  expect(() => formatDate('2023', 'ko')).toThrow('not a date');
});
