import type { Formula } from '@bada/shared';
import { ratioOf } from './reference-readings.ts';
import {
  type Asked,
  bucketOf,
  dateOf,
  GRAIN_MONTHS,
  isBroken,
  keyOf,
  monthNumber,
  type Result,
} from './reference-rows.ts';

type Of<T extends Formula['type']> = Extract<Formula, { type: T }>;
type DerivedFormula = Extract<Formula, { of: unknown }>;

/** A row's value beside others: from which rows, and what comes out. */
interface Beside {
  readonly rows: readonly Result[];
  readonly value: number | null;
}

type Setting = (row: Result, all: readonly Result[]) => Beside;

function alike(row: Result, all: readonly Result[], names: readonly string[]): Result[] {
  return all.filter(({ keys }) => keyOf(keys, names) === keyOf(row.keys, names));
}

function sumOf(values: readonly (number | null)[]): number | null {
  return values.some((value) => value === null)
    ? null
    : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

function divided(upper: number | null, lower: number | null, scale: number): number | null {
  return upper === null || lower === null || lower === 0 ? null : (upper / lower) * scale;
}

function share({ within, scale }: Of<'share'>, { dimensions }: Asked): Setting {
  const names = ['place', 'period', ...dimensions];
  return (row, all) => {
    const rows = alike(
      row,
      all,
      names.filter((name) => name !== (within === 'city' ? 'place' : within)),
    );
    return { rows, value: divided(row.value, sumOf(rows.map(({ value }) => value)), scale) };
  };
}

function index(formula: Of<'index'>, asked: Asked): Setting {
  const base = bucketOf(formula.base, asked.grain);
  return (row, all) => {
    const rows = alike(row, all, ['place', ...asked.dimensions]).filter(
      ({ keys }) => keys.period === base,
    );
    const [from, to] = [base, row.keys.period ?? null].sort();
    const value = divided(row.value, rows[0]?.value ?? null, formula.scale);
    return { rows, value: isBroken(asked, from, to) ? null : value };
  };
}

function rank({ first }: Of<'rank'>, { dimensions }: Asked): Setting {
  return (row, all) => {
    const rows = alike(row, all, ['period', ...dimensions]);
    const known = rows.filter(({ value }) => value !== null);
    const latest = known
      .map(({ lastAt }) => lastAt)
      .sort()
      .at(-1);
    const { value: own, lastAt } = row;
    if (own === null || lastAt !== latest) return { rows, value: null };
    const ahead = known.filter(({ value, lastAt: at }) => {
      return at === latest && value !== null && (first === 'highest' ? value > own : value < own);
    });
    return { rows, value: ahead.length + 1 };
  };
}

/** The row's periods from one on, one result each; undefined where one has none. */
function run(row: Result, all: readonly Result[], asked: Asked, from: number): Result[] {
  const step = GRAIN_MONTHS[asked.grain ?? 'month'];
  const own = monthNumber(String(row.keys.period));
  const same = alike(row, all, ['place', ...asked.dimensions]);
  const wanted = Array.from({ length: (own - from) / step + 1 }, (_, at) =>
    dateOf(from + at * step),
  );
  return wanted.flatMap((period) => same.find(({ keys }) => keys.period === period) ?? []);
}

function movingMean(formula: Of<'moving-mean'>, asked: Asked): Setting {
  const { periods } = formula;
  return (row, all) => {
    const from = monthNumber(String(row.keys.period)) - (periods - 1);
    // What the statuses say is looked at in the last so many rows there are, gaps or not.
    const before = alike(row, all, ['place', ...asked.dimensions])
      .filter(({ keys }) => String(keys.period) <= String(row.keys.period))
      .sort((a, b) => (String(a.keys.period) < String(b.keys.period) ? -1 : 1));
    const rows = before.slice(-periods);
    const window = run(row, all, asked, from);
    const isWhole = window.length === periods && !isBroken(asked, dateOf(from), row.keys.period);
    const upper = sumOf(window.map((one) => one.upper));
    const lower = sumOf(window.map((one) => one.lower));
    const scale = ratioOf(formula.of)?.scale ?? 1;
    return { rows, value: isWhole ? divided(upper, lower, scale) : null };
  };
}

function cumulative(asked: Asked): Setting {
  return (row, all) => {
    const year = bucketOf(String(row.keys.period), 'year') ?? '';
    const from = monthNumber(year);
    const step = GRAIN_MONTHS[asked.grain ?? 'month'];
    const rows = run(row, all, asked, from);
    const expected = (monthNumber(String(row.keys.period)) - from) / step + 1;
    const isWhole = rows.length === expected && !isBroken(asked, year, row.keys.period);
    return { rows, value: isWhole ? sumOf(rows.map(({ value }) => value)) : null };
  };
}

function setOf(formula: DerivedFormula, asked: Asked): Setting {
  switch (formula.type) {
    case 'share':
      return share(formula, asked);
    case 'index':
      return index(formula, asked);
    case 'rank':
      return rank(formula, asked);
    case 'moving-mean':
      return movingMean(formula, asked);
    case 'cumulative':
      return cumulative(asked);
  }
}

/** Results of a formula over the values of another one, row by row. */
export function derived(formula: DerivedFormula, all: readonly Result[], asked: Asked): Result[] {
  const beside = setOf(formula, asked);
  return all.map((row) => {
    const { rows, value } = beside(row, all);
    const statuses = [row, ...rows].map(({ status }) => status);
    if (row.status === 'missing') return { ...row, value: null };
    if (statuses.includes('suppressed')) return { ...row, value: null, status: 'suppressed' };
    if (value === null) return { ...row, value, status: 'not-computable' };
    const mark = ['provisional', 'revised'].find((one) => statuses.includes(one));
    return { ...row, value, status: mark ?? 'final' };
  });
}
