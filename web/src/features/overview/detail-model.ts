import {
  type Answer,
  type Caveat,
  caveatsAt,
  DISTRICTS,
  type Indicator,
  type PeriodStart,
} from '@bada/shared';
import { type Series, type SeriesPoint, seriesByPlace } from './series.ts';

/** A district's figure of the shown period. */
export interface DistrictFigure {
  readonly place: string;
  readonly point: SeriesPoint;
  readonly series: Series;
  /** From 1, the highest first; ties share; absent without a value. */
  readonly rank: number | undefined;
}

/** Everything the panel below the cards shows. */
export interface DetailModel {
  readonly indicator: Indicator;
  /** What the card stands for: the city, a median or a station. */
  readonly headline: Series;
  readonly periods: readonly PeriodStart[];
  readonly period: PeriodStart;
  /** Districts in code order; empty for indicators that have no districts. */
  readonly figures: readonly DistrictFigure[];
  /** Values of all districts at all times, so that a class means the same at any time. */
  readonly allValues: readonly (number | null)[];
}

function shownPeriods(headline: Series, byPlace: ReadonlyMap<string, Series>): PeriodStart[] {
  const points = [...headline, ...[...byPlace.values()].flat()];
  const withValue = points.filter(({ value }) => value !== null).map(({ period }) => period);
  return [...new Set(withValue)].sort();
}

function rankOf(value: number | null, values: readonly number[]): number | undefined {
  return value === null ? undefined : 1 + values.filter((other) => other > value).length;
}

function figuresOf(byPlace: ReadonlyMap<string, Series>, period: PeriodStart): DistrictFigure[] {
  const missing: SeriesPoint = { period, value: null, status: 'missing' };
  const found = DISTRICTS.map(({ place }) => {
    const series = byPlace.get(place) ?? [];
    return { place, series, point: series.find((point) => point.period === period) ?? missing };
  });
  const values = found.flatMap(({ point }) => (point.value === null ? [] : [point.value]));
  return found.map((figure) => ({ ...figure, rank: rankOf(figure.point.value, values) }));
}

/** Builds the panel from the districts' answer. A period that has no figures gives way to the latest. */
export function detailModel(
  indicator: Indicator,
  {
    headline,
    answer,
    wanted,
  }: { headline: Series; answer: Answer; wanted: PeriodStart | undefined },
): DetailModel {
  const mapped = indicator.views.includes('map');
  const byPlace = mapped ? seriesByPlace(answer) : new Map<string, Series>();
  const periods = shownPeriods(headline, byPlace);
  const last = periods.at(-1) ?? answer.proof.asOf;
  const period = wanted !== undefined && periods.includes(wanted) ? wanted : last;
  const allValues = [...byPlace.values()].flat().map(({ value }) => value);
  const figures = mapped ? figuresOf(byPlace, period) : [];
  return { indicator, headline, periods, period, figures, allValues };
}

/** Caveats of an answer about one figure, e.g. a district that a source counted short. */
export function figureCaveats(
  answer: Answer,
  { indicator, place, start }: { indicator: Indicator; place: string; start: PeriodStart },
): Caveat[] {
  const period = { start, grain: indicator.reportGrain };
  return caveatsAt(answer.proof.caveats, { place, period });
}
