import { MAPPING_MACROS } from '@bada/shared/intake';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { literal, rowsOf, withDuckDb } from '../../../data/src/build/duckdb.ts';

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 20 });
const grouped = fc
  .tuple(digits, fc.array(fc.constantFrom('000', '123', '90', '0001'), { maxLength: 6 }))
  .map(([first, rest]) => [first.slice(0, 4), ...rest].join(','));
const number = fc
  .tuple(
    fc.constantFrom('', '', '-', '+', ' ', '△', '−'),
    fc.oneof(digits, grouped),
    fc.constantFrom('', '', '.', '.0', '.50', ' ', 'e3', '.123456789012345678', '１'),
  )
  .map((parts) => parts.join(''));
const name = fc.string({
  unit: fc.constantFrom(...'중구해운대 \u3000\u00a0\tＡa~(－ᄒ\u1161é'),
  maxLength: 8,
});

test.each([
  ['whole numbers', 'bada_integer(t)', 'bada_integer_slow(bada_fold(t))', number],
  ['numbers', 'bada_decimal(t)', 'bada_decimal_slow(bada_fold(t))', number],
  [
    'names without blanks',
    'bada_unspaced(t)',
    `replace(bada_fold_slow(replace(t, ' ', '')), ' ', '')`,
    name,
  ],
] as const)(
  '%s: the short way gives what the careful one gives',
  async (_, short, careful, text) => {
    await withDuckDb(async (connection) => {
      for (const macro of MAPPING_MACROS) await connection.run(macro);
      await fc.assert(
        fc.asyncProperty(fc.array(text, { minLength: 100, maxLength: 400 }), async (texts) => {
          const list = texts.map(literal).join(', ');
          const differing = await rowsOf(
            connection,
            `select t, ${short} as a, ${careful} as b from (select unnest([${list}]) as t) where (${short}) is distinct from (${careful})`,
          );
          expect(differing).toEqual([]);
        }),
        { numRuns: 30 },
      );
    });
  },
);
