import { sql } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Reading } from './reading.ts';
import type { Fragment } from './sql-compiler.ts';
import type { ValueSql } from './value-sql.ts';

function weightedMean(column: Fragment, weight: Fragment): Fragment {
  const weights = sql`sum(case when ${column} is not null then cast(${weight} as double) end)`;
  return sql`sum(cast(${column} as double) * cast(${weight} as double)) / nullif(${weights}, 0)`;
}

/** One value of the rows of a group; null where no row has one. `keys` tell the groups apart. */
export function aggregateSql(
  { measure, aggregate }: Reading,
  { dialect, keys }: { dialect: Dialect; keys: readonly Fragment[] },
): ValueSql {
  const column = sql.ref(measure.column);
  const plain = (value: Fragment): ValueSql => ({ added: [], value });
  switch (aggregate.kind) {
    case 'sum':
      return plain(sql`cast(sum(${column}) as double)`);
    case 'count':
      // Rows without a value are unknown, which is not zero.
      return plain(sql`cast(nullif(count(${column}), 0) as double)`);
    case 'distinct':
      return plain(sql`cast(nullif(count(distinct ${column}), 0) as double)`);
    case 'min':
      return plain(sql`cast(min(${column}) as double)`);
    case 'max':
      return plain(sql`cast(max(${column}) as double)`);
    case 'quantile':
      return dialect.quantile({ column, share: aggregate.share, keys });
    case 'mean':
      return plain(
        aggregate.weight === undefined
          ? sql`cast(sum(${column}) as double) / nullif(count(${column}), 0)`
          : weightedMean(column, sql.ref(aggregate.weight)),
      );
  }
}

/** The mean over a longer period of values that add up within each of its own periods: known only where every
 * period that anybody has a row of is known here. `last` columns are `slot_periods` and `incomplete`. */
export function meanOverTime(
  total: Fragment,
  { column, period, slot }: { column: string; period: Fragment; slot: Fragment },
): ValueSql & { readonly incomplete: Fragment } {
  const known = sql`count(distinct case when ${sql.ref(column)} is not null then ${period} end)`;
  const first = sql`dense_rank() over (partition by ${slot} order by ${period})`;
  const last = sql`dense_rank() over (partition by ${slot} order by ${period} desc)`;
  return {
    added: [sql`${first} + ${last} - 1 as slot_periods`],
    value: sql`case when ${known} = max(slot_periods) then ${total} / ${known} end`,
    incomplete: sql`(${known} > 0 and ${known} < max(slot_periods))`,
  };
}
