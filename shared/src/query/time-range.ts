import { type Grain, periodEnd, periodStart } from '../model/period.ts';
import type { MetricQuery } from './metric-query.ts';

/** The dates a query asks for as a range, when it names one. */
export function askedRange(query: MetricQuery): { from: string; to: string } | undefined {
  return query.time && 'from' in query.time ? query.time : undefined;
}

/** The dates whose rows an answer counts. A range chooses periods by their first day and each is
 * counted whole: a year's figure is the year's, also where the range ends within it. */
export function countedRange(
  query: MetricQuery,
  grain: Grain | undefined,
): { from: string; to: string } | undefined {
  const range = askedRange(query);
  if (!range || !grain) return range;
  return { from: range.from, to: periodEnd({ start: periodStart(range.to, grain), grain }) };
}
