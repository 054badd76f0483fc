import { type Grain, type IsoDate, periodEnd, periodStart } from '../model/period.ts';
import type { Caveat } from '../semantic/caveat.ts';
import { plainOf } from '../semantic/formula.ts';
import type { Indicator } from '../semantic/indicator.ts';
import { baseFile, datasetOf, type Manifest, type ManifestDataset } from '../semantic/manifest.ts';
import type { MetricQuery } from './metric-query.ts';
import { columnInRole, type IndicatorPlan } from './plan.ts';
import { denominatorOf, numeratorOf, type Reading, timeRule } from './reading.ts';

/** A longer period of which there are figures for a part alone. */
export interface PartPeriod {
  /** First day of the period. */
  readonly period: IsoDate;
  /** First and last day that there are figures of. */
  readonly from: IsoDate;
  readonly to: IsoDate;
}

function daysOf(dataset: ManifestDataset): { first: IsoDate; last: IsoDate } | undefined {
  const column = columnInRole(dataset, 'period') ?? '';
  const stats = baseFile(dataset).rowGroups.flatMap(({ columns }) => columns[column] ?? []);
  const days = stats
    .flatMap(({ min, max }) => [min, max])
    .flatMap((bound) => {
      return typeof bound === 'string' ? [bound.slice(0, 10)] : [];
    });
  const [first] = days.sort();
  const last = days.at(-1);
  return first === undefined || last === undefined ? undefined : { first, last };
}

function readingsOf({ formula }: Indicator): Reading[] {
  const plain = plainOf(formula);
  const lower = denominatorOf(plain);
  return [numeratorOf(plain), ...(lower ? [lower] : [])];
}

/** Datasets of which several periods are made one; the last date of a stock is one date. */
function bundled({ indicator, grain }: IndicatorPlan, manifest: Manifest): ManifestDataset[] {
  if (grain === undefined) return [];
  return readingsOf(indicator).flatMap((reading) => {
    const dataset = datasetOf(manifest, reading.measure.dataset);
    const isOne = dataset.grain === grain || timeRule(dataset, reading) === 'last';
    return isOne ? [] : [dataset];
  });
}

function partsIn(dataset: ManifestDataset, grain: Grain): PartPeriod[] {
  const days = daysOf(dataset);
  if (!days) return [];
  // Hours are told by their days.
  const own = dataset.grain === 'hour' ? 'day' : dataset.grain;
  const end = periodEnd({ start: periodStart(days.last, own), grain: own });
  const starts = new Set([days.first, days.last].map((day) => periodStart(day, grain)));
  return [...starts].flatMap((period) => {
    const whole = periodEnd({ start: period, grain });
    const [, from = period] = [days.first, period].sort();
    const [to = whole] = [end, whole].sort();
    return from === period && to === whole ? [] : [{ period, from, to }];
  });
}

/** Longer periods that the figures of a plan begin or end within: their sums are those of a part. */
export function partPeriods(plan: IndicatorPlan, manifest: Manifest): PartPeriod[] {
  const { grain } = plan;
  if (grain === undefined) return [];
  const all = bundled(plan, manifest).flatMap((dataset) => partsIn(dataset, grain));
  return [...new Map(all.map((part) => [`${part.period} ${part.from} ${part.to}`, part])).values()];
}

function ofParts(plan: IndicatorPlan, manifest: Manifest): Caveat[] {
  return partPeriods(plan, manifest).map(({ period, from, to }) => ({
    id: `${plan.indicator.id}-part-${from}-${to}`,
    ko: `${from}부터 ${to}까지의 자료만 있는 기간으로, 기간 전체의 값이 아닙니다.`,
    en: `There are figures from ${from} to ${to} only: this is a part of the period.`,
    where: { period },
  }));
}

function ofBreaks(plan: IndicatorPlan, manifest: Manifest): Caveat[] {
  const { indicator, grain } = plan;
  if (grain === undefined || bundled(plan, manifest).length === 0) return [];
  return indicator.breaks.flatMap(({ at, ko, en }) => {
    const period = periodStart(at, grain);
    if (period === at) return [];
    return [
      {
        id: `${indicator.id}-within-${at}`,
        ko: `이 기간 안(${at})에 기준이 바뀌어 앞뒤의 값이 섞여 있습니다. ${ko}`,
        en: `The series breaks within this period (${at}): figures of before and after are mixed. ${en}`,
        where: { period },
      },
    ];
  });
}

/** Dongs are joined and renamed; figures of several dates, or of several datasets, may stand for other areas. */
function ofDongs({ indicator, level }: IndicatorPlan, query: MetricQuery): Caveat[] {
  const { id, formula } = indicator;
  const plain = plainOf(formula);
  const sources = new Set(readingsOf(indicator).map(({ measure }) => measure.dataset));
  const spans = ['index', 'moving-mean', 'cumulative'].includes(formula.type);
  const compares = query.compare !== undefined || plain.type === 'change' || spans;
  if (level !== 'dong' || !(compares || sources.size > 1)) return [];
  return [
    {
      id: `${id}-dongs`,
      ko: '동의 경계와 코드는 때에 따라 달라, 시점이나 자료가 다른 값은 같은 구역의 것이 아닐 수 있습니다.',
      en: 'Dongs change their borders and codes: figures of other dates or datasets may be of another area.',
    },
  ];
}

/** What a reader must know of the periods and places that an answer sets side by side. */
export function caveatsOfAnswer(
  { plans, query }: { readonly plans: readonly IndicatorPlan[]; readonly query: MetricQuery },
  manifest: Manifest,
): Caveat[] {
  return plans.flatMap((plan) => [
    ...ofParts(plan, manifest),
    ...ofBreaks(plan, manifest),
    ...ofDongs(plan, query),
  ]);
}
