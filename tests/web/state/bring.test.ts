import { IngestPart, MissingReason } from '@bada/shared/intake';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missingText, parseMissing } from '../../../web/src/features/bring/mapping-words.ts';
import { decodeBring, encodeBring } from '../../../web/src/state/bring.ts';

test('what is looked at of a brought file comes back from its address', () => {
  const view = fc.record({
    table: fc.option(fc.nat(9999).map(String), { nil: undefined }),
    part: fc.option(fc.constantFrom(...IngestPart.options), { nil: undefined }),
    code: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    offset: fc.nat(),
  });
  fc.assert(
    fc.property(view, (one) => {
      expect(decodeBring(encodeBring(one))).toEqual(one);
    }),
  );
});

test('an address that is not understood shows the first table', () => {
  const start = { table: undefined, part: undefined, code: undefined, offset: 0 };
  expect(decodeBring('?table=..%2F1&rows=all&from=-3')).toEqual(start);
  expect(encodeBring(start)).toBe('');
});

test('signs for missing values come back from their lines; a line without a reason is refused', () => {
  const sign = fc
    .string({ minLength: 1 })
    .filter((text) => text.trim() === text && !text.includes('\n') && text !== '__proto__');
  const missing = fc.dictionary(sign, fc.constantFrom(...MissingReason.options));
  fc.assert(
    fc.property(missing, (one) => {
      expect({ ...parseMissing(missingText(one)) }).toEqual({ ...one });
    }),
  );
  expect(parseMissing('-=gone')).toBeUndefined();
  expect(parseMissing('suppressed')).toBeUndefined();
});
