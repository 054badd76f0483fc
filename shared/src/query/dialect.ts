import { sql } from 'kysely';
import { GRAIN_MONTHS, type Grain } from '../model/period.ts';
import { compileSql, type Fragment, joinSql, type Placeholder, type Sql } from './sql-compiler.ts';
import type { ValueSql } from './value-sql.ts';

/** What engines say differently. All else is written in the SQL that they share: no `qualify`,
 * `interval '6' month`, ordinals in `group by`. Values are parameters in every dialect. */
export interface Dialect {
  readonly name: 'duckdb' | 'trino';
  /** The `share` quantile (0…1) of a column, linear between neighbours, over the known values of each group. */
  quantile(of: {
    readonly column: Fragment;
    readonly share: number;
    /** Expressions that tell the groups apart; empty for one group. */
    readonly keys: readonly Fragment[];
  }): ValueSql;
  /** Text and parameters of a statement. */
  compile(statement: Fragment): Sql;
}

const compileWith = (placeholder: Placeholder) => (statement: Fragment) =>
  compileSql(statement, placeholder);

/** DuckDB, native and in browsers. */
export const DUCKDB: Dialect = Object.freeze({
  name: 'duckdb',
  quantile: ({ column, share }) => ({
    added: [],
    value:
      share === 0.5
        ? sql`cast(median(${column}) as double)`
        : sql`quantile_cont(cast(${column} as double), ${sql.lit(share)})`,
  }),
  compile: compileWith('numbered'),
} satisfies Dialect);

/** Trino, which is close to the SQL standard: `?` for parameters, no exact quantile. The rows of a group are
 * numbered by value, and the two around the quantile are picked by their number. */
export const TRINO: Dialect = Object.freeze({
  name: 'trino',
  quantile: ({ column, share, keys }) => {
    const by = keys.length > 0 ? sql`partition by ${joinSql(keys, ', ')}` : sql``;
    const position = sql`(quantile_count - 1) * ${sql.lit(share)}`;
    const at = (round: 'floor' | 'ceil') =>
      sql`max(case when quantile_rank = ${sql.raw(round)}(${position}) + 1 then cast(${column} as double) end)`;
    const rest = sql`max(${position} - floor(${position}))`;
    return {
      added: [
        sql`row_number() over (${by} order by ${column} nulls last) as quantile_rank`,
        sql`count(${column}) over (${by}) as quantile_count`,
      ],
      value: sql`(${at('floor')} + ${rest} * (${at('ceil')} - ${at('floor')}))`,
    };
  },
  compile: compileWith('positional'),
} satisfies Dialect);

/** A span of so many periods as every engine reads it. */
export function interval(count: number, grain: Grain): Fragment {
  const isShort = grain === 'day' || grain === 'hour';
  const [number, unit] = isShort ? [count, grain] : [count * GRAIN_MONTHS[grain], 'month'];
  return sql`interval ${sql.lit(String(number))} ${sql.raw(unit)}`;
}
