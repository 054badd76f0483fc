import { z } from 'zod';
import { Sha256 } from '../model/ids.ts';

const Side = z.record(z.string(), z.string().nullable());

/** Kinds of differences between the rows of two versions. */
export const RowChangeKind = z.enum(['added', 'removed', 'changed']);
export type RowChangeKind = z.infer<typeof RowChangeKind>;

/** Two versions of a dataset side by side: counts, columns, and a page of differing rows. */
export const VersionDiff = z.strictObject({
  before: Sha256,
  after: Sha256,
  /** Whether rows were matched by a key that both versions hold. */
  keyed: z.boolean(),
  added: z.number().int().min(0),
  removed: z.number().int().min(0),
  changed: z.number().int().min(0),
  same: z.number().int().min(0),
  drift: z.array(
    z.strictObject({
      kind: z.enum(['added', 'removed', 'retyped', 'reordered', 'redefined']),
      column: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      /** Whether readers of the older version may fail or get other numbers. */
      breaking: z.boolean(),
    }),
  ),
  offset: z.number().int().min(0),
  /** Values as text; of a changed row only the columns that differ. */
  rows: z.array(z.strictObject({ kind: RowChangeKind, key: Side, before: Side, after: Side })),
});
export type VersionDiff = z.infer<typeof VersionDiff>;

/** Asks for the version of a dataset that a manifest holds. */
export const VersionRestore = z.strictObject({ manifest: Sha256 });

/** What restoring did: `before` is the manifest to restore from to undo it. */
export const VersionRestored = z.strictObject({ manifest: Sha256, before: Sha256 });
export type VersionRestored = z.infer<typeof VersionRestored>;
