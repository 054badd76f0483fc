import { sql } from 'kysely';
import type { PlainFormula } from '../semantic/formula.ts';
import type { Manifest } from '../semantic/manifest.ts';
import type { Dialect } from './dialect.ts';
import type { MetricQuery } from './metric-query.ts';
import type { IndicatorPlan } from './plan.ts';
import { type Fragment, joinSql } from './sql-compiler.ts';
import type { Range } from './time-range.ts';

/** What a formula's tables are compiled from. */
export interface FormulaContext {
  readonly manifest: Manifest;
  readonly plan: IndicatorPlan;
  readonly query: MetricQuery;
  readonly dialect: Dialect;
  /** Dates whose rows are read; all where earlier periods or every place are needed. */
  readonly dates: Range | undefined;
}

/** A formula over rows with its context. */
export interface PlainContext extends FormulaContext {
  readonly formula: PlainFormula;
}

/** A column of a table. */
export function columnOf(table: string, column: string): Fragment {
  return sql.ref(`${table}.${column}`);
}

/** Place, period and dimensions of a table, as a list of columns. */
export function keysOf(table: string, plan: IndicatorPlan): Fragment {
  const columns = ['place', 'period', ...plan.dimensions].map((column) => columnOf(table, column));
  return joinSql(columns, ', ');
}

/** Whether two tables have the same values in some columns, unknown ones included. */
export function sameKeys(left: string, right: string, columns: readonly string[]): Fragment {
  const pairs = columns.map(
    (column) => sql`${columnOf(left, column)} is not distinct from ${columnOf(right, column)}`,
  );
  return joinSql(pairs, ' and ');
}
