import { z } from 'zod';
import { saying } from '../model/saying.ts';

const DAY = 86_400_000;
/** Months since 1970-01 between which a date can be written. */
const MONTHS = { least: -23_628, most: 96_347 };
const Name = z.string().min(1).max(80);

/** Bins are counted in the unit of the column. Those of a DATE are as long as their type says: days or
 * months since 1970-01-01, or years of our era. */
const BinnedDimension = z
  .strictObject({
    kind: z.literal('binned'),
    name: Name,
    column: Name,
    type: z.enum(['integer', 'double', 'date', 'month', 'year']),
    /** Lower edge of the first bin, inclusive. */
    from: z.number(),
    /** Width of a bin, > 0. */
    step: z.number().positive(),
    /** Number of bins, e.g. one per pixel of the axis. */
    count: z.number().int().min(1).max(8192),
  })
  .refine(
    ({ type, from, step }) =>
      type === 'double' || (Number.isInteger(from) && Number.isInteger(step)),
    saying({
      ko: '정수와 날짜의 구간은 정수에서 나뉘어야 합니다',
      en: 'bins of whole numbers and dates have whole edges',
    }),
  );

/** Values of a dimension in the order in which they are shown. */
const CodedDimension = z.strictObject({
  kind: z.literal('coded'),
  name: Name,
  column: Name,
  type: z.enum(['text', 'integer']),
  values: z
    .array(z.union([z.string().max(200), z.number().int()]))
    .min(1)
    .max(8192),
});

type Binned = z.infer<typeof BinnedDimension>;

/** What linked views are brushed and broken down by. Each value falls into one slot.
 * Binned: 0 missing, 1 below the first bin, 2 … count + 1 the bins, count + 2 above the last bin.
 * Coded: 0 missing, 1 … n the values, n + 1 any other value. */
export const LinkedDimension = z.discriminatedUnion('kind', [BinnedDimension, CodedDimension]);
export type LinkedDimension = z.infer<typeof LinkedDimension>;

/** What a view shows per slot of its breakdown. */
export const LinkedMeasure = z.discriminatedUnion('agg', [
  z.strictObject({ name: Name, agg: z.literal('count') }),
  z.strictObject({ name: Name, agg: z.enum(['sum', 'mean', 'min', 'max']), column: Name }),
  z.strictObject({ name: Name, agg: z.literal('ratio'), numerator: Name, denominator: Name }),
  z.strictObject({
    name: Name,
    agg: z.literal('quantile'),
    column: Name,
    q: z.number().min(0).max(1),
  }),
  z.strictObject({ name: Name, agg: z.literal('distinct'), column: Name }),
]);
export type LinkedMeasure = z.infer<typeof LinkedMeasure>;

/** A view among others: its breakdown (names of dimensions) and its measures. */
export const LinkedView = z.strictObject({
  id: Name,
  by: z.array(Name).max(2),
  measures: z.array(LinkedMeasure).min(1).max(12),
});
export type LinkedView = z.infer<typeof LinkedView>;

/** A table that can be read: the rows themselves, or a rollup whose columns are dimensions, sums
 * without missing values, and `count`, the number of rows that each of its rows stands for. */
export const LinkedTable = z.strictObject({
  name: Name,
  rows: z.number().int().nonnegative(),
  columns: z.array(Name).min(1),
  count: Name.optional(),
});
export type LinkedTable = z.infer<typeof LinkedTable>;

/** Linked views over one set of rows, which may be there as several tables. */
export const LinkedModel = z.strictObject({
  tables: z.array(LinkedTable).min(1),
  dimensions: z.array(LinkedDimension).min(1),
  views: z.array(LinkedView).min(1),
});
export type LinkedModel = z.infer<typeof LinkedModel>;

/** Number of slots of a dimension. */
export function slotCount(dimension: LinkedDimension): number {
  return dimension.kind === 'binned' ? dimension.count + 3 : dimension.values.length + 2;
}

/** Lower edge of a bin; `count` gives the upper edge of the last one. */
export function binEdge(dimension: Binned, bin: number): number {
  return dimension.from + bin * dimension.step;
}

/** The day, counted from 1970-01-01, on which a day, month or year of a dimension begins. */
export function firstDayOf({ type }: Pick<Binned, 'type'>, value: number): number {
  if (type !== 'month' && type !== 'year') return value;
  const months = type === 'month' ? value : (value - 1970) * 12;
  return Math.round(Date.UTC(1970, Math.min(Math.max(months, MONTHS.least), MONTHS.most), 1) / DAY);
}

/** @throws Error when the model has no such dimension */
export function dimensionOf(model: LinkedModel, name: string): LinkedDimension {
  const found = model.dimensions.find((dimension) => dimension.name === name);
  if (!found) throw new Error(`there is no dimension ${name}`);
  return found;
}

/** @throws Error when the model has no such view */
export function linkedView(model: LinkedModel, id: string): LinkedView {
  const found = model.views.find((view) => view.id === id);
  if (!found) throw new Error(`there is no view ${id}`);
  return found;
}

/** Number of keys of a view: slots of its first dimension times those of its second. */
export function keyCount(model: LinkedModel, view: LinkedView): number {
  return view.by.reduce((keys, name) => keys * slotCount(dimensionOf(model, name)), 1);
}
