import {
  type Grain,
  isHour,
  type PeriodStart,
  periodAfter,
  periodEnd,
  periodStart,
} from '../model/period.ts';
import type { MetricQuery } from './metric-query.ts';

/** A range of days or hours, ends inclusive; a day as the last one counts whole. */
export interface Range {
  readonly from: PeriodStart;
  readonly to: PeriodStart;
}

/** The dates or hours a query asks for as a range, when it names one. */
export function askedRange(query: MetricQuery): Range | undefined {
  return query.time && 'from' in query.time ? query.time : undefined;
}

/** The dates whose rows an answer counts. A range chooses periods by their beginning and each is
 * counted whole: a year's figure is the year's, also where the range ends within it. */
export function countedRange(query: MetricQuery, grain: Grain | undefined): Range | undefined {
  const range = askedRange(query);
  if (!range || !grain || grain === 'hour') return range;
  return { from: range.from, to: periodEnd({ start: periodStart(range.to, grain), grain }) };
}

/** A beginning as moments are written in statements and statistics: `2024-03-01 13:00:00`. */
export function momentOf(start: PeriodStart): string {
  return `${periodStart(start, 'hour').replace('T', ' ')}:00`;
}

/** A range as moments: from the first, and before the second. */
export function momentsOf({ from, to }: Range): { readonly from: string; readonly before: string } {
  return { from: momentOf(from), before: momentOf(periodAfter(to)) };
}

/** Whether a period lies in a range, which may be told in days where the period is an hour. */
export function isWithin(period: PeriodStart, { from, to }: Range): boolean {
  return period >= from && period.slice(0, to.length) <= to;
}

/** Whether a query names an hour as a bound or to compare with. */
export function asksForHours({ time, compare }: MetricQuery): boolean {
  const named = [
    ...(time && 'from' in time ? [time.from, time.to] : []),
    ...(typeof compare === 'object' ? [compare.period] : []),
  ];
  return named.some(isHour);
}
