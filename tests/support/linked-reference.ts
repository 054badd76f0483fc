import {
  type Clause,
  clausesFor,
  dimensionOf,
  type LinkedDimension,
  type LinkedMeasure,
  type LinkedModel,
  type LinkedView,
  type Selection,
  slotCount,
} from '@bada/shared/linked';
import type { LinkedRow } from './linked-world.ts';

type Value = string | number | null;

function cellOf(row: LinkedRow, column: string): Value {
  const value: unknown = Reflect.get(row, column);
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  throw new Error(`no column ${column}`);
}

/** What a dimension counts: days as they are, or the month or year in which they lie. */
function countedIn(row: LinkedRow, dimension: LinkedDimension): Value {
  const cell = cellOf(row, dimension.column);
  if (typeof cell !== 'number' || (dimension.type !== 'month' && dimension.type !== 'year')) {
    return cell;
  }
  const day = new Date(cell * 86_400_000);
  const year = day.getUTCFullYear();
  return dimension.type === 'year' ? year : (year - 1970) * 12 + day.getUTCMonth();
}

function keeps(clause: Clause, value: Value): boolean {
  if (clause.type !== 'interval') {
    const values: readonly Value[] = clause.values;
    return values.includes(value);
  }
  if (typeof value !== 'number') return false;
  const { from, to, ends } = clause;
  const above = from === null || value > from || (value === from && ends.startsWith('['));
  const below = to === null || value < to || (value === to && ends.endsWith(']'));
  return above && below;
}

function slotOf(dimension: LinkedDimension, value: Value): number {
  if (value === null) return 0;
  if (dimension.kind === 'coded') {
    const values: readonly Value[] = dimension.values;
    const at = values.indexOf(value);
    return at < 0 ? values.length + 1 : at + 1;
  }
  const { from, step, count } = dimension;
  const edges = Array.from({ length: count + 1 }, (_, bin) => from + bin * step);
  return 1 + edges.filter((edge) => edge <= Number(value)).length;
}

function numbers(rows: readonly LinkedRow[], column: string): number[] {
  return rows.flatMap((row) => {
    const value = cellOf(row, column);
    return typeof value === 'number' ? [value] : [];
  });
}

function sum(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((total, value) => total + value, 0);
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (below === undefined || above === undefined) return Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

function measured(measure: LinkedMeasure, rows: readonly LinkedRow[]): number {
  switch (measure.agg) {
    case 'count':
      return rows.length;
    case 'sum':
      return sum(numbers(rows, measure.column));
    case 'mean': {
      const values = numbers(rows, measure.column);
      return sum(values) / values.length;
    }
    case 'ratio': {
      const below = sum(numbers(rows, measure.denominator));
      return below === 0 ? Number.NaN : sum(numbers(rows, measure.numerator)) / below;
    }
    case 'quantile':
      return quantile(numbers(rows, measure.column), measure.q);
    case 'distinct':
      return new Set(numbers(rows, measure.column)).size;
    default: {
      const values = numbers(rows, measure.column);
      return values.length === 0 ? Number.NaN : Math[measure.agg](...values);
    }
  }
}

/** Results of a view, row by row and without any index: what every engine must come to. */
export function linkedReference(
  { model, view, selection }: { model: LinkedModel; view: LinkedView; selection: Selection },
  rows: readonly LinkedRow[],
): { rows: number[]; measures: Record<string, number[]> } {
  const clauses = clausesFor(selection, view.id);
  const kept = rows.filter((row) =>
    clauses.every((one) => keeps(one, countedIn(row, dimensionOf(model, one.dimension)))),
  );
  const by = view.by.map((name) => dimensionOf(model, name));
  const size = by.reduce((keys, dimension) => keys * slotCount(dimension), 1);
  const groups: LinkedRow[][] = Array.from({ length: size }, () => []);
  for (const row of kept) {
    const key = by.reduce(
      (at, dimension) => at * slotCount(dimension) + slotOf(dimension, countedIn(row, dimension)),
      0,
    );
    groups[key]?.push(row);
  }
  const measures = view.measures.map((measure) => [
    measure.name,
    groups.map((group) => measured(measure, group)),
  ]);
  return { rows: groups.map((group) => group.length), measures: Object.fromEntries(measures) };
}
