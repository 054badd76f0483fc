import type { Answer, Indicator, Point, ValueStatus } from '@bada/shared';
import { median } from 'simple-statistics';

/** A figure of one period with what it is worth. */
export interface SeriesPoint extends Point {
  readonly status: ValueStatus;
}

/** Figures in order of time. */
export type Series = readonly SeriesPoint[];

/** The figures of an answer by place, each in order of time. */
export function seriesByPlace({ columns }: Answer): ReadonlyMap<string, Series> {
  const series = new Map<string, SeriesPoint[]>();
  for (const [row, place] of columns.place.entries()) {
    const period = columns.period[row];
    const status = columns.status[row];
    if (period === undefined || status === undefined) continue;
    const points = series.get(place) ?? [];
    points.push({ period, status, value: columns.value[row] ?? null });
    series.set(place, points);
  }
  for (const points of series.values()) points.sort((a, b) => (a.period < b.period ? -1 : 1));
  return series;
}

/** Without every place there is no telling which value is the middle one. */
function medianOf(points: readonly SeriesPoint[], period: string, places: number): SeriesPoint {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length < places) return { period, value: null, status: 'not-computable' };
  const provisional = points.some(({ status }) => status === 'provisional');
  return { period, value: median(values), status: provisional ? 'provisional' : 'final' };
}

/** The middle value of all places per period; not an average, and never added up. */
export function medianSeries(byPlace: ReadonlyMap<string, Series>): Series {
  const points = [...byPlace.values()].flat();
  const byPeriod = Map.groupBy(points, (point) => point.period);
  return [...byPeriod]
    .map(([period, group]) => medianOf(group, period, byPlace.size))
    .sort((a, b) => (a.period < b.period ? -1 : 1));
}

/** The series that an indicator's card stands for. */
export function headlineSeries(indicator: Indicator, answer: Answer): Series {
  const byPlace = seriesByPlace(answer);
  if (indicator.headline.kind === 'median-of-districts') return medianSeries(byPlace);
  return [...byPlace.values()][0] ?? [];
}

/** The last figure that has a value. */
export function latest(series: Series): SeriesPoint | undefined {
  return series.findLast(({ value }) => value !== null);
}
