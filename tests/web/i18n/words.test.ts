import { byCode, shortName } from '@bada/web/src/i18n/places.ts';
import { ordinal } from '@bada/web/src/i18n/words.ts';
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
