import type { DataCut, ManifestDataset } from '@bada/shared';
import { identifier, literal } from '../duckdb.ts';

type Rule = DataCut['rows'][number];

/** Condition on the rows that a rule lets be seen; of a version without its column none can be judged, so none are. */
function seenSql({ column, by, values }: Rule, { columns }: ManifestDataset): string {
  const isThere = columns.some(({ name }) => name === column);
  if (!isThere || values.length === 0) return 'false';
  const text = `cast(${identifier(column)} as varchar)`;
  const tests = values.map((value) =>
    by === 'place' ? `starts_with(${text}, ${literal(value)})` : `${text} = ${literal(value)}`,
  );
  return `(${tests.join(' or ')})`;
}

/** Columns that a cut leaves, those without their values marked. */
export function columnsLeft(
  { columns }: ManifestDataset,
  { masked, classified, absent }: DataCut,
): ManifestDataset['columns'] {
  const empty = new Set([...masked, ...classified]);
  return columns
    .filter(({ name }) => !absent.includes(name))
    .map((column) => {
      if (!empty.has(column.name)) return column;
      const { values: _labels, ...rest } = column;
      return { ...rest, masked: true as const };
    });
}

/** SELECT of the rows and columns of a dataset that a cut leaves, in their stored order. */
export function cutSql(dataset: ManifestDataset, cut: DataCut, path: string): string {
  const columns = columnsLeft(dataset, cut).map(({ name, type, masked }) => {
    const own = identifier(name);
    return masked ? `cast(null as ${type}) as ${own}` : own;
  });
  const seen = cut.rows.map((rule) => seenSql(rule, dataset));
  const where = seen.length > 0 ? ` where ${seen.join(' and ')}` : '';
  const rows = `read_parquet(${literal(path)}, file_row_number = true)`;
  return `select ${columns.join(', ')} from ${rows}${where} order by file_row_number`;
}
