import type { Answer, Point, ValueStatus } from '@bada/shared';

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

/** The series that an indicator's card stands for: the one place that its question asks for. */
export function headlineSeries(answer: Answer): Series {
  return [...seriesByPlace(answer).values()][0] ?? [];
}

/** The last figure that has a value. */
export function latest(series: Series): SeriesPoint | undefined {
  return series.findLast(({ value }) => value !== null);
}
