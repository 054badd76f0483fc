import { z } from 'zod';
import { KebabId, Sha256 } from '../model/ids.ts';
import { Grain, PeriodStart } from '../model/period.ts';
import { saying } from '../model/saying.ts';
import { Filter } from '../semantic/measure.ts';

const TimeRange = z.union([
  z
    .strictObject({ from: PeriodStart, to: PeriodStart })
    .refine(({ from, to }) => from.slice(0, to.length) <= to, {
      ...saying({ ko: 'from이 to보다 늦을 수 없습니다', en: 'from must not be after to' }),
    }),
  z.strictObject({ last: z.number().int().min(1).max(1000), grain: Grain }),
]);

/** What a period is compared with. */
export const Comparison = z.union([
  z.enum(['previous-period', 'same-period-last-year']),
  z.strictObject({ period: PeriodStart }),
]);
export type Comparison = z.infer<typeof Comparison>;

/** A question to the data as plain data: the same shape in URLs, boards, exports and the API.
 * `by` holds at most one place level, at most one grain, and dimensions; time ends are inclusive. */
export const MetricQuery = z.strictObject({
  v: z.literal(1),
  indicators: z
    .array(z.strictObject({ id: KebabId, version: z.number().int().positive().optional() }))
    .min(1)
    .max(50),
  by: z.array(z.string().min(1).max(80)).max(8).default([]),
  where: z.array(Filter).max(20).default([]),
  time: TimeRange.optional(),
  compare: Comparison.optional(),
  orderBy: z
    .strictObject({
      column: z.enum(['value', 'place', 'period']),
      direction: z.enum(['asc', 'desc']),
    })
    .optional(),
  limit: z.number().int().min(1).max(100_000).optional(),
  manifest: Sha256.optional(),
});
export type MetricQuery = z.infer<typeof MetricQuery>;
