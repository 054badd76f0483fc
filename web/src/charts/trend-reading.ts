import { formatValue } from '../i18n/number.ts';
import type { TrendContent, TrendSeries } from './trend-props.ts';

export interface Reading {
  series: TrendSeries;
  /** The value with its unit; `-` where it is missing. */
  text: string;
}

/** All times at which any series has a point, ascending. */
export function trendTimes({ series }: TrendContent): number[] {
  const times = series.flatMap(({ points }) => points.map((point) => point.time));
  return [...new Set(times)].sort((a, b) => a - b);
}

/** What each series says at a time; series without a point there are left out. */
export function readingsAt(
  { series, decimals, unit, locale }: TrendContent,
  time: number,
): Reading[] {
  return series.flatMap((each) => {
    const point = each.points.find((candidate) => candidate.time === time);
    if (point === undefined) return [];
    return [{ series: each, text: formatValue(point.value, { locale, decimals, unit }) }];
  });
}

/** The same as one sentence, for screen readers: `2023년 1월: 부산 21.6%, 해운대구 19.8%`. */
export function readingSentence(content: TrendContent, time: number): string {
  const readings = readingsAt(content, time).map(({ series, text }) => `${series.name} ${text}`);
  return `${content.formatTime(time)}: ${readings.join(', ')}`;
}
