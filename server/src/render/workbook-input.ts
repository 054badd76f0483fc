import { z } from 'zod';

const Cell = z.union([z.string(), z.number(), z.null()]);

/** Sheets of a workbook; `dates` are the columns that hold day numbers, from 0. */
export const WorkbookInput = z.object({
  sheets: z.array(
    z.object({
      /** At most 31 characters, as spreadsheets have it. */
      name: z.string().min(1).max(31),
      /** The header first. */
      rows: z.array(z.array(Cell)),
      dates: z.array(z.number().int().min(0)),
    }),
  ),
});
export type WorkbookInput = z.infer<typeof WorkbookInput>;
