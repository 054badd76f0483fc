import fc from 'fast-check';
import { expect, test } from 'vitest';
import { literalSql } from '../../../web/src/engine/literal-sql.ts';
import { NativeLinkedEngine } from '../../support/native-linked.ts';

test('whatever the values, the written statement answers as the one with parameters', async () => {
  const engine = await NativeLinkedEngine.open();
  const { signal } = new AbortController();
  const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'));
  const sql = `select cast(hash(cast($1 as varchar)) % 100003 as double) as "$1 of 'it", cast($2 as double) as n, cast(length('$1') as double) as l`;
  try {
    await fc.assert(
      fc.asyncProperty(text, fc.double({ noNaN: true, noDefaultInfinity: true }), async (t, n) => {
        const asked = { sql, parameters: [t, n] };
        const written = { sql: literalSql(asked), parameters: [] };
        expect(await engine.numbers(written, signal)).toEqual(await engine.numbers(asked, signal));
      }),
      { seed: 26, numRuns: 200 },
    );
  } finally {
    engine.close();
  }
});

test('a missing parameter or a number that is none is refused', () => {
  expect(() => literalSql({ sql: 'select $2', parameters: [1] })).toThrow('parameter 2');
  expect(() => literalSql({ sql: 'select $1', parameters: [Number.NaN] })).toThrow('NaN');
});
