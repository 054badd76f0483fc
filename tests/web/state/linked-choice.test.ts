import { NOTHING_SELECTED, Selection } from '@bada/shared/linked';
import { decodeChoice, encodeChoice } from '@bada/web/src/state/linked-choice.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const COLUMNS = ['period', 'place', 'kind'];

const owner = (name: string) => ({ view: name, dimension: name });
const clause = fc.oneof(
  fc.record({ from: fc.option(fc.integer()), to: fc.option(fc.integer()) }).map((ends) => ({
    ...{ type: 'interval' as const, ...owner('period'), ends: '[)' as const },
    ...ends,
  })),
  fc.array(fc.string({ maxLength: 9 }), { maxLength: 5 }).map((values) => ({
    ...{ type: 'places' as const, ...owner('place'), values },
  })),
  fc
    .array(fc.oneof(fc.string({ maxLength: 9 }), fc.integer(), fc.constant(null)), { maxLength: 5 })
    .map((values) => ({ type: 'points' as const, ...owner('kind'), values })),
);
const selection = fc
  .uniqueArray(clause, { selector: ({ view }) => view, maxLength: 3 })
  .map((clauses) => Selection.parse({ v: 1, clauses }));

test('a choice comes back out of an address as it was', () => {
  fc.assert(
    fc.property(selection, (one) => {
      const { searchParams } = new URL('http://x/');
      searchParams.set('chosen', encodeChoice(one));
      const again = new URLSearchParams(searchParams.toString()).get('chosen') ?? '';
      expect(decodeChoice(again, COLUMNS)).toEqual(one);
    }),
    { seed: 46 },
  );
});

test.each(['', '{', '7', '[{"type":"points"}]', '[{"type":"drop table"}]', 'null'])(
  'what is no choice chooses nothing: %s',
  (text) => expect(decodeChoice(text, COLUMNS)).toEqual(NOTHING_SELECTED),
);

test('columns that are not there are left out, and what no address holds is not written', () => {
  const known = { type: 'points' as const, ...owner('kind'), values: ['a'] };
  const text = encodeChoice({ v: 1, clauses: [{ ...known, ...owner('colour') }, known] });
  expect(decodeChoice(text, COLUMNS).clauses).toEqual([known]);
  const values = Array.from({ length: 900 }, (_, at) => `value ${at}`);
  expect(encodeChoice({ v: 1, clauses: [{ ...known, values }] })).toBe('');
});
