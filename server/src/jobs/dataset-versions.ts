import { access } from 'node:fs/promises';
import { join } from 'node:path';
import {
  currentManifest,
  type DatasetChange,
  diffDatasets,
  forecastSmallCells,
  intakePath,
  type LineageSink,
  readPart,
  reclassifyDataset,
  recutDataset,
  restoreDataset,
} from '@bada/data/build';
import {
  BadaError,
  type DataClass,
  type DatasetContract,
  type Manifest,
  type ManifestDataset,
  type Viewer,
} from '@bada/shared';
import type { RowChangeKind, VersionDiff } from '@bada/shared/catalogue';
import type { IngestRows, VersionIntakePart } from '@bada/shared/intake';

/** Which rows of a comparison are shown. */
export interface DiffPage {
  readonly limit: number;
  readonly offset: number;
  readonly kind?: RowChangeKind | undefined;
}

/** Which rows of a version's account are shown. */
export interface IntakePage {
  /** Place of the source table in the version's intake. */
  readonly table: number;
  readonly part: VersionIntakePart;
  readonly offset: number;
  readonly limit: number;
  readonly hidden: Pick<ReadonlySet<string>, 'has'>;
}

/** A change of one dataset's current version. */
export interface VersionChange {
  readonly dataset: string;
  /** Id of the manifest that the author saw as current; undefined overwrites any. */
  readonly expected?: string | undefined;
}

/** Comparing the versions of datasets, and choosing the one that readers get. */
export class DatasetVersions {
  readonly #home: string;
  readonly #sink: LineageSink;
  readonly #clock: () => Date;

  constructor({
    home,
    sink,
    clock = () => new Date(),
  }: {
    home: string;
    sink: LineageSink;
    clock?: () => Date;
  }) {
    this.#home = home;
    this.#sink = sink;
    this.#clock = clock;
  }

  /** Both must be entries of one dataset. */
  async diff(
    _viewer: Viewer,
    pair: { before: ManifestDataset; after: ManifestDataset },
    { limit, offset, kind }: DiffPage,
  ): Promise<Omit<VersionDiff, 'before' | 'after'>> {
    const extracts = join(this.#home, 'extracts');
    const found = await diffDatasets(pair, { extracts, limit, offset, ...(kind ? { kind } : {}) });
    const { added, removed, changed, same, drift, keyed } = found;
    return {
      ...{ added, removed, changed, same, offset, keyed },
      drift: drift.map(({ before = null, after = null, ...rest }) => ({ ...rest, before, after })),
      rows: found.sample.map(({ kind: one, key, before, after }) => ({
        ...{ kind: one, key: { ...key }, before: { ...before }, after: { ...after } },
      })),
    };
  }

  /** Rows of a source table of a version by what became of them, masked.
   * @throws BadaError `ingest.table-unknown`, `extract.corrupt` */
  async intakeRows(
    { id, intake = [], class: dataClass }: ManifestDataset,
    { table, part, ...page }: IntakePage,
  ): Promise<IngestRows> {
    const file = intake[table]?.files.find((one) => one.part === part);
    if (!file) throw new BadaError('ingest.table-unknown', { table: String(table) });
    const path = join(this.#home, 'extracts', intakePath(dataClass, file));
    await access(path).catch(() => {
      throw new BadaError('extract.corrupt', { dataset: id, file: `${part}.parquet` });
    });
    return readPart(path, page);
  }

  /** @throws BadaError `version.not-found`, `version.incomplete`, `version.conflict` */
  restore(viewer: Viewer, change: VersionChange, from: string): Promise<Manifest> {
    return restoreDataset(this.#change(viewer, change), from);
  }

  /** @throws BadaError `dataset.not-found`, `version.conflict` */
  reclassify(viewer: Viewer, change: VersionChange, dataClass: DataClass): Promise<Manifest> {
    return reclassifyDataset(this.#change(viewer, change), dataClass);
  }

  /** Makes a dataset's files anew by its contract's rule on small counts.
   * @throws BadaError `dataset.not-found`, `contract.invalid` */
  recut(viewer: Viewer, change: VersionChange, contract: DatasetContract): Promise<Manifest> {
    return recutDataset(this.#change(viewer, change), contract);
  }

  /** How many rows of the version in force a contract's rule on small counts would hide.
   * @throws BadaError `dataset.not-found` */
  async forecast(
    _viewer: Viewer,
    dataset: string,
    contract: DatasetContract,
  ): Promise<{ rows: number; hidden: number }> {
    const manifest = await currentManifest(this.#home);
    const present = manifest?.datasets.find(({ id }) => id === dataset);
    if (!present) throw new BadaError('dataset.not-found', { id: dataset });
    return forecastSmallCells(this.#home, present, contract);
  }

  #change(viewer: Viewer, { dataset, expected }: VersionChange): DatasetChange {
    return {
      home: this.#home,
      dataset,
      ...(expected === undefined ? {} : { expected }),
      at: this.#clock().toISOString(),
      author: viewer.id,
      sink: this.#sink,
    };
  }
}
