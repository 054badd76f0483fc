import { z } from 'zod';

/** Length of a period, coarse to fine. */
export const Grain = z.enum(['year', 'half', 'quarter', 'month', 'day', 'hour']);
export type Grain = z.infer<typeof Grain>;

/** Calendar date `YYYY-MM-DD` in Asia/Seoul. */
export const IsoDate = z.iso.date();
export type IsoDate = z.infer<typeof IsoDate>;

/** What a period is known by: its first day `YYYY-MM-DD`, of hours their beginning on the clock in Korea,
 * `YYYY-MM-DDTHH:00`; the last one of a day is `T23:00`. */
export const PeriodStart = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):00)?$/, { abort: true })
  .refine((text) => IsoDate.safeParse(text.slice(0, 10)).success, 'there is no such day');
export type PeriodStart = z.infer<typeof PeriodStart>;

/** A span of time: its beginning and its length. Stock figures are of its last day. */
export const Period = z.strictObject({ start: PeriodStart, grain: Grain });
export type Period = z.infer<typeof Period>;

/** Months of each grain that is longer than a day. */
export const GRAIN_MONTHS: Readonly<Record<Exclude<Grain, 'day' | 'hour'>, number>> = {
  year: 12,
  half: 6,
  quarter: 3,
  month: 1,
};

const MS_PER_DAY = 86_400_000;

const MS_PER_HOUR = 3_600_000;

const SEOUL_OFFSET_MS = 9 * MS_PER_HOUR;

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

/** Whether the beginning of a period is that of an hour. */
export function isHour(start: PeriodStart): boolean {
  return start.includes('T');
}

/** Day that an hour belongs to; a day is its own. */
export function dayOf(start: PeriodStart): IsoDate {
  return start.slice(0, 10);
}

/** Beginning of the period of that length which holds a day's first hour, or an hour. */
export function periodStart(at: PeriodStart, grain: Grain): PeriodStart {
  if (grain === 'hour') return isHour(at) ? at : `${at}T00:00`;
  const date = dayOf(at);
  if (grain === 'day') return date;
  const month = Number(date.slice(5, 7)) - 1;
  return `${addMonths(date, -(month % GRAIN_MONTHS[grain])).slice(0, 7)}-01`;
}

/** Last day of a period, inclusive; of an hour its own. */
export function periodEnd({ start, grain }: Period): IsoDate {
  if (grain === 'day' || grain === 'hour') return dayOf(start);
  const next = Date.parse(`${addMonths(start, GRAIN_MONTHS[grain])}T00:00:00Z`);
  return new Date(next - MS_PER_DAY).toISOString().slice(0, 10);
}

/** The hour or day right after one. */
export function periodAfter(start: PeriodStart): PeriodStart {
  const isOfHour = isHour(start);
  const at = Date.parse(isOfHour ? `${start}:00Z` : `${start}T00:00:00Z`);
  const next = new Date(at + (isOfHour ? MS_PER_HOUR : MS_PER_DAY)).toISOString();
  return next.slice(0, isOfHour ? 16 : 10);
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: IsoDate, b: IsoDate): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / MS_PER_DAY);
}

/** Whether a grain is at least as long as another. */
export function isAsCoarseAs(grain: Grain, other: Grain): boolean {
  return Grain.options.indexOf(grain) <= Grain.options.indexOf(other);
}
