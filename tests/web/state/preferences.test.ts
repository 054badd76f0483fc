import { type Chosen, decodeChosen, withChosen } from '@bada/web/src/state/preferences.ts';
import { decodeView, encodeView, START_VIEW } from '@bada/web/src/state/view.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const chosen: fc.Arbitrary<Chosen> = fc.record(
  {
    locale: fc.constantFrom('ko', 'en'),
    theme: fc.constantFrom('light', 'dark', 'contrast'),
    engine: fc.constantFrom('auto', 'browser', 'server'),
  },
  { requiredKeys: [] },
);
const path = fc.constantFrom('/', '/indicators', '/catalog/births');
const search = fc.constantFrom('', '?indicator=births', '?lang=ko&places=26350', '?q=%EC%9D%B8');
const hash = fc.constantFrom('', '#columns');

function searchOf(href: string): string {
  return new URL(href, 'http://localhost').search;
}

test('an address gives back the language, theme and engine that were written into it', () => {
  fc.assert(
    fc.property(path, search, hash, chosen, (where, part, at, one) => {
      const href = withChosen(`${where}${part}${at}`, one);
      expect(decodeChosen(searchOf(href))).toMatchObject(one);
      expect(href.startsWith(where) && href.endsWith(at)).toBe(true);
      expect(withChosen(href, one)).toBe(href);
    }),
    { seed: 15 },
  );
});

test('what is shown stays the same whatever language and theme go along', () => {
  fc.assert(
    fc.property(search, chosen, (part, one) => {
      const href = withChosen(`/${part}`, one);
      expect(decodeView(searchOf(href))).toEqual(decodeView(part));
    }),
    { seed: 16 },
  );
  expect(decodeView('?lang=en&theme=dark')).toEqual(START_VIEW);
});

test('nothing is written where nothing was chosen, and a saved view holds neither', () => {
  expect(withChosen('/?indicator=births', {})).toBe('/?indicator=births');
  expect(encodeView(decodeView('?indicator=births&lang=en&theme=dark'))).toBe('?indicator=births');
});

test.each([
  ['?lang=fr&theme=sepia', {}],
  ['?lang=en', { locale: 'en' }],
  ['?engine=server', { engine: 'server' }],
  ['?engine=abacus', {}],
  ['', {}],
])('%s chooses %o', (text, expected) => {
  expect(decodeChosen(text)).toEqual(expected);
});
