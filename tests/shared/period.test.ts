import {
  addMonths,
  daysBetween,
  type Grain,
  isAsCoarseAs,
  periodEnd,
  periodStart,
} from '@bada/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const DAY = 86_400_000;

test.each<[string, number, string]>([
  ['2023-01-31', 1, '2023-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2023-03-31', -1, '2023-02-28'],
  ['2023-10-31', 1, '2023-11-30'],
  ['2023-12-15', 1, '2024-01-15'],
  ['2023-01-15', -1, '2022-12-15'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2024-02-29', -48, '2020-02-29'],
  ['2023-05-01', 0, '2023-05-01'],
  ['2023-05-01', -120, '2013-05-01'],
])('%s plus %d months is %s', (date, months, later) => {
  expect(addMonths(date, months)).toBe(later);
});

test.each<[string, Grain, string]>([
  ['2024-02-29T23:00', 'hour', '2024-02-29'],
  ['2024-02-29', 'day', '2024-02-29'],
  ['2024-02-01', 'month', '2024-02-29'],
  ['2023-02-01', 'month', '2023-02-28'],
  ['2023-12-01', 'month', '2023-12-31'],
  ['2023-10-01', 'quarter', '2023-12-31'],
  ['2023-01-01', 'half', '2023-06-30'],
  ['2023-07-01', 'half', '2023-12-31'],
  ['2024-01-01', 'year', '2024-12-31'],
])('the period from %s of a %s ends on %s', (start, grain, end) => {
  expect(periodEnd({ start, grain })).toBe(end);
});

test.each([
  ['2024-02-28', '2024-03-01', 2],
  ['2023-02-28', '2023-03-01', 1],
  ['2023-01-01', '2024-01-01', 365],
  ['2023-01-02', '2023-01-01', -1],
  ['2023-01-01', '2023-01-01', 0],
])('from %s to %s it is %d days', (a, b, days) => {
  expect(daysBetween(a, b)).toBe(days);
});

test('a year is as coarse as a month, not the other way round', () => {
  expect(isAsCoarseAs('year', 'month')).toBe(true);
  expect(isAsCoarseAs('month', 'month')).toBe(true);
  expect(isAsCoarseAs('month', 'quarter')).toBe(false);
});

const date = fc
  .date({
    min: new Date('1900-01-01T00:00:00Z'),
    max: new Date('2100-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((one) => one.toISOString().slice(0, 10));

test('a period is followed at once by the next one', () => {
  const grains = fc.constantFrom<[Grain, number]>(
    ['month', 1],
    ['quarter', 3],
    ['half', 6],
    ['year', 12],
  );
  fc.assert(
    fc.property(date, grains, (any, [grain, months]) => {
      const start = `${any.slice(0, 7)}-01`;
      const after = new Date(Date.parse(periodEnd({ start, grain })) + DAY);
      expect(after.toISOString().slice(0, 10)).toBe(addMonths(start, months));
    }),
    { seed: 1 },
  );
});

test.each<[string, Grain, string]>([
  ['2024-08-15T13:00', 'hour', '2024-08-15T13:00'],
  ['2024-08-15T13:00', 'day', '2024-08-15'],
  ['2024-08-15T13:00', 'month', '2024-08-01'],
  ['2024-08-15T13:00', 'quarter', '2024-07-01'],
  ['2024-08-15T13:00', 'half', '2024-07-01'],
  ['2024-08-15T13:00', 'year', '2024-01-01'],
  ['2024-08-15', 'hour', '2024-08-15T00:00'],
])('%s lies in the %s from %s', (at, grain, start) => {
  expect(periodStart(at, grain)).toBe(start);
});

test('days between two dates add up over a third', () => {
  fc.assert(
    fc.property(date, date, date, (a, b, c) => {
      expect(daysBetween(a, b) + daysBetween(b, c)).toBe(daysBetween(a, c));
    }),
    { seed: 2 },
  );
});
