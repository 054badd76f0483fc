import { Manifest } from '@bada/shared';
import fc from 'fast-check';
import { SIZE_BANDS } from './reference-bands.ts';
import { gapsOf, levelsOf } from './reference-places.ts';

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
  /** Whether a rule on small counts hides the rows whose status says so. */
  readonly hides?: boolean;
}

/** A text that is the same in both languages. */
export const both = (text: string) => ({ ko: text, en: text });
const HASH = '0'.repeat(64);

const DISTRICTS = ['26110', '26140', '26350'];
const DONGS = ['2611010100', '2611051000', '2635010100'];
/** Districts, dongs or both; the city's own row and one far place belong to neither. */
const POOLS = [[...DISTRICTS, ...DISTRICTS], [...DISTRICTS, ...DONGS], DONGS].map((places) => [
  ...places,
  '26',
  '27110',
]);
/** Values of the dimension `kind`. */
export const KINDS = ['a', 'b', 'c'];

/** First days of the months of three years. */
export const month = fc.integer({ min: 0, max: 35 }).map((index) => {
  const year = 2019 + Math.floor(index / 12);
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}-01`;
});

/** Where and when a table's rows are: few months give places that have a figure in nearly all of them. */
const cells = fc
  .record({
    pool: fc.constantFrom(...POOLS),
    months: fc.constantFrom(36, 36, 5),
  })
  .map(({ pool, months }) => ({
    place: fc.constantFrom(...pool),
    period: month.map((date) => {
      const [year = '', at = ''] = date.split('-');
      const index = (Number(year) - 2019) * 12 + Number(at) - 1;
      return months < 36 ? `2020-${String((index % months) + 1).padStart(2, '0')}-01` : date;
    }),
  }));
const amount = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -3, max: 60 }) },
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constant(null) },
);
/** Quarters are exact in decimals and in binary. */
function quartered(value: number | null): number | null {
  return value === null ? null : value / 4;
}

const status = fc.constantFrom('final', 'final', 'final', 'provisional', 'revised');

const isHidden = fc.oneof(
  { weight: 12, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);

/** Figures by month with two dimensions, a flow and two stocks: one of the last period, one averaged. */
const scattered = cells.chain((where) =>
  fc.array(
    fc.record({
      ...where,
      kind: fc.constantFrom(...KINDS, ...KINDS, null),
      size: fc.integer({ min: 0, max: 5 }),
      flow: amount,
      stock: amount,
      level: amount.map(quartered),
      status,
      isHidden,
    }),
    { minLength: 20, maxLength: 90, size: 'max' },
  ),
);

const known = fc.oneof(
  { weight: 60, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

/** Figures of every month and district, almost: what goes over several of them finds them all. */
const dense = fc
  .record({
    first: fc.integer({ min: 0, max: 12 }),
    months: fc.integer({ min: 6, max: 16 }),
    cells: fc.array(
      fc.record({
        kind: fc.constantFrom('a', 'a', 'a', 'b', null),
        size: fc.integer({ min: 2, max: 5 }),
        flow: known,
        stock: known,
        level: known.map(quartered),
        status,
        isHidden,
        isThere: fc.integer({ min: 0, max: 60 }).map((number) => number > 0),
      }),
      { minLength: 48, maxLength: 48 },
    ),
  })
  .map(({ first, months, cells }) =>
    cells.slice(0, months * DISTRICTS.length).flatMap(({ isThere, ...cell }, at) => {
      const index = first + Math.floor(at / DISTRICTS.length);
      const start = `${2019 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
      const where = DISTRICTS[at % DISTRICTS.length] ?? '26110';
      return isThere ? [{ place: where, period: start, ...cell }] : [];
    }),
  );

const figures = fc.oneof(scattered, dense, dense);

/** Residents at irregular months: a stock that other figures are divided by. */
const residents = cells.chain((where) =>
  fc.array(fc.record({ ...where, persons: amount, status }), {
    minLength: 15,
    maxLength: 60,
    size: 'max',
  }),
);

/** A calendar: days by month and kind, without places. */
const calendar = fc.array(
  fc.record({ period: month, kind: fc.constantFrom(...KINDS), days: fc.nat({ max: 20 }) }),
  { minLength: 2, maxLength: 50, size: 'max' },
);

const HIDDEN = { flow: null, stock: null, level: null, status: 'suppressed' };

/** Three random tables; in one of four worlds small counts are hidden. */
export const tables: fc.Arbitrary<Table[]> = fc
  .tuple(figures, residents, calendar, fc.constantFrom(true, false, false, false))
  .map(([inFigures, inResidents, inCalendar, hides]) => [
    {
      id: 'figures',
      columns: {
        place: ['VARCHAR', 'place'],
        period: ['DATE', 'period'],
        kind: ['VARCHAR', 'dimension'],
        size: ['INTEGER', 'dimension'],
        flow: ['INTEGER', 'measure', 'sum'],
        stock: ['INTEGER', 'measure', 'last'],
        level: ['DECIMAL(9,2)', 'measure', 'mean'],
        status: ['VARCHAR', 'status'],
      },
      rows: inFigures.map(({ isHidden, ...row }) => ({
        ...row,
        ...(hides && isHidden ? HIDDEN : {}),
      })),
      hides,
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

function statsOf(rows: readonly Row[], name: string, cellBytes: number) {
  const values = rows.flatMap((row) => (row[name] == null ? [] : [row[name]]));
  const sorted = values.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const nulls = rows.length - values.length;
  const bytes = cellBytes * rows.length;
  return { min: sorted[0] ?? null, max: sorted.at(-1) ?? null, nulls, bytes };
}

/** Row groups of so many rows each, in the order of the rows. */
export function groupsOf({ rows }: Table, size: number): Row[][] {
  const count = Math.ceil(rows.length / size);
  return Array.from({ length: count }, (_, at) => rows.slice(at * size, (at + 1) * size));
}

/** Levels and gaps of a table's places as a build measures them. */
function placesOf(table: Table) {
  if (!('place' in table.columns)) return {};
  const gaps = Map.groupBy(gapsOf(table), ({ place }) => place);
  const told = [...gaps].map(([place, all]) => ({
    place,
    periods: all.map(({ period }) => period),
  }));
  return { places: { levels: levelsOf(table), gaps: told } };
}

const SMALL_CELLS = {
  rule: { k: 3, counts: ['flow', 'stock', 'level'], dimensions: ['place', 'period'] },
  inside: HASH,
};

/** A table as a file of an extract. */
export function fileOf(
  table: Table,
  { groupSize, cellBytes = 8 }: { groupSize: number; cellBytes?: number },
) {
  const rowGroups = groupsOf(table, groupSize).map((rows, at) => ({
    offset: at,
    bytes: 1,
    rows: rows.length,
    columns: Object.fromEntries(
      Object.keys(table.columns).map((name) => [name, statsOf(rows, name, cellBytes)]),
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
    ...placesOf(table),
    ...('size' in table.columns ? { bands: [SIZE_BANDS] } : {}),
    caveats: [],
    files: [fileOf(table, { groupSize })],
    ...(table.hides ? { smallCells: SMALL_CELLS } : {}),
  }));
  return Manifest.parse({ v: 1, id: HASH, builtAt: '2024-01-01T00:00:00Z', datasets });
}
