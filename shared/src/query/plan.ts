import { BadaError } from '../api/errors.ts';
import { Grain } from '../model/period.ts';
import { PlaceLevel } from '../model/place.ts';
import { plainOf } from '../semantic/formula.ts';
import { datasetsOf, type Indicator } from '../semantic/indicator.ts';
import type { Manifest, ManifestDataset } from '../semantic/manifest.ts';
import type { Filter } from '../semantic/measure.ts';
import type { MetricQuery } from './metric-query.ts';
import { type Breakdown, refuseWrong } from './refuse-plan.ts';
import type { Source } from './source.ts';

/** A query for one indicator with its words resolved: what the compiler turns into SQL. */
export interface IndicatorPlan {
  readonly indicator: Indicator;
  readonly level: PlaceLevel;
  /** Absent when the answer is one figure for the whole time range. */
  readonly grain: Grain | undefined;
  readonly dimensions: readonly string[];
  /** Conditions on the rows that go in. */
  readonly where: readonly Filter[];
  /** Conditions on the places that an answer shows, of formulas over all places. */
  readonly keep: readonly Filter[];
  /** Where a measure (as canonical JSON) is read, if not in the dataset's base. */
  readonly sources?: ReadonlyMap<string, Source>;
}

/** A word that an indicator lists as a dimension is one: an hour of the day may be told apart in figures of months. */
function splitBreakdown(by: readonly string[], { dimensions }: Indicator): Breakdown {
  const levels = by.filter((word) => PlaceLevel.safeParse(word).success);
  const grains = by.filter((word) => !dimensions.includes(word) && Grain.safeParse(word).success);
  if (levels.length > 1 || grains.length > 1) {
    throw new BadaError('request.invalid', {
      where: 'by',
      what: 'one place level and one grain at most',
    });
  }
  return {
    level: PlaceLevel.parse(levels[0] ?? 'city'),
    grain: grains[0] === undefined ? undefined : Grain.parse(grains[0]),
    dimensions: by.filter((word) => !levels.includes(word) && !grains.includes(word)),
  };
}

function refuseUnknownDimensions(indicator: Indicator, words: readonly string[]): void {
  const allowed = indicator.dimensions;
  const dimension = words.find((word) => !allowed.includes(word));
  if (dimension !== undefined) refuseDimension(indicator, dimension);
}

function refuseDimension(indicator: Indicator, dimension: string): never {
  const list = [...indicator.levels, indicator.grain, ...indicator.dimensions].join(', ');
  throw new BadaError('query.dimension', { id: indicator.id, dimension, allowed: list });
}

/** Whether a formula sets places beside each other: then places are chosen from its answers, not from its rows. */
function spansPlaces({ formula }: Indicator): boolean {
  return formula.type === 'rank' || (formula.type === 'share' && formula.within === 'city');
}

/** Resolves a query for one of its indicators, over the datasets of a manifest.
 * @throws BadaError `query.dimension`, `query.grain`, `query.wrong`, `request.invalid` */
export function planIndicator(
  indicator: Indicator,
  query: MetricQuery,
  { datasets }: Pick<Manifest, 'datasets'>,
): IndicatorPlan {
  const breakdown = splitBreakdown(query.by, indicator);
  const { level, dimensions } = breakdown;
  if (level !== 'city' && !indicator.levels.includes(level)) {
    refuseDimension(indicator, level);
  }
  const filtered = query.where.map((filter) => filter.dimension).filter((word) => word !== 'place');
  refuseUnknownDimensions(indicator, [...dimensions, ...filtered]);
  const own = datasetsOf(indicator);
  const read = datasets.filter(({ id }) => own.includes(id));
  const bands = read.flatMap((one) => one.bands ?? []);
  refuseWrong(indicator, { breakdown, query, bands });
  const isKept = ({ dimension }: Filter) => dimension === 'place' && spansPlaces(indicator);
  return {
    indicator,
    level,
    grain: breakdown.grain,
    dimensions,
    where: query.where.filter((filter) => !isKept(filter)),
    keep: query.where.filter(isKept),
  };
}

/** Whether the answer is the median of all districts' values, for a city that has none of its own. */
export function isMedian({ level, indicator }: IndicatorPlan): boolean {
  return level === 'city' && indicator.headline.kind === 'median-of-districts';
}

/** The plan that rows are read by: a median is one of its districts' values. */
export function readPlan(plan: IndicatorPlan): IndicatorPlan {
  return isMedian(plan) ? { ...plan, level: 'district' } : plan;
}

/** Whether an answer needs figures from before the asked range: what it is compared with, earlier periods that go
 * in, or, for a median and a share, every place that ever had one. */
export function looksBack(plan: IndicatorPlan, query: MetricQuery): boolean {
  const { formula } = plan.indicator;
  const compares = query.compare !== undefined || plainOf(formula).type === 'change';
  const spansPeriods = ['index', 'moving-mean', 'cumulative'].includes(formula.type);
  const needsAllPlaces = isMedian(plan) || formula.type === 'share';
  return compares || spansPeriods || (needsAllPlaces && plan.grain !== undefined);
}

/** Name of the first column in a role, if the dataset has one. */
export function columnInRole(
  dataset: ManifestDataset,
  role: 'place' | 'period' | 'status',
): string | undefined {
  return dataset.columns.find((column) => column.role === role)?.name;
}
