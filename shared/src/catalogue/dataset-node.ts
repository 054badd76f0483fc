import { z } from 'zod';
import { Cadence } from '../model/cadence.ts';
import { KebabId, Sha256 } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { Grain, IsoDate } from '../model/period.ts';
import { DataClass } from '../model/viewer.ts';
import { Caveat } from '../semantic/caveat.ts';
import { ColumnRole } from '../semantic/column-role.ts';
import { ToldCut } from '../semantic/dataset-cut.ts';
import { TimeRule } from '../semantic/measure.ts';
import { QualitySummary } from '../semantic/quality-summary.ts';

/** A column as the catalogue knows it: what the extract holds and what the contract says of it. */
export const NodeColumn = z.strictObject({
  name: z.string().min(1),
  /** DuckDB type. */
  type: z.string().min(1),
  role: ColumnRole,
  title: Localized,
  /** Korean name of the standard term, as the contract writes it. */
  businessName: z.string().optional(),
  description: Localized.optional(),
  /** English abbreviation of the standard term, e.g. `SGG_CD`. */
  term: z.string().optional(),
  unit: z.string().optional(),
  time: TimeRule.optional(),
  /** Of a text: shapes in WGS84, each a GeoJSON geometry. */
  format: z.literal('geojson').optional(),
  required: z.boolean(),
  /** Place in the primary key from 1; null outside of it. */
  key: z.number().int().positive().nullable(),
  values: z.record(z.string(), Localized).optional(),
  /** Whether its values are kept from the viewer. */
  masked: z.literal(true).optional(),
});
export type NodeColumn = z.infer<typeof NodeColumn>;

const NodeFile = z.strictObject({
  role: z.enum(['base', 'rollup', 'geometry', 'twin']),
  format: z.enum(['parquet', 'geojson', 'duckdb']),
  hash: Sha256,
  bytes: z.number().int().min(0),
  rows: z.number().int().min(0),
});

/** A dataset in the catalogue's graph: the one thing that every open format is a projection of. */
export const DatasetNode = z.strictObject({
  id: KebabId,
  version: z.string().min(1),
  contractVersion: z.string().min(1),
  /** Class by which it is judged today. */
  class: DataClass,
  /** Class whose folder holds its files, where that is another: it was published as such. */
  folder: DataClass.optional(),
  title: Localized,
  /** Two sentences: what it holds, and how it may be used. */
  summary: Localized,
  purpose: Localized.optional(),
  limitations: Localized.optional(),
  usage: Localized.optional(),
  /** Law or rule by which the owner keeps it (보유근거). */
  legalBasis: Localized.optional(),
  publisher: Localized,
  source: Localized,
  licence: z.strictObject({ id: z.string().min(1), note: Localized.optional() }),
  owner: z.strictObject({ code: KebabId, name: Localized, sample: z.boolean() }),
  /** Field of administration, e.g. `population`. */
  domain: z.string().min(1),
  cadence: Cadence,
  grain: Grain,
  asOf: IsoDate,
  /** First days of the first and the last period; null where no contract says so. */
  period: z.strictObject({ from: IsoDate, to: IsoDate }).nullable(),
  freshness: z.enum(['on-time', 'late', 'unscheduled']),
  /** Day by which the next figures are due; null where no cadence promises any. */
  nextDue: IsoDate.nullable(),
  columns: z.array(NodeColumn),
  caveats: z.array(Caveat),
  files: z.array(NodeFile).min(1),
  rows: z.number().int().min(0),
  /** Counts above 0 and below `k` are hidden; `cut` is false where this version was made without the rule. */
  smallCells: z
    .strictObject({
      k: z.number().int(),
      cut: z.boolean(),
      /** Counts that are hidden; absent where this version does not tell. */
      hidden: z.number().int().min(0).optional(),
    })
    .optional(),
  /** What of it the viewer sees; absent where that is all. */
  cut: ToldCut.optional(),
  /** Indicators that are computed from it. */
  usedBy: z.array(z.strictObject({ id: KebabId, name: Localized })),
  /** What the last diagnosis found; absent where the dataset was never diagnosed. */
  quality: QualitySummary.optional(),
});
export type DatasetNode = z.infer<typeof DatasetNode>;

/** Whether a dataset may leave for the public: open by class, under a licence that was stated. */
export function isPublished(node: Pick<DatasetNode, 'class' | 'licence'>): boolean {
  return node.class === 'open' && node.licence.id !== 'unstated';
}

/** The file that holds a dataset's rows.
 * @throws Error when there is none: a manifest never lists such a dataset */
export function rowsFile(node: DatasetNode): DatasetNode['files'][number] {
  const found = node.files.find(({ role }) => role === 'base');
  if (!found) throw new Error(`dataset ${node.id} has no base file`);
  return found;
}
