import { DISTRICTS } from '@bada/shared';
import type {
  ColumnProfile,
  DatasetNode,
  DatasetProfile,
  NodeColumn,
} from '@bada/shared/catalogue';
import {
  binEdge,
  type Clause,
  firstDayOf,
  type LinkedDimension,
  type LinkedModel,
} from '@bada/shared/linked';

/** A column among linked views: what it is divided by, and how a slot of it is called. */
export interface LinkedAxis {
  readonly column: NodeColumn;
  readonly dimension: LinkedDimension;
}

/** What the bars stand for. */
export type LinkedWeight =
  | { readonly kind: 'rows' }
  | { readonly kind: 'sum' | 'mean' | 'median'; readonly column: string };

/** Views beside one another before a page is crowded. */
const MOST_AXES = 6;
const BINS = 24;
const DAY = 86_400_000;
/** Months that a chart shows one by one; more go by years. */
const MOST_MONTHS = 48;
/** Days that go by a few days a bin; more go by months. */
const MOST_DAYS = 366;
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

function monthOf(date: string): number {
  return (Number(date.slice(0, 4)) - 1970) * 12 + Number(date.slice(5, 7)) - 1;
}

/** Bins of dates: by months where they are few, else by years; those of daily figures over a short
 * time by as many days as fit. */
function dateBins(min: string, max: string, grain: DatasetNode['grain']) {
  const days = dayOf(max) - dayOf(min) + 1;
  const months = monthOf(max) - monthOf(min) + 1;
  if ((grain === 'day' || grain === 'hour') && days <= MOST_DAYS) {
    const step = Math.ceil(days / BINS);
    return { type: 'date' as const, from: dayOf(min), step, count: Math.ceil(days / step) };
  }
  if (grain !== 'year' && months <= MOST_MONTHS) {
    return { type: 'month' as const, from: monthOf(min), step: 1, count: months };
  }
  const year = Number(min.slice(0, 4));
  return { type: 'year' as const, from: year, step: 1, count: Number(max.slice(0, 4)) - year + 1 };
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
    return { kind: 'binned', ...own, ...dateBins(min, max, grain) };
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

/** Columns that the bars can show. */
export function weighable(dataset: DatasetNode): NodeColumn[] {
  return dataset.columns.filter(({ role, type }) => role === 'measure' && type !== 'VARCHAR');
}

/** What may be shown of a column: a stock or a rate is not added up over places and periods. */
export function weightsOf({ name, time }: NodeColumn): Exclude<LinkedWeight, { kind: 'rows' }>[] {
  const first = time === 'sum' ? ('sum' as const) : ('mean' as const);
  return [
    { kind: first, column: name },
    { kind: 'median', column: name },
  ];
}

/** What all views hold to: where a dataset has rows of districts and of their dongs, those of
 * districts, so that nobody is counted twice. */
export function linkedBase(
  axes: readonly LinkedAxis[],
  levels: readonly string[] | undefined,
): Clause[] {
  const place = axes.find(({ column }) => column.role === 'place');
  const isMixed = levels?.includes('district') && levels.length > 1;
  if (!place || !isMixed) return [];
  const values = DISTRICTS.map(({ place: code }) => code);
  return [{ type: 'places', view: '*', dimension: place.column.name, values }];
}

function measureOf(weight: LinkedWeight): LinkedModel['views'][number]['measures'][number] {
  switch (weight.kind) {
    case 'rows':
      return { name: WEIGHT, agg: 'count' };
    case 'sum':
    case 'mean':
      return { name: WEIGHT, agg: weight.kind, column: weight.column };
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

/** The day or number at which a bin begins. */
export function binStart(
  dimension: Extract<LinkedDimension, { kind: 'binned' }>,
  bin: number,
): number {
  const edge = binEdge(dimension, bin);
  const isNumber = dimension.type === 'integer' || dimension.type === 'double';
  return isNumber ? Number(edge.toPrecision(12)) : firstDayOf(dimension, edge);
}

/** Length of the periods that bins of time stand for; `undefined` for numbers. */
export function binGrain({
  type,
}: Extract<LinkedDimension, { kind: 'binned' }>): 'year' | 'month' | 'day' | undefined {
  if (type === 'date') return 'day';
  return type === 'month' || type === 'year' ? type : undefined;
}
