import { createHash } from 'node:crypto';
import { canonicalJson, sha256Hex } from '@bada/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/** The same document with the keys of every object in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]));
}

const document = fc.jsonValue({ noUnicodeString: false });

test('keys stand in code-point order at every depth, arrays as they are', () => {
  const value = { b: [{ z: 1, a: 2 }, 3], a: { 나: 1, 가: 2, B: 3 } };
  expect(canonicalJson(value)).toBe('{"a":{"B":3,"가":2,"나":1},"b":[{"a":2,"z":1},3]}');
});

test('what is undefined is not there', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe(canonicalJson({ b: 1 }));
});

test('equal documents give equal text whatever the order of their keys', () => {
  fc.assert(
    fc.property(document, (value) => {
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
    }),
    { seed: 3 },
  );
});

test('the text says the whole document', () => {
  fc.assert(
    fc.property(document, (value) => {
      const text = JSON.stringify(value);
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(text));
    }),
    { seed: 4 },
  );
});

test('the hash is SHA-256 of the UTF-8 bytes', async () => {
  expect(await sha256Hex('')).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
  const text = '부산 바다 🌊';
  expect(await sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
});
