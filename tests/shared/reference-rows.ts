import type { Indicator, MetricQuery } from '@bada/shared';
import type { Row, Table, Value } from './random-world.ts';
import { gapsOf, heldBy, type Level, rowsAt } from './reference-places.ts';
import type { PlainFormula, Reading } from './reference-readings.ts';

export type Grain = 'year' | 'half' | 'quarter' | 'month';
type Filter = MetricQuery['where'][number];

/** A value of the rows of one place, bucket and dimension values. */
export interface Part {
  readonly keys: Row;
  readonly lastAt: string;
  readonly value: number | null;
  /** The least settled of its rows. */
  readonly mark: 'final' | 'revised' | 'provisional';
  readonly suppressed: boolean;
  /** Some, but not all, of its places or periods are not known. */
  readonly incomplete: boolean;
}

/** What a row of an answer says, and what its value was computed from. */
export interface Result {
  readonly keys: Row;
  readonly value: number | null;
  readonly status: string;
  readonly upper: number | null;
  readonly lower: number | null;
  readonly lastAt: string;
}

/** A question with its words sorted out. */
export interface Asked {
  readonly level: Level;
  readonly grain: Grain | undefined;
  readonly dimensions: readonly string[];
  readonly query: MetricQuery;
  readonly indicator: Indicator;
  readonly tables: readonly Table[];
}

/** Months of each grain. */
export const GRAIN_MONTHS: Readonly<Record<Grain, number>> = {
  year: 12,
  half: 6,
  quarter: 3,
  month: 1,
};
/** Grains, coarse to fine. */
export const GRAINS: readonly Grain[] = ['year', 'half', 'quarter', 'month'];

/** Months since year 0. */
export function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

/** First day of a month by its number. */
export function dateOf(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}-01`;
}

/** First day of the bucket that holds a date. */
export function bucketOf(date: string, grain: Grain | undefined): string | null {
  if (!grain) return null;
  const size = GRAIN_MONTHS[grain];
  return dateOf(Math.floor(monthNumber(date) / size) * size);
}

/** Day number of a month's last day. */
export function lastDayOf(date: string): number {
  return Date.parse(dateOf(monthNumber(date) + 1)) / 86_400_000 - 1;
}

function fits(row: Row, { dimension, op, values }: Filter): boolean {
  const own = row[dimension];
  const [value] = values;
  // An unknown value satisfies no condition, not even a negative one.
  if (own == null || value === undefined) return false;
  switch (op) {
    case '=':
    case 'in':
      return values.includes(own);
    case '!=':
    case 'not-in':
      return !values.includes(own);
    case '<':
      return own < value;
    case '<=':
      return own <= value;
    case '>':
      return own > value;
    case '>=':
      return own >= value;
  }
}

/** Values of some columns as one text. */
export function keyOf(row: Row, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => row[name] ?? null));
}

function tableOf({ tables }: Asked, id: string): Table {
  const found = tables.find((table) => table.id === id);
  if (!found) throw new Error(`no table ${id}`);
  return found;
}

function plainOf({ formula }: Indicator): PlainFormula {
  return 'of' in formula ? formula.of : formula;
}

function rowsOfLevel(table: Table, { level, indicator }: Asked): Row[] {
  const isPublished = plainOf(indicator).type === 'published';
  return rowsAt(table, { level, isPublished, cityPublished: indicator.cityRule === 'published' });
}

/** Whether a place passes a filter on places: it does with all that a value holds. */
export function passesPlace(place: string, { op, values }: Filter): boolean {
  const isWithin = values.some((value) => place.startsWith(String(value)));
  return isWithin === (op === 'in' || op === '=');
}

/** Whether a row passes the question's filters; those of ranks and of shares of the city choose among answers. */
function passes(row: Row, table: Table, { level, query, indicator }: Asked): boolean {
  const { formula } = indicator;
  const all = formula.type === 'rank' || (formula.type === 'share' && formula.within === 'city');
  return query.where
    .filter(({ dimension }) => dimension in table.columns && !(all && dimension === 'place'))
    .every((filter) =>
      filter.dimension === 'place'
        ? passesPlace(heldBy(String(row.place), level), filter)
        : fits(row, filter),
    );
}

/** Whether a row's date belongs to a bucket that begins within the range. */
function inRange(date: Value | undefined, { query, grain }: Asked): boolean {
  const { time } = query;
  if (!time || !('from' in time)) return true;
  const start = grain ? bucketOf(String(date), grain) : String(date);
  return start !== null && start <= time.to && String(date) >= time.from;
}

/** How a reading adds up over time. */
export function timeOf(reading: Reading, tables: readonly Table[]): string {
  const columns = tables.find(({ id }) => id === reading.dataset)?.columns ?? {};
  const weight = reading.weight === undefined ? undefined : columns[reading.weight]?.[2];
  return columns[reading.column]?.[2] ?? weight ?? reading.time ?? 'sum';
}

/** The rows that a measure has at a level, whatever a question chooses of them: they tell which dates there are. */
function declared(measure: Reading, asked: Asked, cut: boolean): Row[] {
  return rowsOfLevel(tableOf(asked, measure.dataset), asked).filter(
    (row) =>
      measure.where.every((filter) => fits(row, filter)) && (!cut || inRange(row.period, asked)),
  );
}

/** The rows that a measure adds up: a stock only those of the last date in each bucket. */
function counted(
  measure: Reading,
  asked: Asked,
  grain: Grain | undefined,
  all: readonly Row[],
): Row[] {
  const table = tableOf(asked, measure.dataset);
  const rows = all.filter((row) => passes(row, table, asked));
  if (timeOf(measure, asked.tables) !== 'last') return rows;
  const last = new Map<string | null, string>();
  for (const { period } of all) {
    const slot = bucketOf(String(period), grain);
    const before = last.get(slot);
    if (before === undefined || String(period) > before) last.set(slot, String(period));
  }
  return rows.filter(({ period }) => last.get(bucketOf(String(period), grain)) === period);
}

/** The number that `share` of the sorted values lie below. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const lower = sorted[Math.floor(at)] ?? 0;
  return lower + ((sorted[Math.ceil(at)] ?? 0) - lower) * (at - Math.floor(at));
}

function made({ make, column, weight }: Reading, rows: readonly Row[]): number | null {
  const values = rows.flatMap((row) => (row[column] == null ? [] : [row[column]]));
  if (values.length === 0) return null;
  if (make === 'count') return values.length;
  if (make === 'distinct') return new Set(values).size;
  const numbers = values.map(Number);
  if (make === 'min') return Math.min(...numbers);
  if (make === 'max') return Math.max(...numbers);
  if (typeof make === 'number') return quantile(numbers, make);
  const sum = numbers.reduce((total, one) => total + one, 0);
  if (make === 'sum') return sum;
  if (weight === undefined) return sum / numbers.length;
  const both = rows.filter((row) => row[column] != null && row[weight] != null);
  const weights = both.reduce((total, row) => total + Number(row[weight]), 0);
  const products = both.reduce(
    (total, row) => total + Number(row[column]) * Number(row[weight]),
    0,
  );
  return weights === 0 ? null : products / weights;
}

/** What a part of an answer is made from. */
interface Bundle {
  readonly reading: Reading;
  readonly asked: Asked;
  readonly grain: Grain | undefined;
  readonly cut: boolean;
}

/** Whether a place that a value should hold has no row where it should have one. */
function isMissed(
  { keys, lastAt }: { keys: Row; lastAt: string },
  { reading, asked, grain, cut }: Bundle,
): boolean {
  const table = tableOf(asked, reading.dataset);
  const isStock = timeOf(reading, asked.tables) === 'last';
  return gapsOf(table).some(({ place, period }) => {
    const isPart = asked.level === 'city' || place.length > String(keys.place).length;
    const isHere = isPart && place.startsWith(String(keys.place));
    const isThen = isStock ? period === lastAt : bucketOf(period, grain) === (keys.period ?? null);
    return isHere && isThen && (!cut || inRange(period, asked));
  });
}

/** Which places of a value are not known: none, some or all. */
function lackOf(
  part: { keys: Row; lastAt: string; rows: readonly Row[] },
  bundled: Bundle,
): 'none' | 'some' | 'all' {
  const { reading, asked } = bundled;
  const { level, indicator } = asked;
  const isPublished = plainOf(indicator).type === 'published';
  const own = level === 'city' && indicator.cityRule === 'published';
  const adds = 'place' in tableOf(asked, reading.dataset).columns && !own && level !== 'dong';
  if (!adds) return 'none';
  const places = [...Map.groupBy(part.rows, ({ place }) => place).values()];
  const known = places.filter((rows) => rows.some((row) => row[reading.column] != null));
  const mayMiss = level === 'city' || !isPublished;
  if (known.length === places.length && !(mayMiss && isMissed(part, bundled))) return 'none';
  return known.length > 0 ? 'some' : 'all';
}

const MARKS = ['provisional', 'revised'] as const;

/** What the rows of one group come to; `periods` are those that anybody has a row of. */
function partOf(
  { keys, rows }: { keys: Row; rows: readonly Row[] },
  periods: number | undefined,
  bundled: Bundle,
): Part {
  const { reading, asked } = bundled;
  const hides = tableOf(asked, reading.dataset).hides === true;
  const seen = new Set(rows.filter((row) => row[reading.column] != null).map((row) => row.period));
  const isPartly = periods !== undefined && seen.size < periods;
  const suppressed = hides && rows.some((row) => row.status === 'suppressed');
  const whole = made(reading, rows);
  const value = periods === undefined || whole === null ? whole : whole / periods;
  const dates = rows.map(({ period }) => String(period)).sort();
  const lastAt = dates.at(-1) ?? '';
  const lack = lackOf({ keys, lastAt, rows }, bundled);
  return {
    keys,
    lastAt,
    value: suppressed || isPartly || lack !== 'none' ? null : value,
    mark: MARKS.find((mark) => rows.some((row) => row.status === mark)) ?? 'final',
    suppressed,
    incomplete: lack === 'some' || (isPartly && seen.size > 0),
  };
}

function keysOfRow(
  row: Row,
  names: readonly string[],
  { level }: Asked,
  grain: Grain | undefined,
): Row {
  const place = row.place === undefined ? null : heldBy(String(row.place), level);
  const full: Row = { ...row, place, period: bucketOf(String(row.period), grain) };
  return Object.fromEntries(names.map((name) => [name, full[name] ?? null]));
}

/** One part per place, bucket and dimension values. */
export function bundle(
  reading: Reading,
  asked: Asked,
  grain: Grain | undefined,
  cut: boolean,
): Part[] {
  const table = tableOf(asked, reading.dataset);
  const names = ['place', 'period', ...asked.dimensions].filter((name) => name in table.columns);
  const all = declared(reading, asked, cut);
  const rows = counted(reading, asked, grain, all);
  const groups = Map.groupBy(rows, (row) => keyOf(keysOfRow(row, names, asked, grain), names));
  const averages = ['sum', 'count'].includes(String(reading.make));
  const isMean = averages && grain !== 'month' && timeOf(reading, asked.tables) === 'mean';
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const keys = keysOfRow(first, names, asked, grain);
    const same = all.filter(({ period }) => bucketOf(String(period), grain) === keys.period);
    const periods = isMean ? new Set(same.map(({ period }) => period)).size : undefined;
    return [partOf({ keys, rows: group }, periods, { reading, asked, grain, cut })];
  });
}

/** Whether a series breaks after the beginning of one period and by the end of another. */
export function isBroken(
  { indicator, grain }: Asked,
  from: Value | undefined,
  to: Value | undefined,
) {
  if (from == null || to == null || !grain) return false;
  const next = dateOf(monthNumber(String(to)) + GRAIN_MONTHS[grain]);
  return indicator.breaks.some(({ at }) => String(from) < at && at < next);
}
