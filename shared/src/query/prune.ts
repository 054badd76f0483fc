import { measuresOf } from '../semantic/formula.ts';
import { baseFile, datasetOf, type Manifest, type RowGroup } from '../semantic/manifest.ts';
import type { Filter } from '../semantic/measure.ts';
import type { CompiledQuery } from './compile.ts';
import { countedRange } from './component.ts';
import { needsAlias } from './place-rows.ts';
import { columnInRole, columnsRead, type IndicatorPlan, looksBack, readPlan } from './plan.ts';

/** What a query must read of one dataset. */
export interface ExtractRead {
  readonly dataset: string;
  readonly hash: string;
  readonly columns: readonly string[];
  /** Positions of the row groups that can hold an answer, ascending. */
  readonly rowGroups: readonly number[];
  readonly rows: number;
  readonly bytes: number;
}

type Bound = string | number | null;

interface Bounds {
  readonly min: Bound;
  readonly max: Bound;
}

function outside(stats: Bounds, low: Bound, high: Bound): boolean {
  const { min, max } = stats;
  if (min === null || max === null) return false;
  const below = high !== null && typeof high === typeof min && high < min;
  const above = low !== null && typeof low === typeof max && low > max;
  return below || above;
}

/** Statistics of place codes, which are compared by as many digits as a filter's value has: a place's code begins with
 * the code of the one that holds it. */
function cutTo({ min, max }: Bounds, { length }: string): Bounds {
  const cut = (bound: Bound) => (typeof bound === 'string' ? bound.slice(0, length) : bound);
  return { min: cut(min), max: cut(max) };
}

function excludes(group: RowGroup, { dimension, op, values }: Filter, place?: string): boolean {
  const stats = group.columns[dimension];
  const [value] = values;
  if (!stats || value === undefined) return false;
  const boundsFor = (one: string | number) =>
    dimension === place ? cutTo(stats, String(one)) : stats;
  switch (op) {
    case '=':
    case 'in':
      return values.every((one) => outside(boundsFor(one), one, one));
    case '<':
    case '<=':
      return outside(boundsFor(value), null, value);
    case '>':
    case '>=':
      return outside(boundsFor(value), value, null);
    case '!=':
    case 'not-in':
      return false;
  }
}

/** Dates outside the asked range can be left out only where no answer looks back past them. */
function rangeFilters(
  plan: IndicatorPlan,
  compiled: CompiledQuery,
  period: string | undefined,
): Filter[] {
  const range = countedRange(compiled.query, plan.grain);
  const { formula } = plan.indicator;
  const datasets = new Set(measuresOf(formula).map((measure) => measure.dataset));
  if (!range || !period || looksBack(plan, compiled.query) || datasets.size > 1) return [];
  return [
    { dimension: period, op: '>=', values: [range.from] },
    { dimension: period, op: '<=', values: [range.to] },
  ];
}

function groupsOfPlan(
  plan: IndicatorPlan,
  compiled: CompiledQuery,
  manifest: Manifest,
  id: string,
) {
  const dataset = datasetOf(manifest, id);
  const place = columnInRole(dataset, 'place');
  const range = rangeFilters(plan, compiled, columnInRole(dataset, 'period'));
  // Whether a district has rows of its own shows in all of them, not only in those that are counted.
  const asked = plan.where.filter((filter) => filter.dimension === place);
  const isShared = needsAlias(dataset, readPlan(plan));
  const branches = measuresOf(plan.indicator.formula)
    .filter((measure) => measure.dataset === id)
    .map(({ where }) => [...(isShared ? asked : [...where, ...plan.where]), ...range]);
  return baseFile(dataset).rowGroups.flatMap((group, index) =>
    branches.some((filters) => !filters.some((filter) => excludes(group, filter, place)))
      ? [index]
      : [],
  );
}

function union<T>(a: readonly T[] | undefined, b: readonly T[]): T[] {
  return [...new Set([...(a ?? []), ...b])];
}

/** The columns and row groups that a compiled query reads, by manifest statistics alone:
 * both engines and the proof use this one list. */
export function readsOf(compiled: CompiledQuery, manifest: Manifest): ExtractRead[] {
  const columns = new Map<string, string[]>();
  const groups = new Map<string, number[]>();
  for (const plan of compiled.plans) {
    for (const [id, names] of columnsRead(plan, manifest)) {
      columns.set(id, union(columns.get(id), names));
      groups.set(id, union(groups.get(id), groupsOfPlan(plan, compiled, manifest, id)));
    }
  }
  return [...columns].map(([id, names]) => {
    const file = baseFile(datasetOf(manifest, id));
    const rowGroups = (groups.get(id) ?? []).sort((a, b) => a - b);
    const kept = rowGroups.flatMap((index) => file.rowGroups[index] ?? []);
    const bytesOf = (group: RowGroup) =>
      names.reduce((sum, name) => sum + (group.columns[name]?.bytes ?? 0), 0);
    return {
      dataset: id,
      hash: file.hash,
      columns: names,
      rowGroups,
      rows: kept.reduce((sum, group) => sum + group.rows, 0),
      bytes: kept.reduce((sum, group) => sum + bytesOf(group), 0),
    };
  });
}
