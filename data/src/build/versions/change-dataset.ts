import { randomUUID } from 'node:crypto';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BadaError,
  baseFile,
  canonicalJson,
  type DataClass,
  type DatasetContract,
  LINEAGE_NAMESPACE,
  type Manifest,
  type ManifestDataset,
  runEvent,
  statisticsFacet,
  versionFacet,
} from '@bada/shared';
import { moveAtomically } from '../files.ts';
import type { LineageSink } from '../lineage/sinks.ts';
import { withPublishLock } from '../lock.ts';
import { currentManifest, manifestOf, publishManifest, readManifest } from '../manifests.ts';
import { withdrawUncut, withSmallCells } from '../publish/small-cells.ts';
import { filesOf, verifyVersion } from './list.ts';

/** A change of the version that readers get of one dataset. */
export interface DatasetChange {
  readonly home: string;
  readonly dataset: string;
  /** Id of the manifest that the author saw as current; another one is not overwritten. */
  readonly expected?: string;
  /** ISO date-time. */
  readonly at: string;
  /** Id of the person, for the record. */
  readonly author: string;
  readonly sink: LineageSink;
}

async function copyWhole(from: string, to: string): Promise<void> {
  const partial = `${to}.${randomUUID()}.tmp`;
  try {
    await copyFile(from, partial);
    await moveAtomically(partial, to);
  } finally {
    await rm(partial, { force: true });
  }
}

/** The same extract in another class: its files stand in the folders of both from now on. */
async function inClass(
  home: string,
  dataset: ManifestDataset,
  dataClass: DataClass,
): Promise<ManifestDataset> {
  if (dataset.class === dataClass) return dataset;
  const extracts = join(home, 'extracts');
  const moved = { ...dataset, class: dataClass };
  const targets = filesOf(moved);
  for (const [at, name] of filesOf(dataset).entries()) {
    await copyWhole(join(extracts, name), join(extracts, targets[at] ?? name));
  }
  return moved;
}

async function record(job: string, change: DatasetChange, made: ManifestDataset): Promise<void> {
  const run = { runId: randomUUID(), job, time: change.at, author: change.author };
  const { rows: rowCount, bytes: size } = baseFile(made);
  const output = {
    namespace: LINEAGE_NAMESPACE,
    name: made.id,
    facets: { version: versionFacet(made.version) },
    outputFacets: { outputStatistics: statisticsFacet({ rowCount, size }) },
  };
  await change.sink.write([
    runEvent({ ...run, type: 'START' }),
    runEvent({ ...run, type: 'COMPLETE', outputs: [output] }),
  ]);
}

/** Publishes the current manifest with another entry in the place of one dataset. */
function replaceDataset(
  change: DatasetChange,
  job: string,
  make: (present: ManifestDataset) => Promise<ManifestDataset>,
): Promise<Manifest> {
  const { home, dataset: id, expected, at } = change;
  return withPublishLock(home, async (confirm) => {
    const current = await currentManifest(home);
    const present = current?.datasets.find((one) => one.id === id);
    if (!current || !present) throw new BadaError('dataset.not-found', { id });
    if (expected !== undefined && expected !== current.id) throw new BadaError('version.conflict');
    const made = await make(present);
    const datasets = current.datasets.map((one) => (one.id === id ? made : one));
    await confirm();
    const manifest = await publishManifest(home, manifestOf(datasets, at));
    await record(job, change, made);
    return manifest;
  });
}

/** Makes an earlier version of one dataset the current one, in the class that the dataset has now;
 * the other datasets stay as they are.
 * @param from id of a manifest that holds the version
 * @throws BadaError `dataset.not-found`, `version.not-found`, `version.incomplete`, `version.conflict`,
 * `version.small-cells` */
export function restoreDataset(change: DatasetChange, from: string): Promise<Manifest> {
  const { home, dataset: id } = change;
  return replaceDataset(change, 'restore', async (present) => {
    const earlier = await readManifest(home, from);
    const dataset = earlier?.datasets.find((one) => one.id === id);
    if (!earlier || !dataset) throw new BadaError('version.not-found', { id: from });
    const isSameRule =
      canonicalJson(dataset.smallCells?.rule) === canonicalJson(present.smallCells?.rule);
    if (!isSameRule) throw new BadaError('version.small-cells', { id: from });
    await verifyVersion(home, { ...earlier, datasets: [dataset] });
    return inClass(home, dataset, present.class);
  });
}

/** Makes a dataset's files anew by the small-cell rule of its contract, and withdraws the files of
 * versions that were made before the rule.
 * @throws BadaError `dataset.not-found`, `version.conflict` */
export async function recutDataset(
  change: DatasetChange,
  contract: DatasetContract,
): Promise<Manifest> {
  const extracts = join(change.home, 'extracts');
  const manifest = await replaceDataset(change, 'small-cells', (present) =>
    withSmallCells(present, contract, { extracts }),
  );
  await withdrawUncut(change.home, manifest);
  return manifest;
}

/** Puts a dataset into another data class without building it again.
 * @throws BadaError `dataset.not-found`, `version.conflict` */
export function reclassifyDataset(change: DatasetChange, dataClass: DataClass): Promise<Manifest> {
  return replaceDataset(change, 'reclassify', (present) =>
    inClass(change.home, present, dataClass),
  );
}
