import { identifier, type Row } from '../duckdb.ts';

type PlainCell = string | number | boolean | null;

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/;

/** The columns of a `describe` and the select list that gives their values as plain ones: numbers as doubles, everything
 * that is neither number nor truth value as text. */
export function plainSelect(described: readonly Row[]): {
  columns: { name: string; type: string }[];
  select: string;
} {
  const columns = described.map((row) => ({
    name: String(row.column_name),
    type: String(row.column_type),
  }));
  const parts = columns.map(({ name, type }) => {
    const own = identifier(name);
    const target = NUMBERS.test(type) ? 'double' : type === 'BOOLEAN' ? 'boolean' : 'varchar';
    return `${own}::${target} as ${own}`;
  });
  return { columns, select: parts.join(', ') };
}

/** A value of such a select. */
export function plainCell(value: unknown): PlainCell {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : String(value);
}
