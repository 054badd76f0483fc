import { DISTRICTS } from '@bada/shared';
import type {
  ColumnProfile,
  DatasetNode,
  DatasetProfile,
  NodeColumn,
} from '@bada/shared/catalogue';
import { binEdge, type LinkedDimension, type LinkedModel } from '@bada/shared/linked';

/** A column among linked views: what it is divided by, and how a slot of it is called. */
export interface LinkedAxis {
  readonly column: NodeColumn;
  readonly dimension: LinkedDimension;
}

/** What the bars stand for. */
export type LinkedWeight =
  | { readonly kind: 'rows' }
  | { readonly kind: 'sum' | 'median'; readonly column: string };

/** Views beside one another before a page is crowded. */
const MOST_AXES = 6;
const BINS = 24;
const DAY = 86_400_000;
/** Months that a chart shows one by one; more go by years. */
const MOST_MONTHS = 48;
/** Days of a bin that holds one first day of a month, if it begins this many days before the first. */
const MONTH_STEP = 30;
const MONTH_LEAD = 3;
const YEAR_STEP = 365;
/** Views share one name for what they measure. */
export const WEIGHT = 'weight';
/** The view that counts what everyone's choice leaves. */
export const TOTAL = 'total';

function isWhole({ type }: NodeColumn): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER)/.test(type);
}

function dayOf(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY);
}

/** The date of a day counted from 1970-01-01. */
export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function monthsBetween(from: string, to: string): number {
  const month = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return month(to) - month(from);
}

/** Bins of dates: by months where the dates are their first days and few, else by years; other dates
 * by as many days as fit. */
function dateBins(min: string, max: string, grain: DatasetNode['grain']) {
  const span = dayOf(max) - dayOf(min) + 1;
  const months = monthsBetween(min, max);
  const isDaily = grain === 'day' || grain === 'hour';
  const isMonthly = !isDaily && grain !== 'year';
  if (isMonthly && months < MOST_MONTHS && min.endsWith('-01')) {
    return { from: dayOf(min) - MONTH_LEAD, step: MONTH_STEP, count: months + 1 };
  }
  if (!isDaily || span > YEAR_STEP * 3) {
    const years = Number(max.slice(0, 4)) - Number(min.slice(0, 4));
    return { from: dayOf(`${min.slice(0, 4)}-01-01`), step: YEAR_STEP, count: years + 1 };
  }
  const step = Math.ceil(span / BINS);
  return { from: dayOf(min), step, count: Math.ceil(span / step) };
}

/** A width of 1, 2 or 5 times a power of ten that is no smaller. */
function niceStep(width: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const step = [1, 2, 5, 10].find((one) => one * power >= width * (1 - 1e-9)) ?? 10;
  return whole ? Math.max(1, Math.round(step * power)) : step * power;
}

function numberBins(min: number, max: number, whole: boolean) {
  // Fractions closer than doubles can tell apart share a bin.
  const least = Math.max(Math.abs(min), Math.abs(max), 1) * 1e-9;
  const span = whole ? max - min + 1 : Math.max(max - min, least);
  const step = niceStep(span / BINS, whole);
  const from = Math.floor(min / step) * step;
  // The greatest value lies within the last bin, whose upper edge does not belong to it.
  return { from, step, count: Math.floor((max - from) / step) + 1 };
}

function valuesOf({ role, values }: NodeColumn, { spread }: ColumnProfile): string[] {
  if (spread.kind !== 'top') return [];
  const found = spread.values.map(({ value }) => value);
  const listed = role === 'place' ? DISTRICTS.map(({ place }) => place) : Object.keys(values ?? {});
  const isComplete = found.length > 0 && found.every((value) => listed.includes(value));
  return isComplete ? listed : found;
}

function dimensionOf(
  column: NodeColumn,
  profile: ColumnProfile,
  grain: DatasetNode['grain'],
): LinkedDimension | undefined {
  const { name } = column;
  const { min, max } = profile;
  const own = { name, column: name };
  if (column.type === 'DATE' && typeof min === 'string' && typeof max === 'string') {
    return { kind: 'binned', ...own, type: 'date', ...dateBins(min, max, grain) };
  }
  if (typeof min === 'number' && typeof max === 'number') {
    const type = isWhole(column) ? 'integer' : 'double';
    return { kind: 'binned', ...own, type, ...numberBins(min, max, type === 'integer') };
  }
  const values = column.type === 'VARCHAR' ? valuesOf(column, profile) : [];
  return values.length > 0 ? { kind: 'coded', ...own, type: 'text', values } : undefined;
}

const ORDER: readonly NodeColumn['role'][] = ['period', 'place', 'dimension', 'measure'];

/** The columns of a dataset that can be seen together: time, places, categories, then measures. What
 * holds one value only, or a name of each row, tells nothing. */
export function linkedAxes(dataset: DatasetNode, { columns, rows }: DatasetProfile): LinkedAxis[] {
  const profiles = new Map(columns.map((profile) => [profile.name, profile]));
  const axes = dataset.columns.flatMap((column): LinkedAxis[] => {
    const profile = profiles.get(column.name);
    if (!profile || !ORDER.includes(column.role) || profile.distinct < 2) return [];
    if (column.type === 'VARCHAR' && profile.distinct === rows) return [];
    const dimension = dimensionOf(column, profile, dataset.grain);
    return dimension ? [{ column, dimension }] : [];
  });
  const byRole = (one: LinkedAxis, other: LinkedAxis) =>
    ORDER.indexOf(one.column.role) - ORDER.indexOf(other.column.role);
  return axes.toSorted(byRole).slice(0, MOST_AXES);
}

/** Columns that can be summed up in the bars. */
export function weighable(dataset: DatasetNode): NodeColumn[] {
  return dataset.columns.filter(({ role, type }) => role === 'measure' && type !== 'VARCHAR');
}

function measureOf(weight: LinkedWeight): LinkedModel['views'][number]['measures'][number] {
  switch (weight.kind) {
    case 'rows':
      return { name: WEIGHT, agg: 'count' };
    case 'sum':
      return { name: WEIGHT, agg: 'sum', column: weight.column };
    case 'median':
      return { name: WEIGHT, agg: 'quantile', column: weight.column, q: 0.5 };
  }
}

/** One view per axis, and one that counts what is left. */
export function linkedModel(
  dataset: DatasetNode,
  rows: number,
  { axes, weight }: { axes: readonly LinkedAxis[]; weight: LinkedWeight },
): LinkedModel {
  const measures = [measureOf(weight)];
  const names = axes.map(({ column }) => column.name);
  const own = weight.kind === 'rows' ? [] : [weight.column];
  const columns = [...new Set([...names, ...own])];
  return {
    tables: [{ name: dataset.id, rows, columns }],
    dimensions: axes.map(({ dimension }) => dimension),
    views: [
      ...names.map((name) => ({ id: name, by: [name], measures })),
      { id: TOTAL, by: [], measures: [{ name: WEIGHT, agg: 'count' as const }] },
    ],
  };
}

/** The day or number at which a bin begins; for months and years the day that names them. */
export function binStart(
  dimension: Extract<LinkedDimension, { kind: 'binned' }>,
  bin: number,
): number {
  if (dimension.type !== 'date') return Number(binEdge(dimension, bin).toPrecision(12));
  const { from, step } = dimension;
  if (step === YEAR_STEP) {
    const year = Number(dateOf(from).slice(0, 4)) + bin;
    return dayOf(`${year}-01-01`);
  }
  if (step !== MONTH_STEP) return binEdge(dimension, bin);
  const first = dateOf(from + MONTH_LEAD);
  const month = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + bin;
  return Math.floor(Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY);
}

/** Length of the periods that a date's bins stand for. */
export function binGrain({ step }: { readonly step: number }): 'year' | 'month' | 'day' {
  if (step === YEAR_STEP) return 'year';
  return step === MONTH_STEP ? 'month' : 'day';
}
