import { verify } from './verify.ts';

/** A value of a figure table: text, or a number written as it is. */
export type Cell = string | number;

/** Aggregated figures of one dataset, as they are committed. */
export interface Figures {
  readonly dataset: string;
  /** Column names; the first `keyed` of them identify a record. */
  readonly columns: readonly string[];
  readonly keyed: number;
  readonly rows: readonly (readonly Cell[])[];
}

function compareCells(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function compareKeys(keyed: number) {
  return (a: readonly Cell[], b: readonly Cell[]): number => {
    for (let index = 0; index < keyed; index += 1) {
      const order = compareCells(a[index] ?? '', b[index] ?? '');
      if (order !== 0) return order;
    }
    return 0;
  };
}

function written(value: Cell): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Figures as CSV: UTF-8 without a byte order mark, LF, header, sorted by key; same figures, same bytes.
 * @throws when two records share a key or a record has too few values */
export function toCsv({ dataset, columns, keyed, rows }: Figures): string {
  const compare = compareKeys(keyed);
  const sorted = [...rows].sort(compare);
  for (const [index, row] of sorted.entries()) {
    verify(row.length === columns.length, `${dataset}: a record has ${row.length} values`);
    const next = sorted[index + 1];
    verify(!next || compare(row, next) < 0, `${dataset}: key ${row.slice(0, keyed)} occurs twice`);
  }
  const lines = [columns, ...sorted].map((row) => row.map(written).join(','));
  return `${lines.join('\n')}\n`;
}
