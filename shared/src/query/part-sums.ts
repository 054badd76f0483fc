import { sql } from 'kysely';
import { type Fragment, joinSql } from './sql-compiler.ts';

/** What a component adds up, in pieces of SQL over its rows. */
export interface SummedRows {
  /** What its rows are told apart by, each with its name. */
  readonly keys: readonly Fragment[];
  /** Last native period that goes in. */
  readonly lastAt: Fragment;
  readonly sum: Fragment;
  readonly provisional: Fragment;
  /** Whether some of the rows are hidden; absent where none ever is. */
  readonly hidden: Fragment | undefined;
  /** What stands after FROM. */
  readonly source: Fragment;
}

function ordinals(columns: readonly Fragment[]): Fragment {
  return joinSql(
    columns.map((_, index) => sql.lit(index + 1)),
    ', ',
  );
}

/** Sums of rows. */
export function plainSums({
  keys,
  lastAt,
  sum,
  provisional,
  hidden,
  source,
}: SummedRows): Fragment {
  const whole = sql`cast(${sum} as double)`;
  const value = hidden
    ? sql`case when not ${hidden} then ${whole} end as value, ${hidden} as suppressed`
    : sql`${whole} as value`;
  return sql`select ${joinSql(keys, ', ')}, ${lastAt} as last_at, ${value}, ${provisional} as provisional from ${source} group by ${ordinals(keys)}`;
}

/** Sums of the sums of places: no value where one of them has none, which `incomplete` then says unless none has one. */
export function sumsOfParts(
  { keys, lastAt, sum, provisional, hidden, source }: SummedRows,
  {
    names,
    part,
    missed,
  }: {
    /** Names of the keys. */
    readonly names: readonly string[];
    /** Column with the places that are added up. */
    readonly part: Fragment;
    /** Whether a sum, known by `place`, `period` and `last_at`, misses a place that has no row at all. */
    readonly missed: Fragment | undefined;
  },
): Fragment {
  const inner = [...keys, sql`${part} as part`];
  const ofPart = sql`select ${joinSql(inner, ', ')}, ${lastAt} as last_at, ${sum} as value, ${hidden ?? sql`false`} as suppressed, ${provisional} as provisional from ${source} group by ${ordinals(inner)}`;
  const lacks = sql`(bool_or(value is null)${missed ? sql` or ${missed}` : sql``})`;
  const isHidden = hidden ? sql`bool_or(suppressed)` : undefined;
  const whole = sql`not ${lacks}${isHidden ? sql` and not ${isHidden}` : sql``}`;
  const own = names.map((name) => sql.ref(name));
  const suppressed = isHidden ? sql`, ${isHidden} as suppressed` : sql``;
  return sql`select ${joinSql(own, ', ')}, max(last_at) as last_at, case when ${whole} then cast(sum(value) as double) end as value${suppressed}, (${lacks} and count(value) > 0) as incomplete, bool_or(provisional) as provisional from (${ofPart}) as parts group by ${ordinals(own)}`;
}
