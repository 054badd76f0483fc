import { type Column, type ColumnStats, isNumberType, type RowGroup } from '@bada/shared';
import type { Row } from './duckdb.ts';

function numberOf(row: Row, name: string): number {
  return Number(row[name] ?? 0);
}

function bound(row: Row, name: string, type: string): string | number | null {
  const value = row[name];
  if (value === null || value === undefined) return null;
  if (isNumberType(type)) return Number(value);
  // Text sorts as the values do: days, moments `2024-03-01 13:00:00`, and `false` before `true`.
  return String(value);
}

function columnStats(row: Row, type: string): ColumnStats {
  return {
    min: bound(row, 'stats_min_value', type),
    max: bound(row, 'stats_max_value', type),
    nulls: numberOf(row, 'stats_null_count'),
    bytes: numberOf(row, 'total_compressed_size'),
  };
}

function startOf(row: Row): number {
  const dictionary = numberOf(row, 'dictionary_page_offset');
  const data = numberOf(row, 'data_page_offset');
  return dictionary > 0 ? Math.min(dictionary, data) : data;
}

function rowGroup(rows: readonly Row[], types: ReadonlyMap<string, string>): RowGroup {
  const [first] = rows;
  if (!first) throw new Error('a row group has columns');
  const offset = Math.min(...rows.map(startOf));
  const end = Math.max(...rows.map((row) => startOf(row) + numberOf(row, 'total_compressed_size')));
  const columns = rows.map((row) => {
    const name = String(row.path_in_schema);
    return [name, columnStats(row, types.get(name) ?? 'VARCHAR')] as const;
  });
  return {
    offset,
    bytes: end - offset,
    rows: numberOf(first, 'row_group_num_rows'),
    columns: Object.fromEntries(columns),
  };
}

/** Row groups of a Parquet file from the rows of DuckDB's `parquet_metadata`. */
export function rowGroupsOf(
  metadata: readonly Row[],
  columns: readonly Pick<Column, 'name' | 'type'>[],
): RowGroup[] {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const groups = Map.groupBy(metadata, (row) => numberOf(row, 'row_group_id'));
  return [...groups.values()].map((rows) => rowGroup(rows, types));
}
