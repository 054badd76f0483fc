import { z } from 'zod';
import { Sha256 } from '../model/ids.ts';
import { RowAccount } from '../semantic/mapping-report.ts';

/** Rows of a published version's account that can be opened; what was kept are the version's own rows. */
export const VersionIntakePart = z.enum(['quarantine', 'totals', 'duplicates', 'flags']);
export type VersionIntakePart = z.infer<typeof VersionIntakePart>;

/** `GET /api/datasets/{id}/versions/{version}/intake`: where the rows of each source table went. `table` names it in
 * `…/intake/{table}/{part}`, which answers with `IngestRows`. Empty for the figures that ship with the product. */
export const VersionIntake = z.strictObject({
  manifest: Sha256,
  version: z.string(),
  tables: z.array(
    z.strictObject({
      table: z.string(),
      /** Name of the file and of the table in it. */
      file: z.string(),
      name: z.string(),
      bytes: z.number().int().min(0),
      sha256: Sha256,
      account: RowAccount,
      /** Cases flagged for a person to look at. */
      flags: z.number().int().min(0),
    }),
  ),
});
export type VersionIntake = z.infer<typeof VersionIntake>;
