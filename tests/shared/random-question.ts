import { Indicator, type MetricQuery } from '@bada/shared';
import fc from 'fast-check';
import { both, KINDS, month, tables } from './random-world.ts';

const figure = fc.constantFrom('flow', 'stock', 'level');

const fromSize = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }).map((size) => {
  return size === undefined ? [] : [{ dimension: 'size', op: '>=', values: [size] }];
});

const measure = fc.record({ dataset: fc.constant('figures'), column: figure, where: fromSize });
const counted = fc.oneof(
  measure,
  fc.record(
    {
      dataset: fc.constant('figures'),
      column: fc.constantFrom('kind', 'size'),
      where: fromSize,
      time: fc.constantFrom('sum', 'last'),
    },
    { requiredKeys: ['dataset', 'column'] },
  ),
);
const term = fc.oneof(
  { weight: 2, arbitrary: measure },
  {
    weight: 1,
    arbitrary: fc
      .tuple(counted, fc.constantFrom('rows', 'distinct'))
      .map(([one, how]) => ({ ...one, counted: how })),
  },
);
const residents = fc.constant({ dataset: 'residents', column: 'persons' });
const scale = fc.constantFrom(1, 100, 1000);
const type = <T extends string>(...names: T[]) => fc.constantFrom(...names);
const maxGapDays = fc.constantFrom(0, 31, 100, 400);

const additive = fc.oneof(
  fc.record({ type: type('sum'), measure }),
  fc.record({ type: type('count'), measure: counted }),
);
const ratio = fc.oneof(
  fc.record({ type: type('ratio'), numerator: term, denominator: term, scale }),
  fc.record({ type: type('ratio'), numerator: term, denominator: residents, scale, maxGapDays }),
  fc.record({
    type: type('ratio'),
    numerator: measure,
    denominator: fc.constant({ dataset: 'calendar', column: 'days' }),
    scale,
  }),
  // What stands below the line has dimensions that what stands above it does not know.
  fc.record({ type: type('ratio'), numerator: residents, denominator: term, scale, maxGapDays }),
);
const perCapita = fc.record({
  type: type('per-capita'),
  measure: term,
  population: residents,
  per: scale,
  maxGapDays,
});
const quotient = fc.oneof({ weight: 5, arbitrary: ratio }, { weight: 3, arbitrary: perCapita });
const fromRows = fc.oneof(
  fc.record({ type: type('distinct'), measure: counted }),
  fc.record({ type: type('min', 'max', 'median'), measure }),
  // Quarters are exact in binary, so that equal quantiles are equal numbers.
  fc.record({ type: type('quantile'), measure, share: fc.constantFrom(0.25, 0.75) }),
  fc.record(
    { type: type('mean'), measure, weight: fc.constantFrom('flow', 'size') },
    { requiredKeys: ['type', 'measure'] },
  ),
  fc.record({
    type: type('mean'),
    measure: fc.constant({ dataset: 'figures', column: 'size' }),
    weight: figure,
  }),
);
const published = fc.record({ type: type('published'), measure });
const change = fc.record({
  type: type('change'),
  measure,
  overMonths: fc.constantFrom(1, 3, 12),
  scale,
});
const plain = fc.oneof(additive, published, change, quotient, fromRows);
const share = fc.record({
  type: type('share'),
  of: additive,
  within: fc.constantFrom('city', 'kind'),
});
/** Mostly within the dates of the dense figures. */
const base = fc.oneof(month, fc.constantFrom('2019-11-01', '2020-01-15', '2020-03-01'));
const index = fc.record({ type: type('index'), of: plain, base, scale });
const rank = fc.record({
  type: type('rank'),
  of: plain,
  first: fc.constantFrom('highest', 'lowest'),
});
const movingMean = fc.record({
  type: type('moving-mean'),
  of: fc.oneof(additive, quotient),
  periods: fc.constantFrom(2, 2, 3),
});
const cumulative = fc.record({ type: type('cumulative'), of: additive });
const formula = fc.oneof(
  additive,
  published,
  change,
  change,
  quotient,
  quotient,
  fromRows,
  fromRows,
  fromRows,
  fromRows,
  share,
  share,
  index,
  rank,
  movingMean,
  cumulative,
  cumulative,
);

interface Part {
  readonly formula: { readonly type: string };
  readonly headline: object & { readonly kind: string };
  readonly cityRule: string;
}

const FROM_ROWS = ['distinct', 'min', 'max', 'median', 'quantile', 'mean'];

/** The part with what its formula rules out put right. */
function coherent<T extends Part>(part: T): T {
  const { formula: own, cityRule, headline } = part;
  if (own.type === 'rank') return { ...part, cityRule: 'none', headline: { kind: 'city' } };
  const { type: inner } = 'of' in own ? (own.of as Part['formula']) : own;
  const isSummed = cityRule === 'sum' && FROM_ROWS.includes(inner);
  return { ...part, headline, cityRule: isSummed ? 'from-rows' : cityRule };
}

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
  .map(coherent)
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
      dimensions: ['kind', 'size', 'size_group'],
      levels: ['city', 'district', 'dong'],
      ownerDepartment: 'statistics',
      bands: { caution: 0, warning: 0.1, undecidedAfterDays: 400 },
      views: ['map'],
      ...part,
    }),
  );

const filters: fc.Arbitrary<MetricQuery['where'][number]> = fc.oneof(
  fc.record({
    dimension: fc.constant('size_group'),
    op: fc.constantFrom('in', 'not-in', '=', '!='),
    values: fc.tuple(fc.constantFrom('small', 'large')),
  }),
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

const anyWish: fc.Arbitrary<Wish> = fc.record({
  level: fc.constantFrom('city', 'district', 'district', 'dong', undefined),
  grain: fc.constantFrom('year', 'half', 'quarter', 'month', 'month', undefined),
  dimensions: fc.subarray(['kind', 'size', 'size_group']),
  where: fc.oneof(
    { weight: 3, arbitrary: fc.array(filters, { maxLength: 0 }) },
    { weight: 2, arbitrary: fc.array(filters, { maxLength: 2 }) },
  ),
  range: fc.oneof(fc.constant(undefined), fc.constant(undefined), range),
  last: fc.oneof(fc.constant(undefined), fc.constant(undefined), fc.integer({ min: 1, max: 4 })),
  compare: fc.oneof(
    fc.constantFrom(undefined, undefined, 'previous-period', 'same-period-last-year'),
    day.map((period) => ({ period })),
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

/** Every second wish leaves nothing out, so that there are figures to agree on. */
const wish: fc.Arbitrary<Wish> = fc.tuple(anyWish, fc.boolean()).map(([wished, isOpen]) => {
  if (!isOpen) return wished;
  return { ...wished, where: [], range: undefined, last: undefined, limit: undefined };
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

/** The wish with the words that the formula cannot do without, and without those it refuses. */
function fitting(wished: Wish, { formula: own }: Indicator): Wish {
  const inner = 'of' in own ? own.of : own;
  const ownGrain = [own.type, inner.type].some((name) =>
    ['published', 'change', 'moving-mean'].includes(name),
  );
  const anyGrain = ['index', 'rank', 'cumulative'].includes(own.type);
  const grain = ownGrain ? 'month' : anyGrain ? (wished.grain ?? 'month') : wished.grain;
  if (own.type !== 'share' || own.within === 'city') return { ...wished, grain };
  const dimensions = [...new Set([...wished.dimensions, own.within])];
  const where = wished.where.filter(({ dimension }) => dimension !== own.within);
  return { ...wished, grain, dimensions, where };
}

/** The nearest question to a wish that the indicator's contract does not refuse. */
function questionOf(wished: Wish, own: Indicator): MetricQuery {
  const fit = fitting(wished, own);
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
