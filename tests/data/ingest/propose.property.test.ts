import { proposeMapping } from '@bada/shared/intake';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Taken, takeText } from './support.ts';

/** A table as a department writes it, and what must become of it. */
interface Layout {
  readonly name: string;
  readonly lines: readonly (readonly string[])[];
  readonly expected: {
    readonly rows: number;
    readonly totals: number;
    readonly duplicates: number;
    /** Rows of the result per row that is kept. */
    readonly turned: number;
    /** Total columns and the rows that do not agree. */
    readonly sums?: number;
    readonly wrong?: number;
  };
}

const count = fc.integer({ min: 1, max: 5_000_000 });

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** 관리번호, 구분, figures under a total column, a share; numbered or not; a 합계 row or not; rows told again or not. */
const long = fc
  .record({
    rows: fc.array(fc.tuple(count, count, count, fc.integer({ min: 0, max: 1000 })), {
      minLength: 6,
      maxLength: 14,
    }),
    isNumbered: fc.boolean(),
    hasTotals: fc.boolean(),
    again: fc.integer({ min: 0, max: 3 }),
    wrong: fc.boolean(),
    write: fc.constantFrom(String, grouped, (value: number) => `${grouped(value)}명`),
  })
  .map(({ rows, isNumbered, hasTotals, again, wrong, write }): Layout => {
    const own = rows.map(([a, b, c, share], at) => {
      const whole = a + b + c + (wrong && at === 0 ? 7 : 0);
      return [`A${at}`, at % 2 ? '가' : '나', ...[whole, a, b, c].map(write), `${share / 10}%`];
    });
    const repeated = own.slice(0, again);
    const parts = [0, 1, 2].map((column) => sum(rows.map((row) => row[column] ?? 0)));
    const whole = [sum(parts) + (wrong ? 7 : 0), ...parts];
    const totals = hasTotals ? [['합계', '', ...whole.map(write), '-']] : [];
    const numbered = [...own, ...repeated].map((row, at) =>
      isNumbered ? [String(at + 1), ...row] : row,
    );
    const header = ['관리번호', '구분', '계', '내국인', '외국인', '기타', '비율'];
    return {
      name: '현황.csv',
      lines: [
        isNumbered ? ['연번', ...header] : header,
        ...numbered,
        ...totals.map((row) => (isNumbered ? ['', ...row] : row)),
      ],
      expected: {
        rows: own.length + repeated.length + totals.length,
        totals: totals.length,
        duplicates: repeated.length,
        turned: 1,
        sums: 1,
        wrong: wrong ? 1 : 0,
      },
    };
  });

/** Ages, hours or months in the names of columns, beside a total; the day in the file's name, in a column or nowhere. */
const wide = fc
  .record({
    kind: fc.constantFrom('ages', 'hours', 'months', 'years'),
    width: fc.integer({ min: 4, max: 12 }),
    rows: fc.integer({ min: 2, max: 8 }),
    seed: fc.array(count, { minLength: 96, maxLength: 96 }),
    day: fc.constantFrom('file', 'column', 'none'),
    write: fc.constantFrom(String, grouped, (value: number) => `${value}%`),
  })
  .map(({ kind, width, rows, seed, day, write }): Layout => {
    const hour = (at: number) => String(at).padStart(2, '0');
    const names = Array.from({ length: width }, (_, at) => {
      if (kind === 'ages') return `2020년06월_계_${at}세`;
      if (kind === 'months') return `2024.${hour(at + 1)}`;
      if (kind === 'years') return `${2010 + at}년`;
      const from = 25 - width + at;
      return `${hour(from)}시-${hour(from === 24 ? 1 : from + 1)}시`;
    });
    const dated = day === 'column' && kind === 'hours';
    const lines = Array.from({ length: rows }, (_, row) => {
      const figures = names.map((__, at) => seed[row * width + at] ?? 1);
      const date = dated ? ['2024-12-31'] : [];
      return [...date, `역${row}`, ...[sum(figures), ...figures].map(write)];
    });
    return {
      name: day === 'file' ? '통계_20241231.csv' : '통계.csv',
      lines: [[...(dated ? ['일자'] : []), '역명', '합계', ...names], ...lines],
      expected: { rows, totals: 0, duplicates: 0, turned: width, sums: 1, wrong: 0 },
    };
  });

/** A title and a unit above two header rows, the upper one merged. */
const banded = fc
  .array(fc.tuple(count, count, count, count), { minLength: 5, maxLength: 10 })
  .map((rows): Layout => {
    const width = 5;
    const padded = (cells: string[]) => [...cells, ...Array(width - cells.length).fill('')];
    return {
      name: '2024년 현황.csv',
      lines: [
        padded(['세출 현황']),
        padded(['(단위 : 천원)']),
        ['구분', '상반기', '', '하반기', ''],
        ['', '예산', '결산', '예산', '결산'],
        ...rows.map((cells, at) => [`항목${at}`, ...cells.map(grouped)]),
      ],
      expected: { rows: rows.length, totals: 0, duplicates: 0, turned: 1 },
    };
  });

function csv(lines: Layout['lines']): string {
  const cell = (text: string) => (text.includes(',') ? `"${text}"` : text);
  return `${lines.map((cells) => cells.map(cell).join(',')).join('\n')}\n`;
}

function checked({ report }: Taken, kind: string) {
  return report.checks.filter((check) => check.kind === kind);
}

it.each([
  ['rows under a key', long],
  ['names of columns that hold ages, hours, months or years', wide],
  ['two header rows under a title', banded],
] as const)(
  'whatever the table of %s, its proposal takes it in and the account balances',
  async (_, layouts) => {
    await fc.assert(
      fc.asyncProperty(layouts, async ({ name, lines, expected }) => {
        const rows = lines.map((cells, index) => ({ number: index + 1, cells }));
        const { mapping, reasons } = proposeMapping({ file: name, rows });
        const taken = await takeText(csv(lines), mapping, { name });
        const { rows: read, totals, duplicates, turned } = expected;
        const kept = read - totals - duplicates;
        expect(taken.report.account).toEqual({ read, kept, totals, duplicates, quarantined: 0 });
        expect(taken.report.rows).toBe(kept * turned);
        expect(checked(taken, 'key')).toMatchObject([{ failed: 0 }]);
        expect(checked(taken, 'totals').every(({ failed }) => failed === 0)).toBe(true);
        expect(checked(taken, 'sums')).toHaveLength(expected.sums ?? 0);
        expect(sum(checked(taken, 'sums').map(({ failed }) => failed))).toBe(expected.wrong ?? 0);
        expect(reasons.every(({ ko, en, confidence }) => ko && en && confidence > 0)).toBe(true);
      }),
      { numRuns: 12 },
    );
  },
  90_000,
);
