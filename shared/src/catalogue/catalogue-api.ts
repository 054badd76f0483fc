import { z } from 'zod';
import { Sha256 } from '../model/ids.ts';
import { IsoDate } from '../model/period.ts';
import { Intake } from '../semantic/manifest.ts';
import { DatasetNode } from './dataset-node.ts';
import { FacetList } from './search-facets.ts';

/** A dataset in a list of results. */
export const DatasetHit = DatasetNode.pick({
  id: true,
  title: true,
  summary: true,
  publisher: true,
  owner: true,
  domain: true,
  licence: true,
  class: true,
  cadence: true,
  asOf: true,
  freshness: true,
  nextDue: true,
  rows: true,
  usedBy: true,
  quality: true,
});
export type DatasetHit = z.infer<typeof DatasetHit>;

/** A page of results, the best first; `next` is the cursor of the following page. */
export const DatasetPage = z.strictObject({
  datasets: z.array(DatasetHit),
  total: z.number().int().min(0),
  /** Whether nothing held the words as typed, so that likely slips were forgiven. */
  forgiving: z.boolean(),
  facets: z.array(FacetList),
  next: z.string().nullable(),
});
export type DatasetPage = z.infer<typeof DatasetPage>;

/** A version of a dataset that some manifest holds. */
export const DatasetVersion = z.strictObject({
  version: z.string(),
  manifest: Sha256,
  publishedAt: z.iso.datetime(),
  asOf: IsoDate,
  hash: Sha256,
  rows: z.number().int().min(0),
  /** Score of its diagnosis, 0 to 100; null where it was not diagnosed. */
  score: z.number().nullable(),
  /** Why its columns changed so that readers might break; null where they did not. */
  changeReason: z.string().nullable(),
  /** The run that made it, as lineage recorded it; null for versions of before. */
  run: z
    .strictObject({
      id: z.string(),
      job: z.string(),
      at: z.string(),
      /** Id of the person who had it done; null where no person did. */
      author: z.string().nullable(),
    })
    .nullable(),
  /** Whether readers get it now. */
  current: z.boolean(),
});
export type DatasetVersion = z.infer<typeof DatasetVersion>;

/** A dataset with its versions, the newest first. */
export const DatasetDetail = z.strictObject({
  dataset: DatasetNode,
  versions: z.array(DatasetVersion),
  /** Manifest that is current; the tag by which a version is restored. */
  manifest: Sha256,
  /** Whether the viewer may restore a version. */
  mayRestore: z.boolean(),
  /** Files that this version was made from, each with the account of its rows; empty where none was brought. */
  intake: z.array(Intake.omit({ files: true })),
});
export type DatasetDetail = z.infer<typeof DatasetDetail>;

const Cell = z.union([z.string(), z.number(), z.null()]);

/** Rows of a dataset in their stored order, from `offset`, cells in the order of `columns`. */
export const DatasetRows = z.strictObject({
  columns: z.array(z.string()),
  rows: z.array(z.array(Cell)),
  offset: z.number().int().min(0),
  total: z.number().int().min(0),
});
export type DatasetRows = z.infer<typeof DatasetRows>;

/** How a column's values are spread: bins for numbers, the most frequent values for the rest. */
const Spread = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('histogram'),
    /** Bins of equal width, ascending; `from` is inside, `to` only in the last. */
    bins: z.array(
      z.strictObject({ from: z.number(), to: z.number(), count: z.number().int().min(0) }),
    ),
  }),
  z.strictObject({
    kind: z.literal('top'),
    values: z.array(z.strictObject({ value: z.string(), count: z.number().int().min(1) })),
    /** Rows whose value is none of these. */
    others: z.number().int().min(0),
  }),
]);

/** What a column holds. */
export const ColumnProfile = z.strictObject({
  name: z.string(),
  missing: z.number().int().min(0),
  distinct: z.number().int().min(0),
  min: Cell,
  max: Cell,
  spread: Spread,
});
export type ColumnProfile = z.infer<typeof ColumnProfile>;

/** What the columns of an extract hold; `hash` says of which bytes. */
export const DatasetProfile = z.strictObject({
  hash: Sha256,
  rows: z.number().int().min(0),
  columns: z.array(ColumnProfile),
});
export type DatasetProfile = z.infer<typeof DatasetProfile>;

/** Characters that CP949 has no code for, by the values that hold them. */
export const LostCharacters = z.strictObject({
  /** Characters lost in the whole file, each time they occur. */
  total: z.number().int().min(0),
  losses: z.array(
    z.strictObject({
      column: z.string(),
      value: z.string(),
      /** The characters of the value that are lost, each once. */
      characters: z.array(z.string()),
      rows: z.number().int().min(1),
      /** Place of the first such row, from 1 without the header. */
      firstRow: z.number().int().min(1),
    }),
  ),
});
export type LostCharacters = z.infer<typeof LostCharacters>;
