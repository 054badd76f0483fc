import {
  dayOf,
  daysBetween,
  type IsoDate,
  type Period,
  type PeriodStart,
  periodEnd,
} from '../model/period.ts';
import type { Indicator, SeriesBreak } from './indicator.ts';

/** A figure of one period; null where there is none. */
export interface Point {
  readonly period: PeriodStart;
  readonly value: number | null;
}

/** A change against a year earlier. Rates change by points, everything else by a share. */
export interface ChangeOverYear {
  readonly kind: 'change';
  readonly base: Point & { readonly value: number };
  /** Per cent of the base, or percentage points for an indicator in per cent. */
  readonly amount: number;
  readonly inPoints: boolean;
  /** Months between the two periods; 12 unless the contract lets the date be missed. */
  readonly months: number;
}

/** Why a figure has no change; never another comparison instead. */
export type NoChange =
  | { readonly kind: 'none'; readonly reason: 'not-offered' | 'no-value' }
  | {
      readonly kind: 'none';
      readonly reason: 'no-year-earlier' | 'from-zero';
      /** Start of the same period a year earlier. */
      readonly wanted: PeriodStart;
    }
  | { readonly kind: 'none'; readonly reason: 'break'; readonly at: SeriesBreak };

/** The change of a figure, or why there is none. */
export type YearChange = ChangeOverYear | NoChange;

function yearEarlier(period: PeriodStart): PeriodStart {
  return `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;
}

function monthsBetween(from: IsoDate, to: IsoDate): number {
  const number = (date: IsoDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return number(to) - number(from);
}

/** The last break between two periods, or within either: then they do not mean the same. */
export function breakBetween(
  breaks: readonly SeriesBreak[],
  earlier: Period,
  later: Period,
): SeriesBreak | undefined {
  const end = periodEnd(later);
  return breaks.findLast(({ at }) => earlier.start < at && at <= end);
}

/** The figure nearest to a year earlier within the days that the contract allows, the earlier of two. */
function baseOf(
  { reportGrain: grain, yearEarlierGapDays }: Indicator,
  points: readonly Point[],
  period: PeriodStart,
): Point | undefined {
  const sought = yearEarlier(period);
  const wanted = periodEnd({ start: sought, grain });
  // Of hours only the same one of another day is like it.
  const clockOf = (start: PeriodStart) => start.slice(dayOf(start).length);
  const gap = (point: Point) =>
    Math.abs(daysBetween(wanted, periodEnd({ start: point.period, grain })));
  return points
    .filter((point) => point.value !== null && point.period < period)
    .filter((point) => clockOf(point.period) === clockOf(sought))
    .filter((point) => gap(point) <= yearEarlierGapDays)
    .sort((a, b) => gap(a) - gap(b) || (a.period < b.period ? -1 : 1))[0];
}

/** The change of a figure against the same period a year earlier. Where there is no such figure, or
 * where it means something else, there is no change and the answer says why. */
export function changeAt(
  indicator: Indicator,
  points: readonly Point[],
  period: PeriodStart,
): YearChange {
  const { reportGrain: grain, breaks, views, unit } = indicator;
  const current = points.find((point) => point.period === period)?.value;
  if (current == null) return { kind: 'none', reason: 'no-value' };
  const wanted = yearEarlier(period);
  const base = baseOf(indicator, points, period);
  const from = { start: base?.period ?? wanted, grain };
  const at = breakBetween(breaks, from, { start: period, grain });
  if (at) return { kind: 'none', reason: 'break', at };
  if (!views.includes('change-over-year')) return { kind: 'none', reason: 'not-offered' };
  if (base?.value == null) return { kind: 'none', reason: 'no-year-earlier', wanted };
  const inPoints = unit.percent;
  if (!inPoints && base.value === 0) return { kind: 'none', reason: 'from-zero', wanted };
  const difference = current - base.value;
  const amount = inPoints ? difference : (difference / Math.abs(base.value)) * 100;
  const months = monthsBetween(base.period, period);
  return {
    kind: 'change',
    base: { period: base.period, value: base.value },
    amount,
    inPoints,
    months,
  };
}
