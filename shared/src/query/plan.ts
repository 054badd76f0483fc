import { BadaError } from '../api/errors.ts';
import { Grain, isAsCoarseAs } from '../model/period.ts';
import { PlaceLevel } from '../model/place.ts';
import { type Filter, type Indicator, measuresOf } from '../semantic/indicator.ts';
import { datasetOf, type Manifest, type ManifestDataset } from '../semantic/manifest.ts';
import type { MetricQuery } from './metric-query.ts';

/** A query for one indicator with its words resolved: what the compiler turns into SQL. */
export interface IndicatorPlan {
  readonly indicator: Indicator;
  readonly level: PlaceLevel;
  /** Absent when the answer is one figure for the whole time range. */
  readonly grain: Grain | undefined;
  readonly dimensions: readonly string[];
  readonly where: readonly Filter[];
}

interface Breakdown {
  level: PlaceLevel;
  grain: Grain | undefined;
  dimensions: string[];
}

function splitBreakdown(by: readonly string[]): Breakdown {
  const levels = by.filter((word) => PlaceLevel.safeParse(word).success);
  const grains = by.filter((word) => Grain.safeParse(word).success);
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

function refuseWrong(indicator: Indicator, plan: Breakdown, query: MetricQuery): void {
  const { id, formula } = indicator;
  if (plan.grain && !isAsCoarseAs(plan.grain, indicator.grain)) {
    throw new BadaError('query.grain', { id, grain: plan.grain, finest: indicator.grain });
  }
  const coarser = plan.grain !== indicator.grain;
  if (formula.type === 'published' && coarser) {
    throw new BadaError('query.wrong', {
      id,
      why: {
        ko: '공표된 비율은 기간을 넘어 더할 수 없습니다',
        en: 'a published rate cannot be added up over time',
      },
    });
  }
  if (formula.type === 'change' && coarser) {
    throw new BadaError('query.wrong', {
      id,
      why: {
        ko: '증감은 정해진 기간 사이에서만 뜻이 있습니다',
        en: 'a change is defined between its own periods only',
      },
    });
  }
  if (plan.level === 'city' && query.where.some(({ dimension }) => dimension === 'place')) {
    throw new BadaError('query.wrong', {
      id,
      why: {
        ko: '일부 구·군의 합은 시 전체의 값이 아닙니다',
        en: 'some of the districts are not the city',
      },
    });
  }
  if (query.compare && !plan.grain) {
    throw new BadaError('query.wrong', {
      id,
      why: { ko: '견주려면 기간 단위가 있어야 합니다', en: 'a comparison needs a grain' },
    });
  }
}

/** Resolves a query for one of its indicators.
 * @throws BadaError `query.dimension`, `query.grain`, `query.wrong`, `request.invalid` */
export function planIndicator(indicator: Indicator, query: MetricQuery): IndicatorPlan {
  const breakdown = splitBreakdown(query.by);
  const { level, dimensions } = breakdown;
  if (level !== 'city' && !indicator.levels.includes(level)) {
    refuseDimension(indicator, level);
  }
  const filtered = query.where.map((filter) => filter.dimension).filter((word) => word !== 'place');
  refuseUnknownDimensions(indicator, [...dimensions, ...filtered]);
  refuseWrong(indicator, breakdown, query);
  return { indicator, level, grain: breakdown.grain, dimensions, where: query.where };
}

/** Whether the answer is the median of all districts' values, for a city that has none of its own. */
export function isMedian({ level, indicator }: IndicatorPlan): boolean {
  return level === 'city' && indicator.headline.kind === 'median-of-districts';
}

/** The plan that rows are read by: a median is one of its districts' values. */
export function readPlan(plan: IndicatorPlan): IndicatorPlan {
  return isMedian(plan) ? { ...plan, level: 'district' } : plan;
}

/** Whether an answer needs figures from before the asked range: what it is compared with, or, for a
 * median, every district that ever had one. */
export function looksBack(plan: IndicatorPlan, query: MetricQuery): boolean {
  const compares = query.compare !== undefined || plan.indicator.formula.type === 'change';
  return compares || (isMedian(plan) && plan.grain !== undefined);
}

/** Columns of each dataset that a plan reads. Both engines load these and the proof lists them. */
export function columnsRead(plan: IndicatorPlan, manifest: Manifest): Map<string, string[]> {
  const read = new Map<string, Set<string>>();
  const words = [...plan.dimensions, ...plan.where.map((filter) => filter.dimension)];
  for (const measure of measuresOf(plan.indicator.formula)) {
    const dataset = datasetOf(manifest, measure.dataset);
    const columns = read.get(dataset.id) ?? new Set<string>();
    const own = measure.where.map((filter) => filter.dimension);
    for (const column of dataset.columns) {
      const structural = ['place', 'period', 'status'].includes(column.role);
      if (
        structural ||
        column.name === measure.column ||
        [...words, ...own].includes(column.name)
      ) {
        columns.add(column.name);
      }
    }
    read.set(dataset.id, columns);
  }
  return new Map([...read].map(([id, columns]) => [id, [...columns]]));
}

/** Name of the first column in a role, if the dataset has one. */
export function columnInRole(
  dataset: ManifestDataset,
  role: 'place' | 'period' | 'status',
): string | undefined {
  return dataset.columns.find((column) => column.role === role)?.name;
}
