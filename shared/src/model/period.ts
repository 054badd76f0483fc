import { z } from 'zod';

/** Length of a period, coarse to fine. */
export const Grain = z.enum(['year', 'half', 'quarter', 'month', 'day']);
export type Grain = z.infer<typeof Grain>;

/** Calendar date `YYYY-MM-DD` in Asia/Seoul. */
export const IsoDate = z.iso.date();
export type IsoDate = z.infer<typeof IsoDate>;

/** A span of time: its first day and its length. Stock figures are of its last day. */
export const Period = z.strictObject({ start: IsoDate, grain: Grain });
export type Period = z.infer<typeof Period>;

/** Months of each grain that is longer than a day. */
export const GRAIN_MONTHS: Readonly<Record<Exclude<Grain, 'day'>, number>> = {
  year: 12,
  half: 6,
  quarter: 3,
  month: 1,
};

const MS_PER_DAY = 86_400_000;

const SEOUL_OFFSET_MS = 9 * 3_600_000;

/** Calendar date in Korea at an instant; the country has no daylight saving time. */
export function seoulDate(instant: Date): IsoDate {
  return new Date(instant.getTime() + SEOUL_OFFSET_MS).toISOString().slice(0, 10);
}

/** Date `months` later, clamped to the end of shorter months. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const total = year * 12 + (month - 1) + months;
  const first = new Date(Date.UTC(Math.floor(total / 12), ((total % 12) + 12) % 12, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0));
  first.setUTCDate(Math.min(day, lastDay.getUTCDate()));
  return first.toISOString().slice(0, 10);
}

/** First day of the period of that length which holds a date. */
export function periodStart(date: IsoDate, grain: Grain): IsoDate {
  if (grain === 'day') return date;
  const month = Number(date.slice(5, 7)) - 1;
  return `${addMonths(date, -(month % GRAIN_MONTHS[grain])).slice(0, 7)}-01`;
}

/** Last day of a period, inclusive. */
export function periodEnd({ start, grain }: Period): IsoDate {
  if (grain === 'day') return start;
  const next = Date.parse(`${addMonths(start, GRAIN_MONTHS[grain])}T00:00:00Z`);
  return new Date(next - MS_PER_DAY).toISOString().slice(0, 10);
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: IsoDate, b: IsoDate): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / MS_PER_DAY);
}

/** Whether a grain is at least as long as another. */
export function isAsCoarseAs(grain: Grain, other: Grain): boolean {
  return Grain.options.indexOf(grain) <= Grain.options.indexOf(other);
}
