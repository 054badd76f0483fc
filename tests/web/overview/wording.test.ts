import type { ChangeOverYear, YearChange } from '@bada/shared';
import {
  amountInWords,
  changeInWords,
  differenceInWords,
  headlineName,
  periodInWords,
  valueInList,
  valueInWords,
} from '@bada/web/src/features/overview/wording.ts';
import { overviewEn, overviewKo } from '@bada/web/src/i18n/messages/overview.ts';
import { expect, test } from 'vitest';
import { countOf, indicatorOf } from './sample.ts';

const share = indicatorOf();
const people = countOf();

test('a value stands with its unit, large counts in steps of the language', () => {
  expect(valueInWords(share, 21.58, 'ko')).toEqual({ number: '21.6', unit: '%', text: '21.6%' });
  expect(valueInWords(people, 3_316_107, 'ko').text).toBe('331.6만 명');
  expect(valueInWords(people, 3_316_107, 'en').text).toBe('3.316 million people');
  expect(valueInWords(people, 14_545, 'ko').text).toBe('14,545명');
});

test('missing, suppressed, not computable and zero are four things', () => {
  const words = (value: number | null, status?: Parameters<typeof valueInWords>[3]) =>
    valueInWords(share, value, 'ko', status).text;
  expect(words(0)).toBe('0.0%');
  expect(words(null, 'missing')).toBe('-');
  expect(words(null, 'suppressed')).toBe('-');
  expect(words(null, 'not-computable')).toBe('산출 불가');
  expect(valueInList(share, null, 'en', 'not-computable')).toBe('not computable');
});

test('in a list a value has all its digits and no unit', () => {
  expect(valueInList(people, 3_316_107, 'ko')).toBe('3,316,107');
  expect(valueInList(share, -1.25, 'en')).toBe('−1.3');
});

test('a period stands at the grain that the indicator reports', () => {
  const yearly = indicatorOf({ reportGrain: 'year' });
  expect(periodInWords(yearly, '2021-01-01', 'ko')).toBe('2021년');
  expect(periodInWords(share, '2023-01-01', 'ko')).toBe('2023년 1월');
  expect(periodInWords(share, '2023-01-01', 'en', 'short')).toBe('Jan 2023');
});

test.each<[Partial<ChangeOverYear>, string, string]>([
  [{ amount: 1.2, inPoints: true }, '+1.2%p', '+1.2 pp'],
  [{ amount: -0.44, inPoints: true }, '−0.4%p', '−0.4 pp'],
  [{ amount: 0.04, inPoints: true }, '0.0%p', '0.0 pp'],
  [{ amount: -4.9, inPoints: false }, '−4.9%', '−4.9%'],
  [{ amount: 120, inPoints: false }, '+120.0%', '+120.0%'],
])('a change of %o is %s', (part, ko, en) => {
  const base = { period: '2022-01-01', value: 1 };
  const change: ChangeOverYear = {
    kind: 'change',
    base,
    amount: 0,
    inPoints: false,
    months: 12,
    ...part,
  };
  expect([amountInWords(change, 'ko'), amountInWords(change, 'en')]).toEqual([ko, en]);
});

const base = { period: '2021-12-01', value: 1 };
const risen = { kind: 'change', base, amount: 1.2, inPoints: true } as const;
const none = { kind: 'none' } as const;
const at = { at: '2023-01-01', ko: '기준이 바뀜', en: 'counted anew' };

test.each<[YearChange, string, string]>([
  [
    { ...risen, months: 12 },
    '전년 동기(2021. 12.) 대비 +1.2%p',
    '+1.2 pp on a year earlier (Dec 2021)',
  ],
  [
    { ...risen, months: 13 },
    '13개월 전(2021. 12.) 대비 +1.2%p',
    '+1.2 pp on 13 months earlier (Dec 2021)',
  ],
  [
    { ...none, reason: 'no-year-earlier', wanted: '2023-06-01' },
    '전년 동기(2023. 6.) 값 없음',
    'No figure a year earlier (Jun 2023)',
  ],
  [
    { ...none, reason: 'break', at },
    '2023년 1월부터 기준이 달라 전년 동기와 비교하지 않음',
    'Counted anew from January 2023, not compared with earlier',
  ],
  [
    { ...none, reason: 'from-zero', wanted: '2022-01-01' },
    '전년 동기(2022. 1.) 값이 0이라 증감률 산출 불가',
    'Was 0 a year earlier (Jan 2022), so no rate of change',
  ],
])('a change names what it is compared with, and where there is none why: %o', (change, ko, en) => {
  const said = (locale: 'ko' | 'en') => {
    const words = locale === 'ko' ? overviewKo : overviewEn;
    return changeInWords(share, change, { locale, words, style: 'short' });
  };
  expect([said('ko'), said('en')]).toEqual([ko, en]);
});

test('a difference has the unit of the values, points for rates, and never a sign', () => {
  expect(differenceInWords(share, -3.75, 'ko')).toBe('3.8%p');
  expect(differenceInWords(share, 3.75, 'en')).toBe('3.8 pp');
  expect(differenceInWords(people, -1204, 'ko')).toBe('1,204명');
  expect(differenceInWords(people, 346_662, 'ko')).toBe('34.67만 명');
});

test('a headline is called by the city or by what it stands for', () => {
  const label = { ko: '16개 구·군 중앙값', en: 'Median of the 16 districts' };
  const median = indicatorOf({ headline: { kind: 'median-of-districts', label } });
  expect(headlineName(share, 'ko', '부산')).toBe('부산');
  expect(headlineName(median, 'en', 'Busan')).toBe('Median of the 16 districts');
});
