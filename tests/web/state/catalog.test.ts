import {
  decodeCatalog,
  decodeDataset,
  encodeCatalog,
  encodeDataset,
  toggled,
} from '@bada/web/src/state/catalog.ts';
import { expect, test } from 'vitest';

test.each([
  ['', { text: '', choice: {}, origin: [], part: 'datasets' }],
  ['?q=고령 인구', { text: '고령 인구', choice: {}, origin: [], part: 'datasets' }],
  [
    '?class=open|internal&department=air-quality',
    {
      text: '',
      choice: { department: ['air-quality'], class: ['open', 'internal'] },
      origin: [],
      part: 'datasets',
    },
  ],
  ['?origin=here|city', { text: '', choice: {}, origin: ['here', 'city'], part: 'datasets' }],
  ['?part=terms', { text: '', choice: {}, origin: [], part: 'terms' }],
  ['?part=collections', { text: '', choice: {}, origin: [], part: 'collections' }],
] as const)('the address %s is what was chosen, and back', (search, view) => {
  expect(decodeCatalog(search)).toEqual(view);
  expect(decodeCatalog(encodeCatalog(decodeCatalog(search)))).toEqual(view);
});

test('what an address says twice or not at all is left out', () => {
  expect(decodeCatalog('?class=open|open||&part=nonsense&sex=f')).toEqual({
    text: '',
    choice: { class: ['open'] },
    origin: [],
    part: 'datasets',
  });
});

test('a value is added once and taken away again', () => {
  const once = toggled({}, 'class', 'open');
  expect(once).toEqual({ class: ['open'] });
  expect(
    encodeCatalog({
      text: '',
      choice: toggled(once, 'class', 'open'),
      origin: [],
      part: 'datasets',
    }),
  ).toBe('');
});

test.each([
  ['', 0],
  ['?from=51', 50],
  ['?from=0', 0],
  ['?from=-5', 0],
  ['?from=x', 0],
])('the preview of %s begins after %d rows', (search, offset) => {
  expect(decodeDataset(search).offset).toBe(offset);
  const view = { offset, chosen: '[{"type":"points"}]' };
  expect(decodeDataset(encodeDataset(view))).toEqual(view);
  expect(decodeDataset(encodeDataset({ offset, chosen: '' }))).toEqual({ offset, chosen: '' });
});
