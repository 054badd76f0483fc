import { z } from 'zod';
import { Cadence } from '../model/cadence.ts';
import { KebabId, Sha256 } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { Grain, IsoDate } from '../model/period.ts';
import { DataClass } from '../model/viewer.ts';
import { Bands } from './bands.ts';
import { Caveat } from './caveat.ts';
import { ColumnRole } from './column-role.ts';
import { DatasetCut } from './dataset-cut.ts';
import { DatasetPlaces } from './dataset-places.ts';
import { RowAccount } from './mapping-report.ts';
import { TimeRule } from './measure.ts';
import { QualitySummary } from './quality-summary.ts';
import { RollupContent } from './rollup.ts';
import { SmallCells } from './small-cells-rule.ts';

const Bound = z.union([z.string(), z.number(), z.null()]);

/** Statistics of one column in one row group; `min` and `max` are inclusive: numbers, texts, days, moments
 * `2024-03-01 13:00:00`, `false` or `true`. Null where nothing is known of them. */
export const ColumnStats = z.strictObject({
  min: Bound,
  max: Bound,
  nulls: z.number().int().min(0),
  bytes: z.number().int().min(0),
  /** SHA-256 of its bytes, in files that are not fetched whole. */
  hash: Sha256.optional(),
});
export type ColumnStats = z.infer<typeof ColumnStats>;

/** A row group of a Parquet file: where it lies and what it holds. */
export const RowGroup = z.strictObject({
  offset: z.number().int().min(0),
  bytes: z.number().int().min(0),
  rows: z.number().int().min(0),
  columns: z.record(z.string(), ColumnStats),
});
export type RowGroup = z.infer<typeof RowGroup>;

/** Bytes of a file up to which a browser fetches it whole and checks its name. Of larger ones it fetches columns of
 * row groups, each of which therefore has a hash of its own. */
export const WHOLE_FILE_BYTES = 4_000_000;

/** A file of an extract, named by the hash of its bytes. */
export const ExtractFile = z.strictObject({
  role: z.enum(['base', 'rollup', 'geometry', 'twin']),
  format: z.enum(['parquet', 'geojson', 'duckdb']),
  hash: Sha256,
  bytes: z.number().int().min(0),
  rows: z.number().int().min(0),
  rowGroups: z.array(RowGroup),
  /** SHA-256 of what follows the last row group, in files that are not fetched whole. */
  footerHash: Sha256.optional(),
  /** Of rollups only. */
  rollup: RollupContent.optional(),
});
export type ExtractFile = z.infer<typeof ExtractFile>;

const ManifestColumn = z.strictObject({
  name: z.string(),
  type: z.string(),
  role: ColumnRole,
  title: Localized,
  unit: z.string().optional(),
  time: TimeRule.optional(),
  /** Of a text: shapes in WGS84, each a GeoJSON geometry. */
  format: z.literal('geojson').optional(),
  values: z.record(z.string(), Localized).optional(),
  /** Whether its values are kept from the viewer: all are empty. */
  masked: z.literal(true).optional(),
});

/** A file of `extracts/intake/<class>`, named by the hash of its bytes: what became of the rows of one source table. */
export const IntakeFile = z.strictObject({
  part: z.enum(['report', 'quarantine', 'totals', 'duplicates', 'flags']),
  format: z.enum(['json', 'parquet']),
  hash: Sha256,
  bytes: z.number().int().min(0),
});
export type IntakeFile = z.infer<typeof IntakeFile>;

/** Personal data of one source column that a version holds in the clear; kept by its mapping, or nobody decided (null). */
export const PersonalPublished = z.strictObject({
  column: z.string(),
  kind: z.string(),
  decision: z.literal('keep').nullable(),
});
export type PersonalPublished = z.infer<typeof PersonalPublished>;

/** One source table that a version was made from, with the account of its rows. */
export const Intake = z.strictObject({
  input: z.strictObject({
    file: z.string(),
    table: z.string(),
    bytes: z.number().int().min(0),
    sha256: Sha256,
  }),
  mapping: z.strictObject({ id: KebabId, version: z.string() }),
  account: RowAccount,
  /** Cases flagged for a person to look at. */
  flags: z.number().int().min(0),
  files: z.array(IntakeFile),
  /** Absent where there is none. */
  personal: z.array(PersonalPublished).optional(),
});
export type Intake = z.infer<typeof Intake>;

/** A dataset as it stands in one manifest: an immutable cut with all that a proof must say. */
export const ManifestDataset = z.strictObject({
  id: KebabId,
  version: z.string(),
  contractVersion: z.string(),
  class: DataClass,
  title: Localized,
  publisher: Localized,
  source: Localized,
  licence: z.strictObject({ id: z.string(), note: Localized.optional() }),
  ownerDepartment: KebabId,
  cadence: Cadence,
  grain: Grain,
  asOf: IsoDate,
  columns: z.array(ManifestColumn),
  /** Levels above numeric dimensions; absent where there are none. */
  bands: z.array(Bands).min(1).optional(),
  /** Columns that identify a row; absent in manifests of before they were kept. */
  key: z.array(z.string()).optional(),
  /** Levels and gaps of its places; absent without a place column and in manifests of before they were kept. */
  places: DatasetPlaces.optional(),
  /** Absent where the dataset was published without a diagnosis. */
  quality: QualitySummary.optional(),
  caveats: z.array(Caveat),
  /** Of versions that were brought as files; absent for the figures that ship with the product. */
  intake: z.array(Intake).min(1).optional(),
  /** Why its columns differ from the version before so that readers may break; absent where they do not. */
  changeReason: z.string().min(1).optional(),
  files: z.array(ExtractFile).min(1),
  /** Of a dataset whose small counts are hidden: its files hold the rest alone. */
  smallCells: z
    .strictObject({
      rule: SmallCells,
      /** Name of the file with all counts in the folder `inside`: a keyed hash, which tells nothing of its content. */
      inside: Sha256,
      /** Counts whose cells are empty for it; absent in manifests of before they were told. */
      hidden: z.number().int().min(0).optional(),
    })
    .optional(),
  /** Of a viewer's manifest: what of the dataset its files hold; absent where that is all. */
  cut: DatasetCut.optional(),
});
export type ManifestDataset = z.infer<typeof ManifestDataset>;

/** The immutable list of extracts that answers are computed from; its id is the hash of its content. */
export const Manifest = z.strictObject({
  v: z.literal(1),
  id: Sha256,
  builtAt: z.iso.datetime(),
  datasets: z.array(ManifestDataset),
  /** Of what a viewer sees of the manifest of that id, where it is not all: names this part of it. */
  cut: Sha256.optional(),
});
export type Manifest = z.infer<typeof Manifest>;

/** The dataset of that id.
 * @throws Error when the manifest does not hold it: contracts are checked when they are loaded. */
export function datasetOf(manifest: Manifest, id: string): ManifestDataset {
  const found = manifest.datasets.find((dataset) => dataset.id === id);
  if (!found) throw new Error(`dataset ${id} is not in manifest ${manifest.id}`);
  return found;
}

/** The Parquet file that is the truth of a dataset. */
export function baseFile(dataset: ManifestDataset): ExtractFile {
  const found = dataset.files.find((file) => file.role === 'base');
  if (!found) throw new Error(`dataset ${dataset.id} has no base file`);
  return found;
}
