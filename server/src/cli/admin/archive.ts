import { z } from 'zod';
import type { TableSum } from '../../store/copy/checksum.ts';

/** First entry of an archive: what it is, and of when. */
export const Head = z.strictObject({
  format: z.literal('bada-backup'),
  v: z.literal(1),
  /** Version of the program that wrote it. */
  program: z.string(),
  madeAt: z.iso.datetime(),
  database: z.enum(['sqlite', 'postgres']),
  /** Migrations that made its tables. */
  migrations: z.array(z.string()),
});
export type Head = z.infer<typeof Head>;

const TableSumDocument = z.strictObject({
  table: z.string(),
  rows: z.number().int().min(0),
  sum: z.string().regex(/^[0-9a-f]{64}$/),
}) satisfies z.ZodType<TableSum>;

const FileSum = z.strictObject({
  /** Relative to `BADA_HOME`. */
  path: z.string(),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
/** A file of the archive. */
export type FileSum = z.infer<typeof FileSum>;

/** Last entry of an archive; one without it was cut off. */
export const Sums = z.strictObject({
  tables: z.array(TableSumDocument),
  files: z.array(FileSum),
});
export type Sums = z.infer<typeof Sums>;

/** Entries of an archive by name. An archive is a tar, compressed with gzip, that any tool opens. */
export const ENTRIES = {
  head: 'bada-backup.json',
  files: 'files/',
  store: 'store/',
  sums: 'checksums.json',
} as const;

/** Folders of `BADA_HOME` that are part of a backup: all that cannot be made again from the store.
 * Secrets are not: they are carried by hand. */
export const FOLDERS = ['extracts', 'lineage', 'stamps', 'ingests'] as const;
