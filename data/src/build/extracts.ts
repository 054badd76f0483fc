import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatasetContract, Manifest, ManifestDataset } from '@bada/shared';
import { buildDataset, readContract } from './dataset.ts';
import { filesUnder, hashBytes, readIfThere, writeAtomically } from './files.ts';
import { type Built, type LineageOptions, recordBuild } from './lineage/build-run.ts';
import { type ConfirmLock, withPublishLock } from './lock.ts';
import { currentManifest, manifestOf, publishManifest } from './manifests.ts';
import { withdrawUncut } from './publish/small-cells.ts';
import { type Candidate, passGate } from './quality/gate.ts';
import { loadQualityPolicy } from './quality/policy.ts';
import { driftLines } from './versions/drift-lines.ts';

/** Who may read a dataset, and which counts it hides. */
export interface DatasetDecision {
  readonly class?: DatasetContract['class'] | undefined;
  readonly smallCells?: DatasetContract['smallCells'] | undefined;
}

/** What an extract build needs. */
export interface BuildOptions {
  /** Folder with one folder per source. */
  readonly sources: string;
  /** `BADA_HOME`; extracts go into its `extracts` folder. */
  readonly home: string;
  /** Build time as ISO date-time; the only thing in a manifest that input does not decide. */
  readonly builtAt: string;
  /** Folder of the score's formula and the standard terms; without it nothing is diagnosed. */
  readonly quality?: string | undefined;
  /** What was decided elsewhere about a dataset and goes before its source's contract: no version that is not so is
   * ever published. */
  readonly inForce?: ((dataset: string) => DatasetDecision | undefined) | undefined;
  /** Where the run is recorded; nowhere when absent. */
  readonly lineage?: LineageOptions | undefined;
  readonly onStep?: (text: string) => void;
}

/** A source's contract as it is in force. */
async function contractOf(source: string, { inForce }: BuildOptions): Promise<DatasetContract> {
  const contract = await readContract(source);
  const { class: dataClass = contract.class, smallCells = contract.smallCells } =
    inForce?.(contract.id) ?? {};
  // Sums of hidden counts are not built.
  const rollups = smallCells ? [] : contract.rollups;
  return { ...contract, class: dataClass, rollups, ...(smallCells ? { smallCells } : {}) };
}

interface LockedBuild extends BuildOptions {
  readonly confirm: ConfirmLock;
}

async function sourceFolders(sources: string): Promise<string[]> {
  const entries = await readdir(sources, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(sources, entry.name));
  const contracts = await Promise.all(
    folders.map((folder) => readIfThere(join(folder, 'contract.yaml'))),
  );
  return folders.filter((_, index) => contracts[index] !== undefined).sort();
}

/** Hash of all that decides the extracts: the sources, what they are measured by, the code that
 * builds them, and the code that reads contracts and derives their rules. */
async function inputHash(folders: readonly string[]): Promise<string> {
  const code = dirname(fileURLToPath(import.meta.url));
  const semantic = join(code, '..', '..', '..', 'shared', 'src', 'semantic');
  const paths = (await Promise.all([...folders, code, semantic].map(filesUnder))).flat();
  const hashes = await Promise.all(paths.map(async (path) => hashBytes(await readFile(path))));
  return hashBytes(hashes.join());
}

/** Datasets that people brought: their figures replace those that ship with the product, and stay when these change. */
function broughtIn(manifest: Manifest | undefined): ManifestDataset[] {
  return manifest?.datasets.filter(({ intake }) => intake !== undefined) ?? [];
}

async function buildAndPublish(options: LockedBuild): Promise<Built> {
  const { sources, home, builtAt, quality, onStep, confirm } = options;
  const extracts = join(home, 'extracts');
  const before = await currentManifest(home);
  const beside = broughtIn(before);
  const candidates: Candidate[] = [];
  for (const source of await sourceFolders(sources)) {
    const contract = await contractOf(source, options);
    if (beside.some(({ id }) => id === contract.id)) continue;
    const dataset = await buildDataset({ source, extracts }, contract);
    onStep?.(`${dataset.id}: ${dataset.files[0]?.rows ?? 0} rows`);
    candidates.push({ contract, dataset });
  }
  const passed =
    quality === undefined
      ? { datasets: candidates.map(({ dataset }) => dataset), reports: [] }
      : await passGate(candidates, {
          extracts,
          policy: await loadQualityPolicy(quality),
          beside,
          judgedAt: builtAt,
        });
  for (const line of driftLines(before, passed.datasets)) onStep?.(line);
  const all = [...passed.datasets, ...beside].sort((a, b) => (a.id < b.id ? -1 : 1));
  await confirm();
  const manifest = await publishManifest(home, manifestOf(all, builtAt));
  await withdrawUncut(home, manifest);
  const contracts = candidates.map(({ contract }) => contract);
  return { manifest, contracts, reports: passed.reports };
}

/** Builds the extracts of all sources and swaps the current manifest to them.
 * Idempotent: unchanged input is not built again; readers see one whole manifest, old or new.
 * @throws BadaError `contract.invalid` when a source does not keep its contract,
 * `quality.blocked` when a blocking rule fails; then the current manifest stays */
export function buildExtracts(options: BuildOptions): Promise<Manifest> {
  return withPublishLock(options.home, (confirm) => buildLocked({ ...options, confirm }));
}

async function buildLocked(options: LockedBuild): Promise<Manifest> {
  const { sources, home, quality, lineage } = options;
  const stamp = join(home, 'extracts', 'inputs');
  const inputs = await inputHash(quality === undefined ? [sources] : [sources, quality]);
  const current = await currentManifest(home);
  if (current && (await readIfThere(stamp)) === inputs) return current;
  const work = () => buildAndPublish(options);
  const { manifest } = lineage ? await recordBuild(lineage, work) : await work();
  await writeAtomically(stamp, inputs);
  return manifest;
}
