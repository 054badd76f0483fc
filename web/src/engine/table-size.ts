import type { ManifestDataset } from '@bada/shared';

/** Bytes of a value in one of DuckDB's tables in memory, by its type. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/^(BOOLEAN|U?TINYINT)$/, 1],
  [/^U?SMALLINT$/, 2],
  [/^(U?INTEGER|FLOAT|REAL|DATE)$/, 4],
  [/^(HUGEINT|UHUGEINT|DECIMAL\((19|[23]\d),.*)$/, 16],
  // Texts of more than twelve bytes lie outside of their sixteen.
  [/^VARCHAR$/, 24],
];

function widthOf(type: string): number {
  return WIDTHS.find(([pattern]) => pattern.test(type))?.[1] ?? 8;
}

/** DuckDB's tables grow by blocks of each column. */
const BLOCK = 262_144;

function columnBytes(rows: number, type: string): number {
  return (Math.ceil((rows * widthOf(type)) / BLOCK) + 1) * BLOCK;
}

/** Bytes that a table of these columns will take at most, but for long texts. */
export function tableBytes(
  { columns }: ManifestDataset,
  { names, rows }: { names: readonly string[]; rows: number },
): number {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return names.reduce((sum, name) => sum + columnBytes(rows, types.get(name) ?? ''), 0);
}
