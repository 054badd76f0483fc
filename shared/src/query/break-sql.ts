import { sql } from 'kysely';
import type { Grain } from '../model/period.ts';
import { interval } from './dialect.ts';
import type { IndicatorPlan } from './plan.ts';
import { type Fragment, joinSql } from './sql-compiler.ts';

/** Last day of a period that begins on a date. */
export function lastDay(start: Fragment, grain: Grain): Fragment {
  if (grain === 'hour') return sql`cast(${start} as date)`;
  return sql`cast(${start} + ${interval(1, grain)} - ${interval(1, 'day')} as date)`;
}

/** Whether a series breaks between two periods, or within either; absent where it never breaks. */
export function crossesBreak(
  { indicator, grain }: IndicatorPlan,
  { from, to }: { from: Fragment; to: Fragment },
): Fragment | undefined {
  if (!grain || indicator.breaks.length === 0) return undefined;
  const crossed = indicator.breaks.map(({ at }) => {
    const day = sql`cast(${at} as date)`;
    return sql`(${from} < ${day} and ${lastDay(to, grain)} >= ${day})`;
  });
  return sql`(${joinSql(crossed, ' or ')})`;
}
