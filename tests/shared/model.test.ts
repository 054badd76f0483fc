import {
  Board,
  BoardDraft,
  Catalogue,
  CITY,
  DISTRICTS,
  dataEnd,
  inOrder,
  isDistrict,
  KebabId,
  PlaceCode,
  placeName,
} from '@bada/shared';
import { describe, expect, test } from 'vitest';
import { sampleIndicator, sampleManifest } from './sample.ts';

describe('places', () => {
  test('are sixteen districts in code order with unique codes, names and tiles', () => {
    const codes = DISTRICTS.map(({ place }) => place);
    expect(codes).toEqual([...codes].sort());
    const unique = (values: readonly string[]) => new Set(values).size;
    expect(unique(codes)).toBe(16);
    expect(unique(DISTRICTS.map(({ name }) => name.ko))).toBe(16);
    expect(unique(DISTRICTS.map(({ name }) => name.en))).toBe(16);
    expect(unique(DISTRICTS.map(({ tile }) => tile.join()))).toBe(16);
    expect(unique(DISTRICTS.flatMap(({ kostat }) => kostat))).toBe(17);
  });

  test('have names; one from elsewhere is called by its code', () => {
    expect(placeName(CITY)).toEqual({ ko: '부산광역시', en: 'Busan' });
    expect(placeName('26350').ko).toBe('해운대구');
    expect(placeName('11110')).toEqual({ ko: '11110', en: '11110' });
  });

  test('of the city: neither the city itself nor others are districts', () => {
    expect(['26', '26110', '26710', '21010', '11110'].filter(isDistrict)).toEqual([
      '26110',
      '26710',
    ]);
  });

  test.each([
    ['26', true],
    ['26350', true],
    ['2635010100', true],
    ['2', false],
    ['263', false],
    ['26350101', false],
    ['부산', false],
  ])('code %s: %s', (code, valid) => {
    expect(PlaceCode.safeParse(code).success).toBe(valid);
  });
});

test.each([
  ['ageing-share', true],
  ['pm10', true],
  ['a-1-b', true],
  ['Ageing', false],
  ['ageing--share', false],
  ['-ageing', false],
  ['ageing_share', false],
  ['', false],
  ['a'.repeat(81), false],
])('id “%s”: %s', (id, valid) => {
  expect(KebabId.safeParse(id).success).toBe(valid);
});

describe('what an author writes of a saved view', () => {
  const draft = { title: '고령화', tiles: [{ kind: 'view', path: '/', search: '?places=26350' }] };

  test('is taken with its outer blanks gone', () => {
    expect(BoardDraft.parse({ ...draft, title: '  고령화 ' })).toEqual(draft);
  });

  test.each<[string, object]>([
    ['a blank title', { title: '   ' }],
    ['a title of 121 characters', { title: 'a'.repeat(121) }],
    ['no tile', { tiles: [] }],
    ['two tiles', { tiles: [...draft.tiles, ...draft.tiles] }],
    ['another page', { tiles: [{ kind: 'view', path: '/boards', search: '' }] }],
    ['a foreign address', { tiles: [{ kind: 'view', path: '/', search: 'https://elsewhere' }] }],
    ['an owner it may not choose', { owner: 'lee' }],
  ])('is refused for %s', (_, part) => {
    expect(BoardDraft.safeParse({ ...draft, ...part }).success).toBe(false);
  });

  test('is not yet a board', () => {
    expect(Board.safeParse(draft).success).toBe(false);
  });
});

describe('the catalogue', () => {
  const manifest = sampleManifest();

  test('ends with the newest data that an indicator reads', () => {
    const [figures] = manifest.datasets;
    if (!figures) throw new Error('the sample has a dataset');
    const newer = { ...figures, id: 'unread', asOf: '2030-01-01' };
    const datasets = [figures, newer];
    expect(dataEnd([sampleIndicator()], { ...manifest, datasets })).toBe('2021-12-31');
  });

  test('without data ends with its building', () => {
    expect(dataEnd([], manifest)).toBe('2024-01-01');
  });

  test('stands in the declared order and leaves its input alone', () => {
    const given = [3, 1, 2].map((order) => sampleIndicator({ id: `thing-${order}`, order }));
    expect(inOrder(given).map(({ order }) => order)).toEqual([1, 2, 3]);
    expect(given.map(({ order }) => order)).toEqual([3, 1, 2]);
    const catalogue = {
      indicators: given,
      departments: [],
      strategies: [],
      evaluationDate: '2021-12-31',
    };
    expect(Catalogue.parse(catalogue).indicators).toHaveLength(3);
  });
});
