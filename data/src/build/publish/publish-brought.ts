import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BadaError,
  type DatasetContract,
  type Intake,
  type ManifestDataset,
  missingForRule,
  rulesOf,
  type SchemaChange,
  schemaDrift,
  withParticle,
} from '@bada/shared';
import { measurePlaces } from '../dataset-places.ts';
import type { LineageOptions } from '../lineage/build-run.ts';
import { recordIntake } from '../lineage/intake-run.ts';
import { type ConfirmLock, withPublishLock } from '../lock.ts';
import { currentManifest, manifestOf, publishManifest, readManifest } from '../manifests.ts';
import { type Candidate, passGate } from '../quality/gate.ts';
import type { QualityPolicy } from '../quality/policy.ts';
import { buildRollups } from '../rollups.ts';
import { shapesOf, writeBase } from './base-file.ts';
import type { BroughtDataset, Published } from './brought.ts';
import { describeDataset } from './describe.ts';
import { storeIntake } from './intake.ts';
import { refuseOpenPersonal } from './personal-gate.ts';
import { sealInputs, withdrawUncut, withSmallCells } from './small-cells.ts';

/** What publishing needs. */
export interface PublishOptions {
  readonly home: string;
  /** The datasets, or what tells them when nobody else publishes any more: numbers that it reads then stay free. */
  readonly datasets: readonly BroughtDataset[] | (() => Promise<readonly BroughtDataset[]>);
  /** Does what belongs to the swap, and the swap; what it throws before that leaves everything as it was. */
  readonly commit?:
    | ((published: Published, swap: () => Promise<void>) => Promise<void>)
    | undefined;
  readonly policy: QualityPolicy;
  readonly lineage?: LineageOptions | undefined;
  /** ISO date-time, or the clock that tells it when the turn has come. */
  readonly builtAt: string | (() => string);
  /** Why columns change so that readers may break; kept with the versions that do. */
  readonly reason?: string | undefined;
}

/** Columns of what is published and of what is about to be, by dataset. */
export function knownColumns(
  before: readonly ManifestDataset[],
  brought: readonly BroughtDataset[],
): Map<string, ReadonlySet<string>> {
  const namesOf = (columns: readonly { readonly name: string }[]) =>
    new Set(columns.map(({ name }) => name));
  return new Map([
    ...before.map(({ id, columns }) => [id, namesOf(columns)] as const),
    ...brought.map(({ contract: { id, columns } }) => [id, namesOf(columns)] as const),
  ]);
}

/** @throws BadaError `contract.invalid` when a rule speaks of a column or dataset that is not there */
export function refuseBrokenRules(
  contract: DatasetContract,
  known: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  const columns = new Set(contract.columns.map(({ name }) => name));
  for (const rule of rulesOf(contract)) {
    const gone = missingForRule(rule, { columns, columnsOf: (id) => known.get(id) });
    if (gone === undefined) continue;
    const what = { ko: `${withParticle(gone, '이/가')} 없습니다`, en: `there is no ${gone}` };
    throw new BadaError('contract.invalid', { file: contract.id, where: rule.id, what });
  }
}

interface Place {
  readonly extracts: string;
  readonly current: ManifestDataset | undefined;
}

async function candidateOf(
  brought: BroughtDataset,
  { extracts, current }: Place,
): Promise<Candidate> {
  const { contract, base } = await writeBase(brought, { extracts, target: extracts, current });
  const intake: Intake[] = [];
  for (const table of brought.tables) {
    intake.push(await storeIntake(table, { extracts, contract }));
  }
  const rollups = await buildRollups(contract, { extracts, base });
  const files = [base, ...rollups, ...shapesOf(contract, current)] as const;
  const places = await measurePlaces(contract, { extracts, base });
  const dataset = { ...describeDataset(contract, files), ...places, intake };
  return { contract, dataset: await withSmallCells(dataset, contract, { extracts }) };
}

/** The datasets of a manifest with some of them put in the place of the old ones, ordered by id. */
function merged(
  before: readonly ManifestDataset[],
  fresh: readonly ManifestDataset[],
): ManifestDataset[] {
  const ids = new Set(fresh.map(({ id }) => id));
  const all = [...before.filter(({ id }) => !ids.has(id)), ...fresh];
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Under the lock nobody else is at work, so what is half made was left by a killed process. */
async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const partial = names.filter((name) => name.startsWith('.partial-'));
  await Promise.all(partial.map((name) => rm(join(folder, name), { recursive: true })));
}

interface Locked extends Omit<PublishOptions, 'datasets' | 'builtAt'> {
  readonly builtAt: string;
  readonly datasets: readonly BroughtDataset[];
  readonly confirm: ConfirmLock;
}

function driftOf(
  dataset: ManifestDataset,
  before: readonly ManifestDataset[],
): readonly SchemaChange[] {
  const older = before.find(({ id }) => id === dataset.id);
  return older ? schemaDrift(older.columns, dataset.columns) : [];
}

/** A version that may break its readers says why. */
function explained(
  dataset: ManifestDataset,
  before: readonly ManifestDataset[],
  reason: string | undefined,
): ManifestDataset {
  const breaking = driftOf(dataset, before).filter((change) => change.breaking);
  if (breaking.length === 0) return dataset;
  if (reason !== undefined) return { ...dataset, changeReason: reason };
  const columns = [...new Set(breaking.map(({ column }) => column))].join(', ');
  throw new BadaError('ingest.reason-needed', { dataset: dataset.id, columns });
}

async function publishLocked(options: Locked): Promise<Published> {
  const { home, policy, builtAt, reason, confirm, commit = (_, swap) => swap() } = options;
  const extracts = join(home, 'extracts');
  await sweep(extracts);
  await sweep(join(extracts, 'intake'));
  const before = (await currentManifest(home))?.datasets ?? [];
  const own = options.datasets.map(({ contract }) => contract.id);
  const known = knownColumns(before, options.datasets);
  const candidates: Candidate[] = [];
  for (const brought of options.datasets) {
    refuseBrokenRules(brought.contract, known);
    refuseOpenPersonal(brought);
    const current = before.find(({ id }) => id === brought.contract.id);
    candidates.push(await candidateOf(brought, { extracts, current }));
  }
  const beside = before.filter(({ id }) => !own.includes(id));
  const passed = await passGate(candidates, { extracts, policy, beside, judgedAt: builtAt });
  const datasets = passed.datasets.map((dataset) => explained(dataset, before, reason));
  const made = manifestOf(merged(before, datasets), builtAt);
  const manifest = (await readManifest(home, made.id)) ?? made;
  const published = {
    manifest,
    datasets: datasets.map((dataset, at) => {
      const contract = candidates[at]?.contract;
      if (!contract) throw new Error(`dataset ${dataset.id} has no contract`);
      const against = before.find(({ id }) => id === dataset.id)?.version;
      return { contract, dataset, against, drift: driftOf(dataset, before) };
    }),
  };
  await commit(published, async () => {
    await confirm();
    await publishManifest(home, manifest);
  });
  await withdrawUncut(home, manifest);
  return published;
}

/** Publishes tables that were taken in as new versions of their datasets: all of them, or none. The rest of the manifest
 * stays as it is; readers of the manifest before keep it.
 * @throws BadaError `contract.invalid`, `ingest.contract-differs`, `quality.blocked`, `ingest.reason-needed`: then nothing is
 * swapped */
export function publishBrought(options: PublishOptions): Promise<Published> {
  return withPublishLock(options.home, async (confirm) => {
    const extracts = join(options.home, 'extracts');
    const { datasets: told, builtAt: at } = options;
    const brought = typeof told === 'function' ? await told() : told;
    const builtAt = typeof at === 'function' ? at() : at;
    const datasets = await Promise.all(brought.map((one) => sealInputs(one, extracts)));
    const work = () => publishLocked({ ...options, datasets, builtAt, confirm });
    return options.lineage ? recordIntake(options.lineage, datasets, work) : work();
  });
}
