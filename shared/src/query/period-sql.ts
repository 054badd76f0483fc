import { sql } from 'kysely';
import { type Grain, isHour, type PeriodStart } from '../model/period.ts';
import type { ManifestDataset } from '../semantic/manifest.ts';
import { interval } from './dialect.ts';
import type { Fragment } from './sql-compiler.ts';
import { momentOf, momentsOf, type Range } from './time-range.ts';

/** The period column of a dataset. */
export interface PeriodColumn {
  /** As it stands. */
  readonly at: Fragment;
  /** As the dataset's own periods: hours where it has such, else days. */
  readonly native: Fragment;
  /** As a day: a moment belongs to its day. */
  readonly day: Fragment;
  readonly isMoment: boolean;
  readonly isHourly: boolean;
}

/** The dataset's period column, of the table of that name where a statement has several.
 * @throws Error for a dataset without one */
export function periodOf({ id, columns, grain }: ManifestDataset, table?: string): PeriodColumn {
  const period = columns.find(({ role }) => role === 'period');
  if (period === undefined) throw new Error(`dataset ${id} has no period`);
  const at = sql.ref(table === undefined ? period.name : `${table}.${period.name}`);
  const isMoment = period.type === 'TIMESTAMP';
  const isHourly = isMoment && grain === 'hour';
  const day = isMoment ? sql`cast(${at} as date)` : at;
  return { at, day, native: isHourly ? sql`date_trunc('hour', ${at})` : day, isMoment, isHourly };
}

/** Condition that a row lies in a range. */
export function inRange({ at, day, isHourly }: PeriodColumn, range: Range): Fragment {
  if (!isHourly) {
    return sql`${day} between cast(${range.from} as date) and cast(${range.to} as date)`;
  }
  const { from, before } = momentsOf(range);
  return sql`${at} >= cast(${from} as timestamp) and ${at} < cast(${before} as timestamp)`;
}

/** Beginning of the period of an answer that a row goes into; `native` are the periods of its file. */
export function bucket(
  { at, day }: PeriodColumn,
  grain: Grain | 'native' | undefined,
  native: Grain,
): Fragment {
  if (grain === undefined) return sql`cast(null as date)`;
  if (grain === 'native' || grain === native) {
    return native === 'hour' ? sql`date_trunc('hour', ${at})` : day;
  }
  if (grain === 'half') {
    const start = sql`date_trunc('year', ${day})`;
    return sql`cast(case when month(${day}) <= 6 then ${start} else ${start} + ${interval(1, 'half')} end as date)`;
  }
  return sql`cast(date_trunc(${sql.lit(grain)}, ${day}) as date)`;
}

/** A beginning in the type that periods of an answer have; of a range's end the last hour of a day. */
export function periodBound(
  start: PeriodStart,
  grain: Grain | undefined,
  end: 'first' | 'last' = 'first',
): Fragment {
  if (grain !== 'hour') return sql`cast(${start} as date)`;
  const hour = end === 'last' && !isHour(start) ? `${start}T23:00` : start;
  return sql`cast(${momentOf(hour)} as timestamp)`;
}

/** Beginning of a period as answers write it. */
export function periodText(period: Fragment, grain: Grain | undefined): Fragment {
  const text = sql`cast(${period} as varchar)`;
  return grain === 'hour' ? sql`replace(substr(${text}, 1, 16), ' ', 'T')` : text;
}
