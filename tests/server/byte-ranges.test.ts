import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_RANGES, parseRanges } from '../../server/src/routes/byte-ranges.ts';

describe('a Range header', () => {
  test.each([
    ['bytes=0-0', [[0, 0]]],
    ['bytes=2-5', [[2, 5]]],
    ['bytes=7-', [[7, 9]]],
    ['bytes=-3', [[7, 9]]],
    ['bytes=-99', [[0, 9]]],
    ['bytes=4-99', [[4, 9]]],
    [
      'bytes=0-1,4-5',
      [
        [0, 1],
        [4, 5],
      ],
    ],
    [
      'bytes=4-5,0-1',
      [
        [4, 5],
        [0, 1],
      ],
    ],
    ['bytes=0-4,3-6', [[0, 6]]],
    [
      'bytes=5-6,3-4,0-0',
      [
        [0, 0],
        [3, 6],
      ],
    ],
    ['bytes=0-1, 50-60', [[0, 1]]],
    ['Bytes = 1-1', [[1, 1]]],
    ['bytes=,1-1,', [[1, 1]]],
  ])('%s', (header, expected) => {
    const ranges = expected.map(([start, end]) => ({ start, end }));
    expect(parseRanges(header, 10)).toEqual({ kind: 'ranges', ranges });
  });

  test.each(['bytes=10-', 'bytes=-0', 'bytes=50-60,70-', `bytes=${'0-0,'.repeat(MAX_RANGES + 1)}`])(
    '%s holds nothing that can be sent',
    (header) => expect(parseRanges(header, 10)).toEqual({ kind: 'unsatisfiable' }),
  );

  test.each([
    undefined,
    '',
    'bytes=',
    'bytes=a-b',
    'bytes=5-2',
    'bytes=1',
    'items=0-1',
    'bytes=0-1,x',
  ])('%s is ignored', (header) => expect(parseRanges(header, 10)).toEqual({ kind: 'whole' }));
});

test('any set of ranges covers exactly the bytes asked for, none twice', () => {
  const range = fc.tuple(fc.nat(120), fc.nat(60)).map(([from, length]) => [from, from + length]);
  const sets = fc.array(range, { minLength: 1, maxLength: MAX_RANGES });
  fc.assert(
    fc.property(sets, fc.integer({ min: 1, max: 150 }), (ranges, size) => {
      const header = `bytes=${ranges.map(([from, to]) => `${from}-${to}`).join(',')}`;
      const wanted = new Set(
        ranges.flatMap(([from = 0, to = 0]) =>
          Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((at) => at < size),
        ),
      );
      const parsed = parseRanges(header, size);
      const sent = (parsed.kind === 'ranges' ? parsed.ranges : []).flatMap(({ start, end }) =>
        Array.from({ length: end - start + 1 }, (_, at) => start + at),
      );
      expect(sent).toHaveLength(wanted.size);
      expect(new Set(sent)).toEqual(wanted);
      expect(parsed.kind === 'unsatisfiable').toBe(wanted.size === 0);
    }),
  );
});

test('no text makes it throw or leave the file', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(1000), (text, size) => {
      const parsed = parseRanges(`bytes=${text}`, size);
      for (const { start, end } of parsed.kind === 'ranges' ? parsed.ranges : []) {
        expect(start >= 0 && start <= end && end < size).toBe(true);
      }
    }),
  );
});
