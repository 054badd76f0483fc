import type { DatasetContract, Manifest, ManifestDataset, SchemaChange } from '@bada/shared';
import type { IngestReport, Mapping } from '@bada/shared/intake';

/** One source table that was taken in, on its way into a dataset. */
export interface BroughtTable {
  /** Folder with `kept.parquet`, `quarantine.parquet`, … and the report. */
  readonly folder: string;
  readonly report: IngestReport;
  readonly mapping: Mapping;
}

/** A dataset that is to get a new version from the tables brought. */
export interface BroughtDataset {
  readonly contract: DatasetContract;
  /** At least one; all of them together are the new version. */
  readonly tables: readonly BroughtTable[];
}

/** What became of one dataset. */
export interface PublishedDataset {
  /** The contract as published: its period and day are those of the rows. */
  readonly contract: DatasetContract;
  readonly dataset: ManifestDataset;
  /** Version that was in force before; undefined for the first. */
  readonly against: string | undefined;
  /** Changes of the columns since the version before; empty for the first. */
  readonly drift: readonly SchemaChange[];
}

/** What became of all. */
export interface Published {
  readonly manifest: Manifest;
  readonly datasets: readonly PublishedDataset[];
}
