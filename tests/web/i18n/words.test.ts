import { byCode, shortName } from '@bada/web/src/i18n/places.ts';
import { ordinal, withParticle } from '@bada/web/src/i18n/words.ts';
import { expect, test } from 'vitest';

test.each([
  [1, '첫 번째'],
  [2, '두 번째'],
  [4, '네 번째'],
  [10, '열 번째'],
  [16, '열여섯 번째'],
  [20, '스무 번째'],
  [21, '스물한 번째'],
])('ordinal %d is %s', (n, text) => {
  expect(ordinal(n, 'ko')).toBe(text);
});

test('English ordinals are words, then figures', () => {
  expect([4, 16, 21, 22, 23, 111].map((n) => ordinal(n, 'en'))).toEqual([
    'fourth',
    'sixteenth',
    '21st',
    '22nd',
    '23rd',
    '111th',
  ]);
});

test.each([
  ['해운대구', '은/는', '해운대구는'],
  ['기장군', '은/는', '기장군은'],
  ['부산', '이/가', '부산이'],
  ['19.8%', '으로/로', '19.8%로'],
  ['2.6%p', '을/를', '2.6%p를'],
  ['PM10', '은/는', 'PM10은'],
  ['1', '으로/로', '1로'],
  ['3', '으로/로', '3으로'],
  ['2.5', '와/과', '2.5와'],
  ['중구(29.1%)', '이/가', '중구(29.1%)가'],
  ['영도구(30.4%)', '와/과', '영도구(30.4%)와'],
  ['182.3km²', '을/를', '182.3km²를'],
  ['‘출생’', '이/가', '‘출생’이'],
] as const)('%s with %s is %s', (word, particle, text) => {
  expect(withParticle(word, particle)).toBe(text);
});

test('districts stand in code order, not by the alphabet', () => {
  const places = ['26710', '26110', '26350'].map((place) => ({ place }));
  expect(places.sort(byCode).map(({ place }) => place)).toEqual(['26110', '26350', '26710']);
});

test('names are shortened only where enough of them remains', () => {
  expect(['해운대구', '중구', '기장군', 'Haeundae-gu', 'Gijang-gun'].map(shortName)).toEqual([
    '해운대',
    '중구',
    '기장',
    'Haeundae',
    'Gijang',
  ]);
});
