import { z } from 'zod';
import { KebabId, Sha256 } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { DataClass } from '../model/viewer.ts';
import { Mapping } from '../semantic/mapping.ts';
import { IngestReport } from '../semantic/mapping-report.ts';
import { ColumnChange, IngestGate } from './publication-preview.ts';

const Count = z.number().int().min(0);

/** Encodings that a text file can be read as. */
export const IngestEncoding = z.enum(['utf-8', 'cp949', 'utf-16le', 'utf-16be']);
export type IngestEncoding = z.infer<typeof IngestEncoding>;

/** How a file is read where a person overrides what was found. */
export const IngestReadOptions = z.strictObject({
  encoding: IngestEncoding.optional(),
  /** One character between the cells of a delimited file. */
  delimiter: z.string().length(1).optional(),
  /** Whether `"` encloses cells of a delimited file. */
  quotes: z.boolean().optional(),
});
export type IngestReadOptions = z.infer<typeof IngestReadOptions>;

/** The file as it was sent, and what it turned out to be once it was read. */
export const IngestFile = z.strictObject({
  name: z.string().min(1),
  bytes: Count,
  sha256: Sha256,
  /** `delimited`, `workbook`, `json`, …; absent before it was read. */
  format: z.string().optional(),
  /** Of text files only. */
  encoding: IngestEncoding.optional(),
  /** Day on which the file is deleted, ISO date-time: counted from its arrival, and anew from a publication. Absent in
   * ingests of before this was kept. */
  deletedAfter: z.iso.datetime().optional(),
  /** Whether its bytes are still there; results stay when it is gone. */
  isKept: z.boolean(),
});
export type IngestFile = z.infer<typeof IngestFile>;

/** Something that is wrong or must be decided. `row` is the number in the file, `column` the source's header; with both
 * it marks a cell of the preview, with `column` alone a column, with neither the whole table. */
export const IngestProblem = z.strictObject({
  /** An error code, or the rule that put a row into quarantine. */
  code: z.string(),
  message: Localized,
  /** What to do about it; absent for rules of quarantine. */
  next: Localized.optional(),
  row: z.number().int().positive().optional(),
  column: z.string().optional(),
  /** Masked text of the cell. */
  value: z.string().optional(),
});
export type IngestProblem = z.infer<typeof IngestProblem>;

/** Personal data found in a column, before anything of it is shown. */
export const IngestPersonal = z.strictObject({
  column: z.string(),
  kind: z.string(),
  count: z.number().int().positive(),
  /** Masked: never the values themselves. */
  examples: z.array(z.string()),
  /** Whether the ingest cannot run before the mapping says what is done with the column. */
  blocks: z.boolean(),
  /** What the mapping says; null while nobody has decided. */
  decision: z.enum(['mask', 'drop', 'keep']).nullable(),
});
export type IngestPersonal = z.infer<typeof IngestPersonal>;

/** Why a part of a proposed mapping is as it is. */
export const IngestReason = z.strictObject({
  /** Header of the column, or `file`, `header`, `pivot`, `totals`, `place`, `positions`. */
  where: z.string(),
  /** 0 to 1; below 0.7 a person should decide. */
  confidence: z.number().min(0).max(1),
  ko: z.string(),
  en: z.string(),
});
export type IngestReason = z.infer<typeof IngestReason>;

/** Where a table's mapping comes from. */
export const TableMapping = z.discriminatedUnion('kind', [
  /** A mapping that is kept fits: nothing is to be done by hand. */
  z.strictObject({ kind: z.literal('known'), mapping: Mapping }),
  /** Proposed from the first rows; to be confirmed by a PUT. `confidence` is that of its least sure part. */
  z.strictObject({
    kind: z.literal('proposed'),
    mapping: Mapping,
    reasons: z.array(IngestReason),
    confidence: z.number().min(0).max(1),
  }),
  /** Confirmed or written by a person; kept for the next file when a version is published from this one. */
  z.strictObject({ kind: z.literal('edited'), mapping: Mapping }),
  /** Left out of the run by a person. */
  z.strictObject({ kind: z.literal('skipped') }),
  /** The table holds nothing to map. */
  z.strictObject({ kind: z.literal('none') }),
]);
export type TableMapping = z.infer<typeof TableMapping>;

/** A cell of a preview; text is cut after 200 characters. */
const PreviewCell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What the mapping makes of the first rows. */
export const ResultPreview = z.strictObject({
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
  /** At most 50 rows. Cells of a column of type `GEOMETRY` are a `ShapeSummary` as JSON. */
  rows: z.array(z.array(PreviewCell)),
});
export type ResultPreview = z.infer<typeof ResultPreview>;

/** One table of the file. */
export const IngestTable = z.strictObject({
  /** Place in the file, from `0`; names the table in addresses. */
  id: z.string().regex(/^\d{1,4}$/),
  /** Sheet, path inside the archive, member of the document, or the file's own name. */
  name: z.string(),
  /** Names of the source's columns as the mapping sees them. */
  header: z.array(z.string()),
  /** Row number of the last header row; 0 where the format names the columns. */
  headerRow: Count,
  /** The first rows after the header, at most 50, everything as text, personal data masked. */
  rows: z.array(
    z.strictObject({ number: z.number().int().positive(), cells: z.array(z.string()) }),
  ),
  mapping: TableMapping,
  /** What the mapping makes of these rows; null while it cannot be run. */
  preview: ResultPreview.nullable(),
  personal: z.array(IngestPersonal),
  problems: z.array(IngestProblem),
});
export type IngestTable = z.infer<typeof IngestTable>;

/** How far a run is. */
export const IngestProgress = z.strictObject({
  phase: z.enum(['waiting', 'reading', 'mapping', 'writing', 'checking']),
  /** Name of the table; '' before the first. */
  table: z.string(),
  rows: Count.optional(),
  bytes: Count.optional(),
  totalBytes: Count.optional(),
  /** 0 to 100 within the phase. */
  percent: z.number().min(0).max(100),
  /** In the phase; absent until it can be told. */
  secondsLeft: Count.optional(),
});
export type IngestProgress = z.infer<typeof IngestProgress>;

/** What became of one table of the file. */
export const IngestResult = z.strictObject({
  table: z.string(),
  report: IngestReport,
  /** Class that the rows are shown under: the contract's, `internal` while there is none. */
  class: DataClass,
});
export type IngestResult = z.infer<typeof IngestResult>;

/** A version that was published from one table. */
export const IngestVersion = z.strictObject({
  table: z.string(),
  dataset: KebabId,
  version: z.string(),
  manifest: Sha256,
  publishedAt: z.iso.datetime(),
  /** Version that was in force before; null for the first, absent in ingests of before this was kept. */
  against: z.string().nullable().optional(),
  /** What became of the columns since then. */
  drift: z.array(ColumnChange),
  /** What the gate said; absent in ingests of before this was kept. */
  gate: IngestGate.optional(),
  /** Why columns change so that readers may break. */
  changeReason: z.string().optional(),
});
export type IngestVersion = z.infer<typeof IngestVersion>;

/** Why an ingest ended without a result. */
export const IngestFailure = z.strictObject({
  code: z.string(),
  message: Localized,
  next: Localized,
  /** What was going on. */
  during: z.enum(['reading', 'running']),
});
export type IngestFailure = z.infer<typeof IngestFailure>;

/** Where an ingest stands. `received → reading → ready → running → done → published`; a known file goes on to `done`
 * without a hand. From `failed` and `cancelled` a mapping can be put or the run started again while the file is kept. */
export const IngestState = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('received') }),
  z.strictObject({ kind: z.literal('reading') }),
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('running'), progress: IngestProgress }),
  z.strictObject({ kind: z.literal('done'), results: z.array(IngestResult) }),
  z.strictObject({
    kind: z.literal('published'),
    results: z.array(IngestResult),
    versions: z.array(IngestVersion).min(1),
  }),
  z.strictObject({ kind: z.literal('failed'), failure: IngestFailure }),
  z.strictObject({ kind: z.literal('cancelled') }),
]);
export type IngestState = z.infer<typeof IngestState>;

/** A department's file on its way to becoming versions of datasets. `version` counts changes from 1 and is the ETag in
 * quotes; the progress of a run does not raise it. */
export const Ingest = z.strictObject({
  v: z.literal(1),
  id: z.uuid(),
  version: z.number().int().positive(),
  owner: z.string().min(1),
  department: KebabId.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  file: IngestFile,
  /** How the file is read where a person said so. */
  read: IngestReadOptions,
  /** Empty before the file was read. */
  tables: z.array(IngestTable),
  state: IngestState,
});
export type Ingest = z.infer<typeof Ingest>;
