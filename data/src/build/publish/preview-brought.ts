import { join } from 'node:path';
import {
  type DatasetContract,
  type Manifest,
  type ManifestDataset,
  type SchemaChange,
  schemaDrift,
} from '@bada/shared';
import type { PersonalOutcome } from '@bada/shared/intake';
import { currentManifest } from '../manifests.ts';
import { extractRelation, type Judged, judgeCandidates, relationsOf } from '../quality/gate.ts';
import type { QualityPolicy } from '../quality/policy.ts';
import { shapesOf, writeBase } from './base-file.ts';
import type { BroughtDataset } from './brought.ts';
import { describeDataset } from './describe.ts';
import { personalOutcomes, refuseOpenPersonal } from './personal-gate.ts';
import { knownColumns, refuseBrokenRules } from './publish-brought.ts';
import { withSmallCells } from './small-cells.ts';

/** What a preview of publishing needs. */
export interface PreviewOptions {
  readonly home: string;
  /** Folder for files on the way; the caller removes it. */
  readonly scratch: string;
  readonly datasets: readonly BroughtDataset[];
  readonly policy: QualityPolicy;
  /** ISO date-time. */
  readonly at: string;
  /** Most failing rows per rule. */
  readonly limit: number;
  /** Whether a column's values are hidden from the one who asks. */
  readonly hidden: (dataset: string, column: string) => boolean;
  /** Stops the work. */
  readonly signal?: AbortSignal | undefined;
}

/** What publishing a dataset would lead to. */
export interface VersionPreview extends Judged {
  readonly contract: DatasetContract;
  readonly dataset: ManifestDataset;
  /** The version in force. */
  readonly against: ManifestDataset | undefined;
  readonly drift: readonly SchemaChange[];
  readonly personal: readonly PersonalOutcome[];
}

async function candidateOf(
  brought: BroughtDataset,
  {
    home,
    scratch,
    current,
    signal,
  }: Pick<PreviewOptions, 'scratch' | 'signal'> & {
    home: string;
    current: ManifestDataset | undefined;
  },
) {
  const extracts = join(home, 'extracts');
  const place = { extracts, target: scratch, current, signal };
  const { contract, base } = await writeBase(brought, place);
  const dataset = describeDataset(contract, [base, ...shapesOf(contract, current)]);
  return {
    contract,
    dataset: await withSmallCells(dataset, contract, { extracts: scratch, home }),
  };
}

/** What the gate would say of the tables brought, and what changes with them, against the manifest of now. Writes into
 * `scratch` alone.
 * @throws BadaError `contract.invalid`, `ingest.contract-differs` */
export async function previewBrought(
  options: PreviewOptions,
): Promise<{ manifest: Manifest | undefined; datasets: VersionPreview[] }> {
  const { home, scratch, policy, at, limit, hidden, signal } = options;
  const extracts = join(home, 'extracts');
  const manifest = await currentManifest(home);
  const before = manifest?.datasets ?? [];
  const own = new Set(options.datasets.map(({ contract }) => contract.id));
  const known = knownColumns(before, options.datasets);
  const candidates: Pick<VersionPreview, 'contract' | 'dataset' | 'personal'>[] = [];
  for (const brought of options.datasets) {
    refuseBrokenRules(brought.contract, known);
    refuseOpenPersonal(brought);
    const current = before.find(({ id }) => id === brought.contract.id);
    const candidate = await candidateOf(brought, { home, scratch, current, signal });
    candidates.push({ ...candidate, personal: personalOutcomes(brought) });
  }
  const beside = before.filter(({ id }) => !own.has(id));
  const besideRelation = relationsOf(extracts, beside);
  const relationOf = (id: string) => {
    const candidate = candidates.find(({ dataset }) => dataset.id === id);
    return candidate ? extractRelation(scratch, candidate.dataset) : besideRelation(id);
  };
  const judging = { relationOf, policy, beside, judgedAt: at, limit, hidden, scratch, signal };
  signal?.throwIfAborted();
  const judged = await judgeCandidates(candidates, judging);
  const datasets = judged.flatMap((one, place): VersionPreview[] => {
    const candidate = candidates[place];
    if (!candidate) return [];
    const against = before.find(({ id }) => id === candidate.dataset.id);
    const drift = against ? schemaDrift(against.columns, candidate.dataset.columns) : [];
    return [{ ...one, ...candidate, against, drift }];
  });
  return { manifest, datasets };
}
