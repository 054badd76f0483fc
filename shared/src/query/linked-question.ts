import { z } from 'zod';
import { Clause } from './linked-selection.ts';
import { LinkedDimension } from './linked-view.ts';

const Name = z.string().min(1).max(80);

const Component = z.discriminatedUnion('agg', [
  z.strictObject({ agg: z.literal('rows') }),
  z.strictObject({ agg: z.enum(['present', 'sum', 'min', 'max', 'distinct']), column: Name }),
  z.strictObject({
    agg: z.literal('quantile'),
    column: Name,
    q: z.number().min(0).max(1),
  }),
]);

const Scan = z.strictObject({
  dimensions: z.array(Name).max(3),
  clauses: z.array(Clause).max(20),
  components: z.array(Component).min(1).max(24),
});

/** What linked views ask of the rows of one dataset, for a server to answer in place of the browser. */
export const LinkedQuestion = z.strictObject({
  dimensions: z.array(LinkedDimension).min(1).max(12),
  scans: z.array(Scan).min(1).max(24),
});
export type LinkedQuestion = z.infer<typeof LinkedQuestion>;

/** Columns of numbers, all of one length; null where there is nothing. */
export const LinkedNumbers = z.record(z.string(), z.array(z.number().nullable()));
export type LinkedNumbers = z.infer<typeof LinkedNumbers>;
