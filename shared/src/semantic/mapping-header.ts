import type { Mapping } from './mapping.ts';

/** A row as it stands at the head of a table. */
export interface HeadRow {
  /** 1-based place in the table. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** The names of a table's columns, and where its data begins. */
export interface Header {
  /** Unique and never empty; several header rows are joined by `_`. */
  readonly names: readonly string[];
  /** Row number of the last header row; 0 where the format names the columns. */
  readonly lastRow: number;
  /** Names that were made up or made unique. */
  readonly repaired: readonly string[];
}

/** A header's text as keys compare it: NFKC, one blank for any white space. */
export function headerKey(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

/** Fills blanks of an upper header row from the left, as merged cells mean. */
function filledRight(cells: readonly string[]): string[] {
  let last = '';
  return cells.map((cell) => {
    if (cell !== '') last = cell;
    return last;
  });
}

function joined(rows: readonly (readonly string[])[], width: number): string[] {
  const levels = rows.map((cells, index) => {
    const keys = Array.from({ length: width }, (_, at) => headerKey(cells[at] ?? ''));
    return index < rows.length - 1 ? filledRight(keys) : keys;
  });
  return Array.from({ length: width }, (_, at) => {
    const parts = levels.map((level) => level[at] ?? '').filter((part) => part !== '');
    return parts.filter((part, index) => part !== parts[index - 1]).join('_');
  });
}

/** Makes names unique: `열3` for an unnamed third column, `값_2` for the second `값`. */
function unique(names: readonly string[]): Pick<Header, 'names' | 'repaired'> {
  const seen = new Map<string, number>();
  const repaired: string[] = [];
  const result = names.map((name, index) => {
    const own = name === '' ? `열${index + 1}` : name;
    const times = (seen.get(own) ?? 0) + 1;
    seen.set(own, times);
    const final = times === 1 ? own : `${own}_${times}`;
    if (final !== name) repaired.push(final);
    return final;
  });
  return { names: result, repaired };
}

/** The header that rows from `index` on would make. */
export function headerAt(head: readonly HeadRow[], index: number, rows: number): Header {
  const taken = head.slice(index, index + rows);
  const width = Math.max(0, ...taken.map(({ cells }) => cells.length));
  const names = unique(
    joined(
      taken.map(({ cells }) => cells),
      width,
    ),
  );
  return { ...names, lastRow: taken.at(-1)?.number ?? 0 };
}

/** Whether every expression finds a column. */
function holds(names: readonly string[], patterns: readonly string[]): boolean {
  return patterns.every((pattern) => {
    const expression = new RegExp(pattern, 'u');
    return names.some((name) => expression.test(name));
  });
}

/** Header of a table under a mapping, or undefined when the table is not of that kind.
 * `columns` are names that the format itself gives; `head` the first rows otherwise. */
export function findHeader(
  mapping: Mapping,
  head: readonly HeadRow[],
  columns?: readonly string[],
): Header | undefined {
  const { rows, at } = mapping.header;
  const patterns = mapping.match.columns;
  if (columns !== undefined) {
    const named = { ...unique(columns.map(headerKey)), lastRow: 0 };
    return holds(named.names, patterns) ? named : undefined;
  }
  if (rows === 0) return undefined;
  for (const [index, { number }] of head.entries()) {
    if (at !== undefined && number !== at) continue;
    const header = headerAt(head, index, rows);
    if (holds(header.names, patterns)) return header;
  }
  return undefined;
}
