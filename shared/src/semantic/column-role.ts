import { z } from 'zod';

/** What a column is to a query. */
export const ColumnRole = z.enum([
  'place',
  'period',
  'dimension',
  'measure',
  'status',
  'attribute',
]);
export type ColumnRole = z.infer<typeof ColumnRole>;
