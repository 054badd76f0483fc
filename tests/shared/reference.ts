import type { Indicator, Measure, MetricQuery } from '@bada/shared';
import type { Row, Table, Value } from './random-world.ts';
import { gapsOf, heldBy, type Level, rowsAt } from './reference-places.ts';

type Grain = 'year' | 'half' | 'quarter' | 'month';
type Filter = MetricQuery['where'][number];
type Ratio = Extract<Indicator['formula'], { type: 'ratio' }>;

/** A sum over the rows of one place, bucket and dimension values. */
interface Part {
  readonly keys: Row;
  readonly lastAt: string;
  readonly value: number | null;
  readonly provisional: boolean;
  /** Whether some, but not all, of the places that it adds up have no figure. */
  readonly incomplete: boolean;
}

interface Result {
  readonly keys: Row;
  readonly value: number | null;
  readonly status: string;
}

/** A question with its words sorted out. */
interface Asked {
  readonly level: Level;
  readonly grain: Grain | undefined;
  readonly dimensions: readonly string[];
  readonly query: MetricQuery;
  readonly indicator: Indicator;
  readonly tables: readonly Table[];
}

const GRAIN_MONTHS: Readonly<Record<Grain, number>> = { year: 12, half: 6, quarter: 3, month: 1 };
const GRAINS: readonly Grain[] = ['year', 'half', 'quarter', 'month'];

function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function dateOf(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}-01`;
}

function bucketOf(date: string, grain: Grain | undefined): string | null {
  if (!grain) return null;
  const size = GRAIN_MONTHS[grain];
  return dateOf(Math.floor(monthNumber(date) / size) * size);
}

/** Day number of a month's last day. */
function lastDayOf(date: string): number {
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

function keyOf(row: Row, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => row[name] ?? null));
}

function tableOf({ tables }: Asked, id: string): Table {
  const found = tables.find((table) => table.id === id);
  if (!found) throw new Error(`no table ${id}`);
  return found;
}

function rowsOfLevel(table: Table, { level, indicator }: Asked): Row[] {
  const isPublished = indicator.formula.type === 'published';
  return rowsAt(table, { level, isPublished, cityPublished: indicator.cityRule === 'published' });
}

/** Whether a row passes the question's filters; a place passes with all that it holds. */
function passes(row: Row, table: Table, { level, query }: Asked): boolean {
  return query.where
    .filter(({ dimension }) => dimension in table.columns)
    .every((filter) => {
      if (filter.dimension !== 'place') return fits(row, filter);
      const key = heldBy(String(row.place), level);
      const isWithin = filter.values.some((value) => key.startsWith(String(value)));
      return isWithin === (filter.op === 'in' || filter.op === '=');
    });
}

/** Whether a row's date belongs to a bucket that begins within the range. */
function inRange(date: Value | undefined, { query, grain }: Asked): boolean {
  const { time } = query;
  if (!time || !('from' in time)) return true;
  const start = grain ? bucketOf(String(date), grain) : String(date);
  return start !== null && start <= time.to && String(date) >= time.from;
}

/** The rows that a measure adds up: a stock only those of the last date in each bucket. */
function counted(measure: Measure, asked: Asked, grain: Grain | undefined, cut: boolean): Row[] {
  const table = tableOf(asked, measure.dataset);
  const rows = rowsOfLevel(table, asked).filter(
    (row) =>
      measure.where.every((filter) => fits(row, filter)) &&
      passes(row, table, asked) &&
      (!cut || inRange(row.period, asked)),
  );
  if (table.columns[measure.column]?.[2] !== 'last') return rows;
  const last = new Map<string | null, string>();
  for (const { period } of rows) {
    const slot = bucketOf(String(period), grain);
    const before = last.get(slot);
    if (before === undefined || String(period) > before) last.set(slot, String(period));
  }
  return rows.filter(({ period }) => last.get(bucketOf(String(period), grain)) === period);
}

function total(rows: readonly Row[], column: string): number | null {
  const values = rows.flatMap((row) => (row[column] == null ? [] : [Number(row[column])]));
  return values.length > 0 ? values.reduce((sum, one) => sum + one, 0) : null;
}

/** Whether a place that a sum should hold has no row where it should have one. */
function isMissed(
  part: Pick<Part, 'keys' | 'lastAt'>,
  measure: Measure,
  { asked, grain, cut }: { asked: Asked; grain: Grain | undefined; cut: boolean },
): boolean {
  const table = tableOf(asked, measure.dataset);
  const isStock = table.columns[measure.column]?.[2] === 'last';
  return gapsOf(table).some(({ place, period }) => {
    const isPart = asked.level === 'city' || place.length > String(part.keys.place).length;
    const isHere = isPart && place.startsWith(String(part.keys.place));
    const isThen = isStock
      ? period === part.lastAt
      : bucketOf(period, grain) === (part.keys.period ?? null);
    return isHere && isThen && (!cut || inRange(period, asked));
  });
}

function bundle(measure: Measure, asked: Asked, grain: Grain | undefined, cut: boolean): Part[] {
  const { columns } = tableOf(asked, measure.dataset);
  const { level, indicator } = asked;
  const names = ['place', 'period', ...asked.dimensions].filter((name) => name in columns);
  const groups = new Map<string, { keys: Row; rows: Row[] }>();
  for (const row of counted(measure, asked, grain, cut)) {
    const place = row.place === undefined ? null : heldBy(String(row.place), level);
    const full: Row = { ...row, place, period: bucketOf(String(row.period), grain) };
    const keys = Object.fromEntries(names.map((name) => [name, full[name] ?? null]));
    const group = groups.get(keyOf(keys, names)) ?? { keys, rows: [] };
    group.rows.push(row);
    groups.set(keyOf(keys, names), group);
  }
  const published = level === 'city' && indicator.cityRule === 'published';
  const addsPlaces = 'place' in columns && !published && level !== 'dong';
  const mayDong = indicator.formula.type !== 'published';
  return [...groups.values()].map(({ keys, rows }) => {
    const places = [...Map.groupBy(rows, ({ place }) => place).values()];
    const parts = places.map((all) => total(all, measure.column));
    const lastAt =
      rows
        .map(({ period }) => String(period))
        .sort()
        .at(-1) ?? '';
    const mayMiss = addsPlaces && (level === 'city' || mayDong);
    const lacks =
      addsPlaces &&
      (parts.includes(null) ||
        (mayMiss && isMissed({ keys, lastAt }, measure, { asked, grain, cut })));
    return {
      keys,
      lastAt,
      value: lacks ? null : total(rows, measure.column),
      provisional: rows.some((row) => row.status === 'provisional'),
      incomplete: lacks && parts.some((value) => value !== null),
    };
  });
}

/** Every place × period of the parts; with dimensions only what there is. */
function slots(parts: readonly Part[], { dimensions }: Asked): Row[] {
  if (dimensions.length > 0) return parts.map(({ keys }) => keys);
  const places = [...new Set(parts.map(({ keys }) => keys.place ?? null))];
  const periods = [...new Set(parts.map(({ keys }) => keys.period ?? null))];
  return places.flatMap((place) => periods.map((period) => ({ place, period })));
}

function find(parts: readonly Part[], keys: Row): Part | undefined {
  return parts.find((part) =>
    Object.entries(part.keys).every(([name, value]) => value === (keys[name] ?? null)),
  );
}

function nearest(date: string, dates: readonly string[], maxGapDays: number): string | undefined {
  const gap = (other: string) => Math.abs(lastDayOf(other) - lastDayOf(date));
  return dates
    .filter((other) => gap(other) <= maxGapDays)
    .sort((a, b) => gap(a) - gap(b) || (a < b ? -1 : 1))[0];
}

/** How to find the denominator of a numerator. */
function pairing(formula: Ratio, asked: Asked, cut: boolean): (part: Part) => Part | undefined {
  const { numerator, denominator, maxGapDays } = formula;
  const { columns } = tableOf(asked, denominator.dataset);
  const byDate =
    numerator.dataset !== denominator.dataset && columns[denominator.column]?.[2] === 'last';
  if (!byDate) {
    const parts = bundle(denominator, asked, asked.grain, cut);
    return ({ keys }) => find(parts, keys);
  }
  const parts = bundle(denominator, asked, 'month', false);
  const dates = [...new Set(parts.map(({ lastAt }) => lastAt))];
  return ({ keys, lastAt }) => {
    const period = nearest(lastAt, dates, maxGapDays);
    return period === undefined ? undefined : find(parts, { ...keys, period });
  };
}

/** Value and provisional inputs of one part by the indicator's formula. */
function computation(
  parts: readonly Part[],
  asked: Asked,
  cut: boolean,
): (part: Part) => { value: number | null; provisional: boolean } {
  const { formula } = asked.indicator;
  if (formula.type === 'sum' || formula.type === 'published') return (part) => part;
  const partner =
    formula.type === 'ratio'
      ? pairing(formula, asked, cut)
      : ({ keys }: Part) => {
          const earlier = dateOf(monthNumber(String(keys.period)) - formula.overMonths);
          if (isBroken(asked, earlier, keys.period)) return undefined;
          return find(parts, { ...keys, period: earlier });
        };
  return (part) => {
    const other = partner(part);
    if (part.value === null || other?.value == null || other.value === 0) {
      return { value: null, provisional: false };
    }
    const over = formula.type === 'ratio' ? part.value : part.value - other.value;
    const provisional = part.provisional || other.provisional;
    return { value: (over / other.value) * formula.scale, provisional };
  };
}

/** Whether a series breaks after the beginning of one period and by the end of another. */
function isBroken({ indicator, grain }: Asked, from: Value | undefined, to: Value | undefined) {
  if (from == null || to == null || !grain) return false;
  const next = dateOf(monthNumber(String(to)) + GRAIN_MONTHS[grain]);
  return indicator.breaks.some(({ at }) => String(from) < at && at < next);
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (upper + lower) / 2;
}

/** The median of all districts that there are, where each has a value. */
function medians(asked: Asked): Result[] {
  // Every district that ever had a figure counts, not only those with one in the range.
  const rows = plainResults({ ...asked, level: 'district' }, asked.grain === undefined);
  const places = new Set(rows.map(({ keys }) => keys.place)).size;
  const names = ['period', ...asked.dimensions];
  const groups = Map.groupBy(rows, ({ keys }) => keyOf(keys, names));
  return [...groups.values()].flatMap((group): Result[] => {
    const [first] = group;
    if (!first) return [];
    const keys = { ...first.keys, place: '26' };
    const values = group.flatMap(({ value }) => value ?? []);
    if (group.every(({ status }) => status === 'missing')) {
      return [{ keys, value: null, status: 'missing' }];
    }
    if (values.length < places) return [{ keys, value: null, status: 'not-computable' }];
    const provisional = group.some(({ status }) => status === 'provisional');
    return [{ keys, value: middle(values), status: provisional ? 'provisional' : 'final' }];
  });
}

function results(asked: Asked): Result[] {
  const median = asked.indicator.headline.kind === 'median-of-districts';
  return median && asked.level === 'city' ? medians(asked) : plainResults(asked);
}

function plainResults(asked: Asked, mayCut = true): Result[] {
  const { formula, cityRule } = asked.indicator;
  const measure = formula.type === 'ratio' ? formula.numerator : formula.measure;
  const cut = mayCut && asked.query.compare === undefined && formula.type !== 'change';
  const parts = bundle(measure, asked, asked.grain, cut);
  const compute = computation(parts, asked, cut);
  const none = asked.level === 'city' && cityRule === 'none';
  const dates = parts.map(({ lastAt }) => lastAt).sort();
  return slots(parts, asked).map((keys) => {
    const part = find(parts, keys);
    const shown = { ...keys, period: keys.period ?? dates.at(-1) ?? null };
    if (part === undefined || part.value === null) {
      const status = part?.incomplete ? 'not-computable' : 'missing';
      return { keys: shown, value: null, status };
    }
    const { value, provisional } = none ? { value: null, provisional: false } : compute(part);
    if (value === null) return { keys: shown, value, status: 'not-computable' };
    return { keys: shown, value, status: provisional ? 'provisional' : 'final' };
  });
}

function baseOf(row: Result, all: readonly Result[], { query, dimensions }: Asked) {
  const { compare } = query;
  const names = ['place', ...dimensions];
  const alike = all.filter(({ keys }) => keyOf(keys, names) === keyOf(row.keys, names));
  const own = String(row.keys.period);
  if (compare === 'previous-period') {
    const before = alike.filter(({ keys }) => String(keys.period) < own);
    return before.sort((a, b) => (String(a.keys.period) < String(b.keys.period) ? -1 : 1)).at(-1);
  }
  const wanted = typeof compare === 'object' ? compare.period : dateOf(monthNumber(own) - 12);
  return alike.find(({ keys }) => keys.period === wanted);
}

function cutByTime(rows: Result[], { query, grain }: Asked): Result[] {
  const { time } = query;
  if (!time || !grain) return rows;
  const dates = [...new Set(rows.map(({ keys }) => String(keys.period)))].sort().reverse();
  const from = 'from' in time ? time.from : (dates[time.last - 1] ?? '');
  const to = 'from' in time ? time.to : '9999';
  return rows.filter(({ keys }) => String(keys.period) >= from && String(keys.period) <= to);
}

function compare(a: Value | undefined, b: Value | undefined): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null);
  return a < b ? -1 : a > b ? 1 : 0;
}

function ordered(rows: Row[], { query, dimensions }: Asked): Row[] {
  const { orderBy, limit } = query;
  const names = ['place', 'period', ...dimensions];
  const sorted = [...rows].sort((a, b) => {
    const [x, y] = orderBy ? [a[orderBy.column], b[orderBy.column]] : [];
    const known = x != null && y != null;
    const first = compare(x, y) * (known && orderBy?.direction === 'desc' ? -1 : 1);
    return first || names.map((name) => compare(a[name], b[name])).find((one) => one !== 0) || 0;
  });
  return sorted.slice(0, limit);
}

/** Answers a question the slow and plain way, from rows alone. */
export function reference(
  query: MetricQuery,
  indicator: Indicator,
  tables: readonly Table[],
): Row[] {
  const grain = GRAINS.find((name) => query.by.includes(name));
  const level = (['dong', 'district'] as const).find((one) => query.by.includes(one)) ?? 'city';
  const dimensions = query.by.filter((name) => name === 'kind' || name === 'size');
  const asked: Asked = { level, grain, dimensions, query, indicator, tables };
  const all = results(asked);
  const rows = cutByTime(all, asked).map((row) => {
    const { keys, value, status } = row;
    const own: Row = { ...keys, value, status };
    if (!query.compare) return own;
    const base = baseOf(row, all, asked);
    const cut = isBroken(asked, base?.keys.period, keys.period);
    const baseValue = cut ? null : (base?.value ?? null);
    return { ...own, base_period: base?.keys.period ?? null, base_value: baseValue };
  });
  return ordered(rows, asked);
}
