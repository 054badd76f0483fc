import type { Cell, ResultColumns } from '@bada/shared';
import type {
  ColumnProfile,
  DatasetNode,
  DatasetProfile,
  NodeColumn,
} from '@bada/shared/catalogue';
import { rowsFile } from '@bada/shared/catalogue';
import { binsSql, isNumeric, summarySql, topSql } from './dataset-sql.ts';

const BINS = 20;
const TOP = 8;

/** Runs a statement over the profiled dataset. */
export type Ask = (
  sql: string,
  parameters?: readonly (string | number)[],
) => Promise<ResultColumns>;

function cellAt(columns: ResultColumns, name: string): Cell {
  return columns[name]?.[0] ?? null;
}

function numberAt(columns: ResultColumns, name: string, row = 0): number {
  return Number(columns[name]?.[row] ?? 0);
}

async function histogram(
  ask: Ask,
  sql: string,
  { min, max, distinct }: { min: number; max: number; distinct: number },
): Promise<ColumnProfile['spread']> {
  const count = Math.max(1, Math.min(BINS, distinct));
  const width = max > min ? (max - min) / count : 1;
  const found = await ask(sql, [min, width, count - 1]);
  const counts = new Map(found.bin?.map((bin, at) => [Number(bin), numberAt(found, 'n', at)]));
  const bins = Array.from({ length: count }, (_, at) => ({
    from: min + at * width,
    to: at === count - 1 ? Math.max(max, min) : min + (at + 1) * width,
    count: counts.get(at) ?? 0,
  }));
  return { kind: 'histogram', bins };
}

async function topValues(ask: Ask, sql: string, filled: number): Promise<ColumnProfile['spread']> {
  const found = await ask(sql, [TOP]);
  const values = (found.value ?? []).map((value, at) => ({
    value: String(value),
    count: numberAt(found, 'n', at),
  }));
  const counted = values.reduce((sum, { count }) => sum + count, 0);
  return { kind: 'top', values, others: filled - counted };
}

async function columnProfile(
  { node, column, at }: { node: DatasetNode; column: NodeColumn; at: number },
  summary: ResultColumns,
  ask: Ask,
): Promise<ColumnProfile> {
  const missing = numberAt(summary, `missing_${at}`);
  const distinct = numberAt(summary, `distinct_${at}`);
  const filled = numberAt(summary, 'rows_all') - missing;
  if (column.format === 'geojson') {
    // No shape is the least, and none is repeated to be told.
    const spread = { kind: 'top' as const, values: [], others: filled };
    return { name: column.name, missing, distinct, min: null, max: null, spread };
  }
  const [min, max] = [cellAt(summary, `min_${at}`), cellAt(summary, `max_${at}`)];
  const numeric = isNumeric(column) && typeof min === 'number' && typeof max === 'number';
  const spread = numeric
    ? await histogram(ask, binsSql(node, column), { min, max, distinct })
    : await topValues(ask, topSql(node, column), filled);
  return { name: column.name, missing, distinct, min, max, spread };
}

/** Profiles an extract: one scan for the summary of all columns, one more per column. */
export async function profileDataset(node: DatasetNode, ask: Ask): Promise<DatasetProfile> {
  const summary = await ask(summarySql(node));
  const columns: ColumnProfile[] = [];
  for (const [at, column] of node.columns.entries()) {
    columns.push(await columnProfile({ node, column, at }, summary, ask));
  }
  return { hash: rowsFile(node).hash, rows: numberAt(summary, 'rows_all'), columns };
}
