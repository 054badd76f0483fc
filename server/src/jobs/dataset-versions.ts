import { join } from 'node:path';
import {
  type DatasetChange,
  diffDatasets,
  type LineageSink,
  reclassifyDataset,
  recutDataset,
  restoreDataset,
} from '@bada/data/build';
import type {
  DataClass,
  DatasetContract,
  Manifest,
  ManifestDataset,
  RowChangeKind,
  VersionDiff,
  Viewer,
} from '@bada/shared';

/** Which rows of a comparison are shown. */
export interface DiffPage {
  readonly limit: number;
  readonly offset: number;
  readonly kind?: RowChangeKind | undefined;
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
