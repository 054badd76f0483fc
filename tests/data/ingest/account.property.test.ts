import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keptText, mappingOf, rowsIn, takeText } from './support.ts';

const mapping = mappingOf({
  columns: [
    { name: 'id', from: 'id', type: 'code', required: true },
    { name: 'kind', from: '구분', type: 'text' },
    { name: 'n', from: '수', type: 'integer' },
  ],
  missing: { '-': 'not-applicable' },
  totals: [{ column: '구분', pattern: '^합계$' }],
  duplicates: {},
});

const row = fc.tuple(
  fc.constantFrom('001', '002', ''),
  fc.constantFrom('가', '나', '합계', '', '쉼,표', '따"옴', '두\n줄'),
  fc.constantFrom('1', '1,000', '-', '', '많음', '2.0'),
);

function csv(rows: readonly (readonly string[])[], newline: string): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return (
    [['id', '구분', '수'], ...rows].map((cells) => cells.map(cell).join(',')).join(newline) +
    newline
  );
}

it('whatever the rows, layout and encoding, each row ends in exactly one place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 12 }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('utf8', 'cp949', 'utf16'),
      async (rows, newline, encoding) => {
        const taken = await takeText(csv(rows, newline), mapping, { encoding });
        const { read, kept, totals, quarantined, duplicates } = taken.report.account;
        expect(read).toBe(rows.length);
        expect(kept + totals + quarantined + duplicates).toBe(read);
        const numbers = await Promise.all(
          ['kept', 'totals', 'quarantine', 'duplicates'].map((name) =>
            rowsIn(taken, `${name}.parquet`, 'distinct row_number'),
          ),
        );
        const all = numbers.flat().map((found) => Number(found.row_number));
        expect(all.toSorted((a, b) => a - b)).toEqual(rows.map((_, index) => index + 2));
        expect(await keptText(taken, 'id')).not.toContain('·');
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);
