import type {
  Clause,
  LinkedDimension,
  LinkedMeasure,
  LinkedModel,
  LinkedView,
} from '@bada/shared/linked';
import fc from 'fast-check';

/** A row of a random table: date as days since 1970, texts, whole numbers and fractions. */
export interface LinkedRow {
  readonly day: number | null;
  readonly dist: number | null;
  readonly hour: number | null;
  readonly place: string | null;
  readonly kind: number | null;
  readonly amount: number | null;
  readonly weight: number | null;
}

/** Column → DuckDB type. */
const LINKED_COLUMNS = {
  day: 'DATE',
  dist: 'DOUBLE',
  hour: 'INTEGER',
  place: 'VARCHAR',
  kind: 'INTEGER',
  amount: 'INTEGER',
  weight: 'DOUBLE',
} as const;

const FIRST_DAY = 19_000;

/** Some values lie below, above or between what the dimensions name. */
const LINKED_DIMENSIONS: readonly LinkedDimension[] = [
  { kind: 'binned', name: 'day', column: 'day', type: 'date', from: FIRST_DAY, step: 3, count: 7 },
  { kind: 'binned', name: 'month', column: 'day', type: 'month', from: 624, step: 2, count: 5 },
  { kind: 'binned', name: 'year', column: 'day', type: 'year', from: 2022, step: 1, count: 2 },
  { kind: 'binned', name: 'dist', column: 'dist', type: 'double', from: -1, step: 0.5, count: 9 },
  { kind: 'binned', name: 'hour', column: 'hour', type: 'integer', from: 0, step: 1, count: 24 },
  {
    kind: 'coded',
    name: 'place',
    column: 'place',
    type: 'text',
    values: ['26110', '26350', '영도'],
  },
  { kind: 'coded', name: 'kind', column: 'kind', type: 'integer', values: [5, 2, 9] },
];

function sometimes<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(arbitrary, { freq: 7 });
}

/** Fractions of sixteenths: sums of them are exact, and edges of bins are among them. */
const sixteenths = (min: number, max: number) =>
  fc.integer({ min: min * 16, max: max * 16 }).map((value) => value / 16);

const row: fc.Arbitrary<LinkedRow> = fc.record({
  day: sometimes(
    fc.oneof(
      fc.integer({ min: FIRST_DAY - 2, max: FIRST_DAY + 24 }),
      fc.integer({ min: FIRST_DAY - 400, max: FIRST_DAY + 1200 }),
    ),
  ),
  dist: sometimes(sixteenths(-2, 5)),
  hour: sometimes(fc.integer({ min: -1, max: 25 })),
  place: sometimes(fc.constantFrom('26110', '26350', '영도', 'elsewhere')),
  kind: sometimes(fc.constantFrom(2, 5, 9, 11)),
  amount: sometimes(fc.integer({ min: -50, max: 1000 })),
  weight: sometimes(fc.double({ min: 0.001, max: 1000, noNaN: true })),
});

const MEASURES: readonly LinkedMeasure[] = [
  { name: 'rows', agg: 'count' },
  { name: 'amount', agg: 'sum', column: 'amount' },
  { name: 'weight', agg: 'sum', column: 'weight' },
  { name: 'mean', agg: 'mean', column: 'weight' },
  { name: 'least', agg: 'min', column: 'amount' },
  { name: 'most', agg: 'max', column: 'weight' },
  { name: 'ratio', agg: 'ratio', numerator: 'weight', denominator: 'amount' },
  { name: 'median', agg: 'quantile', column: 'amount', q: 0.5 },
  { name: 'kinds', agg: 'distinct', column: 'kind' },
];
const CUBED = MEASURES.slice(0, 7);

const NAMES = LINKED_DIMENSIONS.map(({ name }) => name);

function view(id: string): fc.Arbitrary<LinkedView> {
  const measures = fc.oneof(
    { weight: 3, arbitrary: fc.subarray([...CUBED], { minLength: 1 }) },
    { weight: 1, arbitrary: fc.subarray([...MEASURES], { minLength: 1 }) },
  );
  const by = fc.shuffledSubarray(NAMES, { maxLength: 2 });
  return fc.record({ id: fc.constant(id), by, measures });
}

const members = {
  place: fc.uniqueArray(fc.constantFrom('26110', '26350', '영도', null)),
  kind: fc.uniqueArray(fc.constantFrom(2, 5, 9, 11, null)),
};

function interval(owner: string, dimension: string): fc.Arbitrary<Clause> {
  const found = LINKED_DIMENSIONS.find(({ name }) => name === dimension);
  if (found?.kind !== 'binned') throw new Error(`${dimension} has no bins`);
  const { from, step, count } = found;
  const edge = fc.integer({ min: 0, max: count }).map((bin) => from + bin * step);
  const between = fc.integer({ min: -2, max: count * 4 }).map((part) => from + (part * step) / 4);
  const end = fc.oneof(
    { weight: 6, arbitrary: edge },
    { weight: 1, arbitrary: between },
    { weight: 1, arbitrary: fc.constant(null) },
  );
  return fc.record({
    type: fc.constant('interval' as const),
    view: fc.constant(owner),
    dimension: fc.constant(dimension),
    from: end,
    to: end,
    ends: fc.constantFrom('[)', '[)', '[)', '[]', '(]', '()'),
  });
}

function clause(owner: string): fc.Arbitrary<Clause> {
  const own = { view: fc.constant(owner) };
  return fc.oneof(
    ...['day', 'month', 'year', 'dist', 'hour'].map((name) => interval(owner, name)),
    fc.record({
      type: fc.constant('points' as const),
      ...own,
      dimension: fc.constant('kind'),
      values: members.kind,
    }),
    fc.record({
      type: fc.constant('lasso' as const),
      ...own,
      dimension: fc.constant('place'),
      values: members.place,
      outline: fc.constant([[129, 35]] as [number, number][]),
    }),
    fc.record({
      type: fc.constant('places' as const),
      ...own,
      dimension: fc.constant('place'),
      values: fc.uniqueArray(fc.constantFrom('26110', '26350', '영도')),
    }),
  );
}

/** What a reader does with linked views. */
export type LinkedStep =
  | { readonly do: 'select'; readonly clause: Clause }
  | { readonly do: 'prepare' | 'clear'; readonly view: string; readonly dimension: string }
  | { readonly do: 'undo' };

/** A random table, views over it, and what is done with them. */
export interface LinkedWorld {
  readonly rows: readonly LinkedRow[];
  readonly model: LinkedModel;
  readonly steps: readonly LinkedStep[];
}

const IDS = ['one', 'two', 'three', 'four'];

function step(): fc.Arbitrary<LinkedStep> {
  const owner = fc.constantFrom(...IDS);
  const owned = { view: owner, dimension: fc.constantFrom(...NAMES) };
  return fc.oneof(
    {
      weight: 6,
      arbitrary: owner.chain(clause).map((chosen) => ({ do: 'select' as const, clause: chosen })),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('prepare' as const), ...owned }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const), ...owned }) },
    { weight: 1, arbitrary: fc.constant({ do: 'undo' as const }) },
  );
}

/** Random worlds. */
export const linkedWorld: fc.Arbitrary<LinkedWorld> = fc
  .record({
    rows: fc.array(row, { maxLength: 120, size: 'max' }),
    views: fc.tuple(...IDS.map(view)),
    steps: fc.array(step(), { minLength: 1, maxLength: 10, size: 'max' }),
  })
  .map(({ rows, views, steps }) => ({
    rows,
    steps,
    model: {
      tables: [{ name: 'rows', rows: rows.length, columns: Object.keys(LINKED_COLUMNS) }],
      dimensions: [...LINKED_DIMENSIONS],
      views,
    },
  }));

function literal(name: string, value: string | number | null): string {
  if (value === null) return 'null';
  if (name === 'day') return `date '1970-01-01' + ${value}`;
  return typeof value === 'number' ? String(value) : `'${value}'`;
}

/** SQL that replaces the table `rows`. */
export function linkedTableSql(rows: readonly LinkedRow[]): string[] {
  const columns = Object.entries(LINKED_COLUMNS);
  const create = `create or replace table rows (${columns.map(([name, type]) => `"${name}" ${type}`).join(', ')})`;
  if (rows.length === 0) return [create];
  const tuples = rows.map((one) => {
    const cells = new Map<string, string | number | null>(Object.entries(one));
    return `(${columns.map(([name]) => literal(name, cells.get(name) ?? null)).join(', ')})`;
  });
  return [create, `insert into rows values ${tuples.join(', ')}`];
}
