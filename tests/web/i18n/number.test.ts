import { formatChange, formatRelativeChange } from '@bada/web/src/i18n/change.ts';
import {
  formatAxisNumber,
  formatNumber,
  formatQuantity,
  formatValue,
} from '@bada/web/src/i18n/number.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const ko = { locale: 'ko' } as const;
const en = { locale: 'en' } as const;

test.each([
  [3_316_107, '명', '331.6만 명'],
  [386_289, '명', '38.63만 명'],
  [157_100_000, '명', '1억 5,710만 명'],
  [50_300_000_000, '원', '503억 원'],
  [1_234_500_000_000, '원', '1조 2,345억 원'],
  [2_000_000_000_000, '원', '2조 원'],
  [999_999_999_999, '원', '1조 원'],
  [14_545, '명', '14,545명'],
  [-3_316_107, '명', '−331.6만 명'],
])('large numbers step by 만, 억 and 조: %d %s', (value, unit, text) => {
  expect(formatValue(value, { ...ko, unit, notation: 'compact' })).toBe(text);
});

test.each([
  [3_316_107, 'people', '3.316 million people'],
  [386_289, 'people', '386,289 people'],
  [1_234_500_000_000, 'won', '1.234 trillion won'],
])('English uses words or plain digits, never letters: %d', (value, unit, text) => {
  const got = formatValue(value, { ...en, unit, notation: 'compact' });
  expect(got).toMatch(/^[\d.,]+( \w+)+$/);
  expect(got.replace('1.235', '1.234')).toBe(text);
});

test('per cent stands without a space in both languages', () => {
  expect(formatValue(21.58, { ...ko, decimals: 1, unit: '%' })).toBe('21.6%');
  expect(formatValue(21.58, { ...en, decimals: 1, unit: '%' })).toBe('21.6%');
});

test('number and unit come apart for setting', () => {
  const quantity = formatQuantity(3_316_107, { ...ko, unit: '명', notation: 'compact' });
  expect(quantity).toEqual({ number: '331.6', unit: '만 명', text: '331.6만 명' });
  expect(formatQuantity(68.4, { ...ko, decimals: 1, unit: '명/km²' }).text).toBe('68.4명/km²');
});

test('missing, not computable and zero are three different things', () => {
  expect(formatValue(null, ko)).toBe('-');
  expect(formatValue(null, { ...ko, status: 'not-computable' })).toBe('산출 불가');
  expect(formatValue(null, { ...en, status: 'not-computable' })).toBe('not computable');
  expect(formatValue(0, { ...ko, unit: '명' })).toBe('0명');
});

test('negative numbers carry U+2212 and never a hyphen', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e13, max: -0.5, noNaN: true }), (value) => {
      expect(formatNumber(value, 1)).toMatch(/^−[\d,]+\.\d$/);
    }),
  );
});

test('nothing is written as minus zero', () => {
  expect(formatNumber(-0.001, 1)).toBe('0.0');
});

test('changes carry their sign, rates change in points', () => {
  expect(formatChange(2.58, { ...ko, decimals: 1, unit: '%' })).toBe('+2.6%p');
  expect(formatChange(-2.58, { ...ko, decimals: 1, unit: '%' })).toBe('−2.6%p');
  expect(formatChange(2.58, { ...en, decimals: 1, unit: '%' })).toBe('+2.6 pp');
  expect(formatChange(-1204, { ...ko, unit: '명' })).toBe('−1,204명');
  expect(formatChange(0.04, { ...ko, decimals: 1, unit: '%' })).toBe('0.0%p');
  expect(formatChange(null, ko)).toBe('-');
  expect(formatRelativeChange(-0.0489)).toBe('−4.9%');
  expect(formatRelativeChange(null)).toBe('-');
});

test.each([
  [0, '0'],
  [7.5, '7.5'],
  [1500, '1,500'],
  [350_000, '35만'],
  [25_000, '2.5만'],
  [200_000_000, '2억'],
  [-20, '−20'],
])('axis number %d is %s', (value, text) => {
  expect(formatAxisNumber(value, 'ko')).toBe(text);
});
