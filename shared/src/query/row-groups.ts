import { measuresOf } from '../semantic/formula.ts';
import type { ExtractFile, ManifestDataset, RowGroup } from '../semantic/manifest.ts';
import type { Filter } from '../semantic/measure.ts';
import type { Wanted } from './exact-sums.ts';
import { namedFilters, needsAlias } from './place-rows.ts';
import { columnInRole, looksBack, readPlan } from './plan.ts';
import { countedRange, momentsOf } from './time-range.ts';

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

/** A day or moment as text that sorts as moments do; anything else as it is. */
function sortable(bound: Bound): Bound {
  if (typeof bound !== 'string') return bound;
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.(\d{1,6}))?)?Z?$/.exec(
    bound,
  );
  if (!parts) return null;
  const [, day, minute = '00:00', second = ':00', fraction = ''] = parts;
  return `${day} ${minute}${second}.${fraction.padEnd(6, '0')}`;
}

/** How a column's statistics are compared with the values of filters. */
interface Comparable {
  readonly isPlace: boolean;
  readonly isMoment: boolean;
}

function excludes(
  group: RowGroup,
  { dimension, op, values: given }: Filter,
  { isPlace, isMoment }: Comparable,
): boolean {
  const own = group.columns[dimension];
  const values = isMoment ? given.map(sortable) : given;
  const [value] = values;
  if (!own || value === undefined) return false;
  const stats = isMoment ? { min: sortable(own.min), max: sortable(own.max) } : own;
  const boundsFor = (one: Bound) => (isPlace ? cutTo(stats, String(one)) : stats);
  switch (op) {
    case '=':
    case 'in':
      return values.every((one) => outside(boundsFor(one), one, one));
    case '<':
      return (
        outside(boundsFor(value), null, value) ||
        (isMoment && value !== null && stats.min === value)
      );
    case '>':
      return (
        outside(boundsFor(value), value, null) ||
        (isMoment && value !== null && stats.max === value)
      );
    case '<=':
      return outside(boundsFor(value), null, value);
    case '>=':
      return outside(boundsFor(value), value, null);
    case '!=':
    case 'not-in':
      return false;
  }
}

function typeOf({ columns }: ManifestDataset, column: string): string | undefined {
  return columns.find(({ name }) => name === column)?.type;
}

/** Dates outside the asked range can be left out only where no answer looks back past them. */
function rangeFilters({ dataset, plan, query }: Wanted): Filter[] {
  const period = columnInRole(dataset, 'period');
  const range = countedRange(query, plan.grain);
  const datasets = new Set(measuresOf(plan.indicator.formula).map((measure) => measure.dataset));
  if (!range || !period || looksBack(plan, query) || datasets.size > 1) return [];
  if (typeOf(dataset, period) === 'TIMESTAMP') {
    const { from, before } = momentsOf(range);
    return [
      { dimension: period, op: '>=', values: [from] },
      { dimension: period, op: '<', values: [before] },
    ];
  }
  return [
    { dimension: period, op: '>=', values: [range.from] },
    { dimension: period, op: '<=', values: [range.to] },
  ];
}

/** Whether the last one or the number of the periods goes in, which all rows tell and not only those that a question
 * keeps: for all but flows, where several periods become one. */
function needsAllPeriods({ dataset, measure, plan }: Wanted): boolean {
  const columnOf = (name: string) => dataset.columns.find((column) => column.name === name);
  const period = columnOf(columnInRole(dataset, 'period') ?? '');
  const isBundled = plan.grain !== dataset.grain || period?.type === 'TIMESTAMP';
  return isBundled && columnOf(measure.column)?.time !== 'sum';
}

/** Positions of the row groups of a file that can hold what a measure is added up from, ascending. */
export function keptGroups({ rowGroups }: ExtractFile, wanted: Wanted): number[] {
  const { dataset, measure, plan } = wanted;
  const place = columnInRole(dataset, 'place');
  const asked = needsAllPeriods(wanted) ? [] : namedFilters(dataset, plan.where);
  // Whether a district has rows of its own shows in all of them, not only in those that are counted.
  const own = needsAlias(dataset, readPlan(plan))
    ? asked.filter(({ dimension }) => dimension === place)
    : [...measure.where, ...asked];
  const filters = [...own, ...rangeFilters(wanted)];
  const told = filters.map((filter) => ({
    filter,
    isPlace: filter.dimension === place,
    isMoment: typeOf(dataset, filter.dimension) === 'TIMESTAMP',
  }));
  return rowGroups.flatMap((group, index) =>
    told.some(({ filter, ...how }) => excludes(group, filter, how)) ? [] : [index],
  );
}

/** Rows of some row groups, and bytes of some of their columns. */
export function sizeOf(
  { rowGroups }: ExtractFile,
  { groups, columns }: { groups: readonly number[]; columns: readonly string[] },
): { rows: number; bytes: number } {
  const kept = groups.flatMap((index) => rowGroups[index] ?? []);
  const bytesOf = (group: RowGroup) =>
    columns.reduce((sum, name) => sum + (group.columns[name]?.bytes ?? 0), 0);
  return {
    rows: kept.reduce((sum, { rows }) => sum + rows, 0),
    bytes: kept.reduce((sum, group) => sum + bytesOf(group), 0),
  };
}
