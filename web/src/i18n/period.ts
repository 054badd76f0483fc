import type { Locale } from './locale.ts';

/** Length of a period. */
export type Grain = 'day' | 'month' | 'quarter' | 'half' | 'year';

/** A period is its first day, `YYYY-MM-DD`, and its grain. */
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

interface Ymd {
  year: number;
  month: number;
  day: number;
}

function parts(date: string): Ymd {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  if (match === null) throw new Error(`not a date: ${date}`);
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

function monthName(month: number, style: PeriodStyle): string {
  const name = MONTHS[month - 1] ?? '';
  return style === 'short' ? name.slice(0, 3) : name;
}

function korean({ year, month, day }: Ymd, grain: Grain, style: PeriodStyle): string {
  const short = style === 'short';
  switch (grain) {
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

function english({ year, month, day }: Ymd, grain: Grain, style: PeriodStyle): string {
  switch (grain) {
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
  const ymd = parts(period.start);
  return locale === 'ko' ? korean(ymd, period.grain, style) : english(ymd, period.grain, style);
}

/** A calendar date: `2026. 4. 6.` / `6 Apr 2026`. */
export function formatDate(date: string, locale: Locale): string {
  return formatPeriod({ start: date, grain: 'day' }, locale, 'short');
}

/** Milliseconds since 1970 (UTC) of a period's first day, for placing it on an axis. */
export function periodTime(period: Period): number {
  const { year, month, day } = parts(period.start);
  return Date.UTC(year, month - 1, day);
}
