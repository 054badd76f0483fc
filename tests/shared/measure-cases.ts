import { type Indicator, MetricQuery } from '@bada/shared';
import { sampleIndicator } from './sample.ts';

/** A formula over the embedded figures with a question to it. */
export interface MeasureCase {
  readonly name: string;
  readonly indicator: Indicator;
  readonly query: MetricQuery;
}

const persons = { dataset: 'population-total', column: 'persons' };
const births = { dataset: 'births', column: 'births' };
const boardings = {
  dataset: 'metro-ridership',
  column: 'passengers',
  where: [{ dimension: 'direction', op: '=', values: ['board'] }],
};
const ageing = {
  type: 'ratio',
  numerator: {
    dataset: 'population-age',
    column: 'persons',
    where: [{ dimension: 'age_from', op: '>=', values: [65] }],
  },
  denominator: { dataset: 'population-age', column: 'persons' },
  scale: 100,
};

interface Part {
  readonly grain?: string;
  readonly dimensions?: readonly string[];
  readonly cityRule?: string;
  readonly breaks?: readonly object[];
}

function measureCase(
  name: string,
  formula: object,
  { query, ...part }: Part & { readonly query: object },
): MeasureCase {
  const grain = part.grain ?? 'year';
  const own = { id: name, formula, reportGrain: grain, dimensions: [], ...part, grain };
  return {
    name,
    indicator: sampleIndicator(own),
    query: MetricQuery.parse({ v: 1, indicators: [{ id: name }], ...query }),
  };
}

const yearly = { query: { by: ['district', 'year'] } };
const monthly = { grain: 'month', query: { by: ['district', 'month'] } };
const inCity = { grain: 'month', query: { by: ['city', 'month'] } };
const fromRows = { cityRule: 'from-rows' };
const none = { cityRule: 'none' };

/** Every kind of formula that the embedded indicators do not use, over the embedded figures. */
export const MEASURE_CASES: readonly MeasureCase[] = [
  measureCase(
    'station-rows',
    { type: 'count', measure: { dataset: 'metro-ridership', column: 'station' } },
    { ...monthly, query: { by: ['district', 'quarter'] } },
  ),
  measureCase(
    'stations',
    { type: 'distinct', measure: { ...boardings, column: 'station', time: 'last' } },
    { ...monthly, ...fromRows, query: { by: ['city', 'year'] } },
  ),
  measureCase('least-births', { type: 'min', measure: births }, { ...yearly, ...fromRows }),
  measureCase(
    'most-births',
    { type: 'max', measure: births },
    { ...fromRows, query: { by: ['city', 'year'], time: { last: 3, grain: 'year' } } },
  ),
  measureCase(
    'median-births',
    { type: 'median', measure: births },
    { ...fromRows, query: { by: ['city', 'year'] } },
  ),
  measureCase(
    'upper-quarter-of-boardings',
    { type: 'quantile', measure: boardings, share: 0.75 },
    {
      ...fromRows,
      grain: 'month',
      dimensions: ['day_type'],
      query: { by: ['district', 'month', 'day_type'] },
    },
  ),
  measureCase(
    'mean-age',
    {
      type: 'mean',
      measure: { dataset: 'population-age', column: 'age_from' },
      weight: 'persons',
    },
    { ...monthly, ...fromRows },
  ),
  measureCase(
    'cameras-per-10000',
    {
      type: 'per-capita',
      measure: { dataset: 'cctv', column: 'cameras' },
      population: persons,
      per: 10_000,
      maxGapDays: 600,
    },
    monthly,
  ),
  measureCase(
    'residents-per-hectare',
    {
      type: 'ratio',
      numerator: { dataset: 'households-density', column: 'persons' },
      denominator: { dataset: 'households-density', column: 'area_km2', unit: 'hectare' },
    },
    yearly,
  ),
  measureCase(
    'share-of-city',
    { type: 'share', of: { type: 'sum', measure: persons }, within: 'city' },
    {
      ...monthly,
      query: {
        by: ['district', 'month'],
        where: [{ dimension: 'place', op: 'in', values: ['26350', '26440'] }],
        time: { from: '2019-01-01', to: '2023-12-31' },
      },
    },
  ),
  measureCase(
    'share-of-hours',
    { type: 'share', of: { type: 'sum', measure: boardings }, within: 'hour' },
    { grain: 'month', dimensions: ['hour'], query: { by: ['city', 'month', 'hour'] } },
  ),
  measureCase(
    'population-index',
    { type: 'index', of: { type: 'sum', measure: persons }, base: '2018-05-01' },
    monthly,
  ),
  measureCase(
    'births-index',
    { type: 'index', of: { type: 'sum', measure: births }, base: '2018-01-01' },
    {
      ...yearly,
      breaks: [{ at: '2019-01-01', ko: '다시 셈', en: 'counted anew' }],
      query: { by: ['district', 'year'], compare: 'previous-period' },
    },
  ),
  measureCase(
    'ageing-rank',
    { type: 'rank', of: ageing },
    {
      ...none,
      grain: 'month',
      query: {
        by: ['district', 'month'],
        where: [{ dimension: 'place', op: '=', values: ['26170'] }],
      },
    },
  ),
  measureCase(
    'boardings-over-3-months',
    { type: 'moving-mean', of: { type: 'sum', measure: boardings }, periods: 3 },
    inCity,
  ),
  measureCase(
    'pm10-over-12-months',
    {
      type: 'moving-mean',
      of: {
        type: 'ratio',
        numerator: {
          dataset: 'air-choryang',
          column: 'value_sum',
          where: [{ dimension: 'pollutant', op: '=', values: ['pm10'] }],
        },
        denominator: {
          dataset: 'air-choryang',
          column: 'valid_hours',
          where: [{ dimension: 'pollutant', op: '=', values: ['pm10'] }],
        },
      },
      periods: 12,
    },
    { ...inCity, cityRule: 'ratio-of-sums' },
  ),
  measureCase(
    'boardings-so-far',
    { type: 'cumulative', of: { type: 'sum', measure: boardings } },
    { ...inCity, query: { by: ['city', 'quarter'] } },
  ),
];
