import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import { saying } from '../model/saying.ts';
import { UnitId } from './unit.ts';

/** Comparison operators of filters. */
export const FilterOp = z.enum(['=', '!=', '<', '<=', '>', '>=', 'in', 'not-in']);
export type FilterOp = z.infer<typeof FilterOp>;

/** A condition on a dimension; `in` and `not-in` take several values, the others one. */
export const Filter = z
  .strictObject({
    dimension: z.string().min(1),
    op: FilterOp,
    values: z
      .array(z.union([z.string(), z.number()]))
      .min(1)
      .max(1000),
  })
  .refine(({ op, values }) => op === 'in' || op === 'not-in' || values.length === 1, {
    ...saying({
      ko: '이 연산자에는 값을 하나만 적어야 합니다',
      en: 'one value is expected for this operator',
    }),
    path: ['values'],
  });
export type Filter = z.infer<typeof Filter>;

/** How a column adds up over time: `sum` for flows; for stocks `last` (the last period of a longer one)
 * or `mean` (the mean of its periods, all of which must be known). */
export const TimeRule = z.enum(['sum', 'last', 'mean']);
export type TimeRule = z.infer<typeof TimeRule>;

/** A column of a dataset, over the rows that `where` keeps. */
export const Measure = z.strictObject({
  dataset: KebabId,
  column: z.string().min(1),
  where: z.array(Filter).default([]),
  /** Unit that its values are wanted in, where it is another one than the column's. */
  unit: UnitId.optional(),
});
export type Measure = z.infer<typeof Measure>;

/** Rows in which a column has a value, or its distinct values. */
export const CountedMeasure = Measure.extend({
  /** How the rows add up over time where the column itself does not say: flows unless `last` is named. */
  time: z.enum(['sum', 'last']).optional(),
});
export type CountedMeasure = z.infer<typeof CountedMeasure>;

/** One side of a quotient: a summed column unless it is `counted`. */
export const Term = CountedMeasure.extend({ counted: z.enum(['rows', 'distinct']).optional() });
export type Term = z.infer<typeof Term>;
