import { z } from 'zod';

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Sheets of a workbook; `dates` and `moments` are the columns that hold day numbers, from 0, those of moments with the
 * clock as a fraction. */
export const WorkbookInput = z.object({
  sheets: z.array(
    z.object({
      /** At most 31 characters, as spreadsheets have it. */
      name: z.string().min(1).max(31),
      /** The header first. */
      rows: z.array(z.array(Cell)),
      dates: z.array(z.number().int().min(0)),
      moments: z.array(z.number().int().min(0)).optional(),
    }),
  ),
});
export type WorkbookInput = z.infer<typeof WorkbookInput>;
