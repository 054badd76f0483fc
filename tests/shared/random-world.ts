import { Indicator, Manifest, type MetricQuery } from '@bada/shared';
import fc from 'fast-check';

/** Text, number or null in a column of a random table. */
export type Value = string | number | null;

/** A row of a random table by column name. */
export type Row = Readonly<Record<string, Value>>;

/** A random table: what the manifest says of it and what it holds. */
export interface Table {
  readonly id: string;
  /** Column name → DuckDB type, role and rule over time. */
  readonly columns: Readonly<Record<string, readonly [type: string, role: string, time?: string]>>;
  readonly rows: readonly Row[];
}

const both = (text: string) => ({ ko: text, en: text });
const HASH = '0'.repeat(64);

/** Two districts as such, the city's own row, one far place and one dong: only some belong to the city. */
const PLACES = ['26', '26110', '26140', '26350', '27110', '2611010100'];
const KINDS = ['a', 'b', 'c'];

const month = fc.integer({ min: 0, max: 35 }).map((index) => {
  const year = 2019 + Math.floor(index / 12);
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}-01`;
});
const place = fc.constantFrom(...PLACES, '26110', '26140', '26350');
const amount = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -3, max: 60 }) },
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const status = fc.constantFrom('final', 'final', 'final', 'provisional');

/** Figures by month with two dimensions, a flow and a stock. */
const figures = fc.array(
  fc.record({
    place,
    period: month,
    kind: fc.constantFrom(...KINDS, ...KINDS, null),
    size: fc.integer({ min: 0, max: 5 }),
    flow: amount,
    stock: amount,
    status,
  }),
  { maxLength: 60 },
);

/** Residents at irregular months: a stock that other figures are divided by. */
const residents = fc.array(fc.record({ place, period: month, persons: amount, status }), {
  maxLength: 30,
});

/** A calendar: days by month and kind, without places. */
const calendar = fc.array(
  fc.record({ period: month, kind: fc.constantFrom(...KINDS), days: fc.nat({ max: 20 }) }),
  { maxLength: 40 },
);

/** Three random tables. */
export const tables: fc.Arbitrary<Table[]> = fc
  .tuple(figures, residents, calendar)
  .map(([inFigures, inResidents, inCalendar]) => [
    {
      id: 'figures',
      columns: {
        place: ['VARCHAR', 'place'],
        period: ['DATE', 'period'],
        kind: ['VARCHAR', 'dimension'],
        size: ['INTEGER', 'dimension'],
        flow: ['INTEGER', 'measure', 'sum'],
        stock: ['INTEGER', 'measure', 'last'],
        status: ['VARCHAR', 'status'],
      },
      rows: inFigures,
    },
    {
      id: 'residents',
      columns: {
        place: ['VARCHAR', 'place'],
        period: ['DATE', 'period'],
        persons: ['INTEGER', 'measure', 'last'],
        status: ['VARCHAR', 'status'],
      },
      rows: inResidents,
    },
    {
      id: 'calendar',
      columns: {
        period: ['DATE', 'period'],
        kind: ['VARCHAR', 'dimension'],
        days: ['INTEGER', 'measure', 'sum'],
      },
      rows: inCalendar,
    },
  ]);

function statsOf(rows: readonly Row[], name: string) {
  const values = rows.flatMap((row) => (row[name] == null ? [] : [row[name]]));
  const sorted = values.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const nulls = rows.length - values.length;
  return { min: sorted[0] ?? null, max: sorted.at(-1) ?? null, nulls, bytes: 8 * rows.length };
}

/** Row groups of so many rows each, in the order of the rows. */
export function groupsOf({ rows }: Table, size: number): Row[][] {
  const count = Math.ceil(rows.length / size);
  return Array.from({ length: count }, (_, at) => rows.slice(at * size, (at + 1) * size));
}

function baseOf(table: Table, groupSize: number) {
  const rowGroups = groupsOf(table, groupSize).map((rows, at) => ({
    offset: at,
    bytes: 1,
    rows: rows.length,
    columns: Object.fromEntries(
      Object.keys(table.columns).map((name) => [name, statsOf(rows, name)]),
    ),
  }));
  const rows = table.rows.length;
  return { role: 'base', format: 'parquet', hash: HASH, bytes: rows, rows, rowGroups };
}

/** A manifest that describes the tables; row groups hold `groupSize` rows. */
export function manifestOf(all: readonly Table[], groupSize = 1000): Manifest {
  const datasets = all.map((table) => ({
    id: table.id,
    version: '1',
    contractVersion: '1',
    class: 'open',
    title: both(table.id),
    publisher: both('random'),
    source: both('random'),
    licence: { id: 'MIT' },
    ownerDepartment: 'statistics',
    cadence: 'monthly',
    grain: 'month',
    asOf: '2021-12-31',
    columns: Object.entries(table.columns).map(([name, [type, role, time]]) => ({
      name,
      type,
      role,
      title: both(name),
      ...(time ? { time } : {}),
    })),
    caveats: [],
    files: [baseOf(table, groupSize)],
  }));
  return Manifest.parse({ v: 1, id: HASH, builtAt: '2024-01-01T00:00:00Z', datasets });
}

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
export const indicator: fc.Arbitrary<Indicator> = fc
  .record({
    formula,
    cityRule: fc.constantFrom('sum', 'ratio-of-sums', 'published', 'none'),
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
      levels: ['city', 'district'],
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
    values: fc.tuple(fc.constantFrom('26110', '26350', '27110')),
  }),
);

const day = fc
  .tuple(month, fc.constantFrom('01', '15', '28'))
  .map(([start, last]) => `${start.slice(0, 8)}${last}`);

const range = fc.tuple(day, day).map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a }));

interface Wish {
  readonly level: 'city' | 'district' | undefined;
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
  level: fc.constantFrom('city', 'district', 'district', undefined),
  grain: fc.constantFrom('year', 'half', 'quarter', 'month', 'month', undefined),
  dimensions: fc.subarray(['kind', 'size']),
  where: fc.array(filters, { maxLength: 2 }),
  range: fc.option(range, { nil: undefined }),
  last: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
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
  limit: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
});

function timeOf({ range: asked, last, grain }: Wish): MetricQuery['time'] {
  if (asked) return asked;
  return last !== undefined && grain ? { last, grain } : undefined;
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
    where: where.filter(({ dimension }) => level === 'district' || dimension !== 'place'),
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
