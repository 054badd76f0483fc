import { Indicator, type MetricQuery } from '@bada/shared';
import fc from 'fast-check';
import { both, KINDS, month, tables } from './random-world.ts';

const figure = fc.constantFrom('flow', 'stock');

const fromSize = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }).map((size) => {
  return size === undefined ? [] : [{ dimension: 'size', op: '>=', values: [size] }];
});

const measure = fc.record({ dataset: fc.constant('figures'), column: figure, where: fromSize });
const scale = fc.constantFrom(1, 100, 1000);

const formula = fc.oneof(
  fc.record({ type: fc.constant('sum'), measure }),
  fc.record({ type: fc.constant('published'), measure }),
  fc.record({
    type: fc.constant('change'),
    measure,
    overMonths: fc.constantFrom(1, 3, 12),
    scale,
  }),
  fc.record({ type: fc.constant('ratio'), numerator: measure, denominator: measure, scale }),
  fc.record({
    type: fc.constant('ratio'),
    numerator: measure,
    denominator: fc.constant({ dataset: 'residents', column: 'persons' }),
    scale,
    maxGapDays: fc.constantFrom(0, 31, 100, 400),
  }),
  fc.record({
    type: fc.constant('ratio'),
    numerator: measure,
    denominator: fc.constant({ dataset: 'calendar', column: 'days' }),
    scale,
  }),
);

/** A random indicator over the tables. */
const indicator: fc.Arbitrary<Indicator> = fc
  .record({
    formula,
    headline: fc.oneof(
      { weight: 3, arbitrary: fc.constant({ kind: 'city' }) },
      { weight: 1, arbitrary: fc.constant({ kind: 'median-of-districts', label: both('median') }) },
    ),
    breaks: fc.oneof(
      fc.constant([]),
      month.map((at) => [{ at, ...both('counted anew') }]),
    ),
    cityRule: fc.constantFrom('sum', 'ratio-of-sums', 'ratio-of-sums', 'published', 'none'),
  })
  .map((part) =>
    Indicator.parse({
      v: 1,
      id: 'thing',
      version: 1,
      order: 1,
      name: both('thing'),
      definition: both('thing'),
      formulaText: both('thing'),
      field: 'population',
      unit: both('things'),
      decimals: 0,
      direction: 'up',
      kind: 'outcome',
      grain: 'month',
      reportGrain: 'month',
      cadence: 'monthly',
      dimensions: ['kind', 'size'],
      levels: ['city', 'district', 'dong'],
      ownerDepartment: 'statistics',
      bands: { caution: 0, warning: 0.1, undecidedAfterDays: 400 },
      views: ['map'],
      ...part,
    }),
  );

const filters: fc.Arbitrary<MetricQuery['where'][number]> = fc.oneof(
  fc.record({
    dimension: fc.constant('kind'),
    op: fc.constantFrom('in', 'not-in'),
    values: fc.uniqueArray(fc.constantFrom(...KINDS), { minLength: 1 }),
  }),
  fc.record({
    dimension: fc.constant('size'),
    op: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
    values: fc.tuple(fc.oneof(fc.integer({ min: -1, max: 6 }), fc.constantFrom(2.5, 3.2))),
  }),
  fc.record({
    dimension: fc.constant('place'),
    op: fc.constantFrom('in', 'not-in', '='),
    values: fc.tuple(fc.constantFrom('26110', '26350', '27110', '26', '2611051000')),
  }),
);

const day = fc
  .tuple(month, fc.constantFrom('01', '15', '28'))
  .map(([start, last]) => `${start.slice(0, 8)}${last}`);

const range = fc
  .tuple(day, day)
  .map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a }));

interface Wish {
  readonly level: 'city' | 'district' | 'dong' | undefined;
  readonly grain: 'year' | 'half' | 'quarter' | 'month' | undefined;
  readonly dimensions: readonly string[];
  readonly where: MetricQuery['where'];
  readonly range: { from: string; to: string } | undefined;
  readonly last: number | undefined;
  readonly compare: MetricQuery['compare'];
  readonly orderBy: MetricQuery['orderBy'];
  readonly limit: number | undefined;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  level: fc.constantFrom('city', 'district', 'district', 'dong', undefined),
  grain: fc.constantFrom('year', 'half', 'quarter', 'month', 'month', undefined),
  dimensions: fc.subarray(['kind', 'size']),
  where: fc.oneof(
    { weight: 3, arbitrary: fc.array(filters, { maxLength: 0 }) },
    { weight: 2, arbitrary: fc.array(filters, { maxLength: 2 }) },
  ),
  range: fc.oneof(fc.constant(undefined), fc.constant(undefined), range),
  last: fc.oneof(fc.constant(undefined), fc.constant(undefined), fc.integer({ min: 1, max: 4 })),
  compare: fc.oneof(
    fc.constantFrom(undefined, undefined, 'previous-period', 'same-period-last-year'),
    month.map((period) => ({ period })),
  ),
  orderBy: fc.option(
    fc.record({
      column: fc.constantFrom('value', 'place', 'period'),
      direction: fc.constantFrom('asc', 'desc'),
    }),
    { nil: undefined },
  ),
  limit: fc.oneof(fc.constant(undefined), fc.constant(undefined), fc.integer({ min: 1, max: 40 })),
});

function timeOf({ range: asked, last, grain }: Wish): MetricQuery['time'] {
  if (asked) return asked;
  return last !== undefined && grain ? { last, grain } : undefined;
}

/** Whether places can be asked at a level: nothing within a district is the district, and no part the city. */
function fitsLevel(places: readonly (string | number)[], level: Wish['level']): boolean {
  if (level === 'dong') return true;
  return level === 'district' && places.every((place) => String(place).length <= 5);
}

/** The nearest question to a wish that the indicator's contract does not refuse. */
function questionOf(wished: Wish, { formula: { type } }: Indicator): MetricQuery {
  const ownGrain = type === 'published' || type === 'change';
  const fit: Wish = ownGrain ? { ...wished, grain: 'month' } : wished;
  const { level, grain, dimensions, where, compare, orderBy, limit } = fit;
  const time = timeOf(fit);
  return {
    v: 1,
    indicators: [{ id: 'thing' }],
    by: [...(level ? [level] : []), ...(grain ? [grain] : []), ...dimensions],
    where: where.filter(
      ({ dimension, values }) => dimension !== 'place' || fitsLevel(values, level),
    ),
    ...(time ? { time } : {}),
    ...(compare && grain ? { compare } : {}),
    ...(orderBy ? { orderBy } : {}),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** Tables, an indicator over them and a question to it. */
export const world = fc
  .record({ tables, indicator, wish })
  .map(({ wish: wished, ...rest }) => ({ ...rest, query: questionOf(wished, rest.indicator) }));
