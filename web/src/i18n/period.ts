import type { Locale } from './locale.ts';

/** Length of a period. */
export type Grain = 'hour' | 'day' | 'month' | 'quarter' | 'half' | 'year';

/** A period is its first day, `YYYY-MM-DD`, or of hours its beginning, `YYYY-MM-DDTHH:00`, and its grain. */
export interface Period {
  start: string;
  grain: Grain;
}

/** `long` stands in sentences, `short` on axes and cards. */
export type PeriodStyle = 'long' | 'short';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

interface Parts {
  year: number;
  month: number;
  day: number;
  /** 0 where only a day is told. */
  hour: number;
}

function parts(date: string): Parts {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}))?/.exec(date);
  if (match === null) throw new Error(`not a date: ${date}`);
  const [year = 0, month = 0, day = 0, hour = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return { year, month, day, hour };
}

function monthName(month: number, style: PeriodStyle): string {
  const name = MONTHS[month - 1] ?? '';
  return style === 'short' ? name.slice(0, 3) : name;
}

/** The clock of official papers: twenty-four hours and a colon. */
function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function korean({ year, month, day, hour }: Parts, grain: Grain, style: PeriodStyle): string {
  const short = style === 'short';
  switch (grain) {
    case 'hour':
      return short
        ? `${year}. ${month}. ${day}. ${clock(hour)}`
        : `${year}년 ${month}월 ${day}일 ${hour}시`;
    case 'day':
      return short ? `${year}. ${month}. ${day}.` : `${year}년 ${month}월 ${day}일`;
    case 'month':
      return short ? `${year}. ${month}.` : `${year}년 ${month}월`;
    case 'quarter':
      return `${year}${short ? '.' : '년'} ${Math.ceil(month / 3)}분기`;
    case 'half':
      return `${year}${short ? '.' : '년'} ${month <= 6 ? '상반기' : '하반기'}`;
    case 'year':
      return short ? `${year}` : `${year}년`;
  }
}

function english({ year, month, day, hour }: Parts, grain: Grain, style: PeriodStyle): string {
  switch (grain) {
    case 'hour':
      return `${day} ${monthName(month, style)} ${year}, ${clock(hour)}`;
    case 'day':
      return `${day} ${monthName(month, style)} ${year}`;
    case 'month':
      return `${monthName(month, style)} ${year}`;
    case 'quarter':
      return `Q${Math.ceil(month / 3)} ${year}`;
    case 'half':
      return `H${month <= 6 ? 1 : 2} ${year}`;
    case 'year':
      return `${year}`;
  }
}

/** `2023년 1월` / `January 2023`, short `2023. 1.` / `Jan 2023`; likewise for the other grains. */
export function formatPeriod(period: Period, locale: Locale, style: PeriodStyle = 'long'): string {
  const { start } = period;
  // A figure of hours may be told of a whole day.
  const grain = period.grain === 'hour' && !start.includes('T') ? 'day' : period.grain;
  return locale === 'ko' ? korean(parts(start), grain, style) : english(parts(start), grain, style);
}

/** A calendar date: `2026. 4. 6.` / `6 Apr 2026`. */
export function formatDate(date: string, locale: Locale): string {
  return formatPeriod({ start: date, grain: 'day' }, locale, 'short');
}

/** Milliseconds since 1970 (UTC) of a period's beginning, for placing it on an axis. */
export function periodTime(period: Period): number {
  const { year, month, day, hour } = parts(period.start);
  return Date.UTC(year, month - 1, day, hour);
}

/** Beginning of the period at a place of an axis. */
export function startAt(time: number, grain: Grain): string {
  return new Date(time).toISOString().slice(0, grain === 'hour' ? 'YYYY-MM-DDTHH:MM'.length : 10);
}

/** A period on an axis: its short name; of hours the clock, at midnight the day, and the year at its beginning. */
export function formatTick(time: number, grain: Grain, locale: Locale): string {
  const start = startAt(time, grain);
  const { month, day, hour } = parts(start);
  if (grain !== 'hour') return formatPeriod({ start, grain }, locale, 'short');
  if (hour > 0) return clock(hour);
  if (month === 1 && day === 1) return formatDate(start, locale);
  return locale === 'ko' ? `${month}. ${day}.` : `${day} ${monthName(month, 'short')}`;
}
