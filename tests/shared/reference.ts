import type { Indicator, MetricQuery } from '@bada/shared';
import type { Row, Table, Value } from './random-world.ts';
import { withBands } from './reference-bands.ts';
import { derived } from './reference-derived.ts';
import {
  type PlainFormula,
  type Ratio,
  ratioOf,
  readingOf,
  readingOfTerm,
} from './reference-readings.ts';
import {
  type Asked,
  bucketOf,
  bundle,
  dateOf,
  GRAIN_MONTHS,
  GRAINS,
  isBroken,
  keyOf,
  lastDayOf,
  monthNumber,
  type Part,
  passesPlace,
  type Result,
  timeOf,
} from './reference-rows.ts';

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
  const lower = readingOfTerm(formula.denominator);
  const otherTable = formula.numerator.dataset !== formula.denominator.dataset;
  const byDate = otherTable && timeOf(lower, asked.tables) === 'last';
  if (!byDate) {
    const parts = bundle(lower, asked, asked.grain, cut);
    return ({ keys }) => find(parts, keys);
  }
  const parts = bundle(lower, asked, 'month', false);
  const dates = [...new Set(parts.map(({ lastAt }) => lastAt))];
  return ({ keys, lastAt }) => {
    const period = nearest(lastAt, dates, formula.maxGapDays);
    return period === undefined ? undefined : find(parts, { ...keys, period });
  };
}

type Computed = Pick<Result, 'value' | 'status' | 'lower'>;

/** Value and status of one part by a formula over rows. */
function computation(
  formula: PlainFormula,
  parts: readonly Part[],
  asked: Asked,
  cut: boolean,
): (part: Part) => Computed {
  const ratio = ratioOf(formula);
  if (!ratio && formula.type !== 'change') {
    return ({ value, mark }) => ({ value, status: mark, lower: value === null ? null : 1 });
  }
  const partner = ratio ? pairing(ratio, asked, cut) : earlier(formula, parts);
  const scale = ratio?.scale ?? (formula.type === 'change' ? formula.scale : 1);
  return (part) => {
    const other = partner(part);
    const lower = other?.value ?? null;
    const none = { value: null, lower };
    if (other?.suppressed) return { ...none, status: 'suppressed' };
    // A break hides only the value that is compared with.
    const broken =
      formula.type === 'change' && isBroken(asked, other?.keys.period, part.keys.period);
    if (part.value === null || lower === null || lower === 0 || broken) {
      return { ...none, status: 'not-computable' };
    }
    const over = ratio ? part.value : part.value - lower;
    const marks = [part.mark, other?.mark];
    const status = (['provisional', 'revised'] as const).find((mark) => marks.includes(mark));
    return { value: (over / lower) * scale, lower, status: status ?? 'final' };
  };
}

function earlier(formula: PlainFormula, parts: readonly Part[]) {
  return ({ keys }: Part): Part | undefined => {
    if (formula.type !== 'change') return undefined;
    const period = dateOf(monthNumber(String(keys.period)) - formula.overMonths);
    return find(parts, { ...keys, period });
  };
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
  const rows = districtsOrCity({ ...asked, level: 'district' }, asked.grain === undefined);
  const places = new Set(rows.map(({ keys }) => keys.place)).size;
  const names = ['period', ...asked.dimensions];
  const groups = Map.groupBy(rows, ({ keys }) => keyOf(keys, names));
  return [...groups.values()].flatMap((group): Result[] => {
    const [first] = group;
    if (!first) return [];
    const keys = { ...first.keys, place: '26' };
    const unknown = { keys, value: null, upper: null, lower: null, lastAt: '' };
    const values = group.flatMap(({ value }) => value ?? []);
    if (group.every(({ status }) => status === 'missing')) {
      return [{ ...unknown, status: 'missing' }];
    }
    if (values.length < places) return [{ ...unknown, status: 'not-computable' }];
    const status = (['provisional', 'revised'] as const).find((mark) =>
      group.some((one) => one.status === mark),
    );
    return [{ ...unknown, value: middle(values), status: status ?? 'final' }];
  });
}

function results(asked: Asked): Result[] {
  const median = asked.indicator.headline.kind === 'median-of-districts';
  return median && asked.level === 'city' ? medians(asked) : districtsOrCity(asked, true);
}

function districtsOrCity(asked: Asked, mayCut: boolean): Result[] {
  const { formula } = asked.indicator;
  const plain = 'of' in formula ? formula.of : formula;
  const rows = plainResults(plain, asked, mayCut);
  return 'of' in formula ? derived(formula, rows, asked) : rows;
}

/** Whether rows outside of the asked range can be left out. */
function isCut(formula: PlainFormula, { indicator, query, grain }: Asked): boolean {
  const whole = ['index', 'moving-mean', 'cumulative', 'share'].includes(indicator.formula.type);
  if (query.compare !== undefined || formula.type === 'change') return false;
  return !(whole && grain !== undefined);
}

function plainResults(formula: PlainFormula, asked: Asked, mayCut: boolean): Result[] {
  const cut = mayCut && isCut(formula, asked);
  const parts = bundle(readingOf(formula), asked, asked.grain, cut);
  const compute = computation(formula, parts, asked, cut);
  const none = asked.level === 'city' && asked.indicator.cityRule === 'none';
  const dates = parts.map(({ lastAt }) => lastAt).sort();
  return slots(parts, asked).map((keys): Result => {
    const part = find(parts, keys);
    const shown = { ...keys, period: keys.period ?? dates.at(-1) ?? null };
    const unknown = { keys: shown, value: null, upper: null, lower: null, lastAt: '' };
    if (part === undefined) return { ...unknown, status: 'missing' };
    const { value, status, lower } = compute(part);
    const own = { ...unknown, upper: part.value, lower, lastAt: part.lastAt };
    // What is wrong with the row itself is said before what is wrong with the one it is set against.
    if (part.suppressed) return { ...own, status: 'suppressed' };
    if (part.incomplete) return { ...own, status: 'not-computable' };
    if (part.value === null) return { ...own, status: 'missing' };
    if (status === 'suppressed') return { ...own, status };
    if (none || value === null) return { ...own, status: 'not-computable' };
    return { ...own, value, status };
  });
}

function baseOf(row: Result, all: readonly Result[], { query, dimensions, grain }: Asked) {
  const { compare } = query;
  const names = ['place', ...dimensions];
  const alike = all.filter(({ keys }) => keyOf(keys, names) === keyOf(row.keys, names));
  const own = String(row.keys.period);
  if (compare === 'previous-period') {
    const before = alike.filter(({ keys }) => String(keys.period) < own);
    return before.sort((a, b) => (String(a.keys.period) < String(b.keys.period) ? -1 : 1)).at(-1);
  }
  const wanted =
    typeof compare === 'object' ? bucketOf(compare.period, grain) : dateOf(monthNumber(own) - 12);
  return alike.find(({ keys }) => keys.period === wanted);
}

/** Whether there are figures of a part of a period alone: before its table's first month, or after its last. */
function isPart({ indicator, tables, grain }: Asked, period: Value | undefined): boolean {
  if (period == null || !grain) return false;
  const { formula } = indicator;
  const plain = 'of' in formula ? formula.of : formula;
  const ratio = ratioOf(plain);
  const read = [readingOf(plain), ...(ratio ? [readingOfTerm(ratio.denominator)] : [])];
  return read.some((reading) => {
    if (grain === 'month' || timeOf(reading, tables) === 'last') return false;
    const rows = tables.find(({ id }) => id === reading.dataset)?.rows ?? [];
    const months = rows.map((row) => monthNumber(String(row.period)));
    const first = monthNumber(String(period));
    const end = first + GRAIN_MONTHS[grain] - 1;
    const [least, most] = [Math.min(...months), Math.max(...months)];
    const holds = (month: number) => month >= first && month <= end;
    return (holds(least) && least > first) || (holds(most) && most < end);
  });
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
  const dimensions = query.by.filter((name) => ['kind', 'size', 'size_group'].includes(name));
  const banded = tables.map(withBands);
  const asked: Asked = { level, grain, dimensions, query, indicator, tables: banded };
  const all = results(asked);
  const rows = cutByTime(all, asked)
    .filter(({ keys }) =>
      query.where.every(
        (filter) => filter.dimension !== 'place' || passesPlace(String(keys.place), filter),
      ),
    )
    .map((row) => {
      const { keys, value, status } = row;
      const own: Row = { ...keys, value, status };
      if (!query.compare) return own;
      const base = baseOf(row, all, asked);
      const cut =
        isBroken(asked, base?.keys.period, keys.period) ||
        isPart(asked, base?.keys.period) ||
        isPart(asked, keys.period);
      const baseValue = cut ? null : (base?.value ?? null);
      return { ...own, base_period: base?.keys.period ?? null, base_value: baseValue };
    });
  return ordered(rows, asked);
}
