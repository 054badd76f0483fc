import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  checkRule,
  type DatasetOverlap,
  type FailingRow,
  loadQualityPolicy,
  overlapsWith,
  type QualityPolicy,
  readFailing,
  reportPath,
  verdictPath,
} from '@bada/data/build';
import {
  BadaError,
  type DatasetContract,
  datasetOf,
  GateVerdict,
  type Manifest,
  type ManifestDataset,
  missingForRule,
  parseDatasetContract,
  parseYaml,
  QualityReport,
  type QualityRule,
  type RuleResult,
  rulesOf,
  seesClass,
  TaskPolicy,
  type Viewer,
} from '@bada/shared';
import type { ContractFacts } from '@bada/shared/catalogue';
import {
  type SyncedTasks,
  syncQualityTasks,
  type TaskBook,
  type TaskDesk,
} from './quality-tasks.ts';

/** The part of the store that the desk works with. */
export interface QualityStore {
  readonly tasks: TaskBook;
  readonly documents: {
    newestBody(viewer: Viewer, kind: 'contract', id: string): Promise<unknown>;
    contracts(viewer: Viewer): Promise<{ readonly datasets: readonly ContractFacts[] }>;
  };
}

/** What the desk works with. */
export interface QualityDeskOptions {
  readonly store: QualityStore;
  /** The server itself: tasks are opened and measured in its name. */
  readonly system: Viewer;
  /** Folder of the extracts. */
  readonly extracts: string;
  /** Folder of `score.yaml`, `terms.yaml` and `tasks.yaml`. */
  readonly policies: string;
  /** Day of asking, ISO date. */
  readonly today: () => string;
}

const MOST_KEPT = 100;

/** Standard terms of a dataset's columns, by column. */
function termsOf(contracts: readonly ContractFacts[], id: string): Record<string, string> {
  const columns = contracts.find((one) => one.id === id)?.columns ?? [];
  return Object.fromEntries(
    columns.flatMap(({ name, term }) => (term === undefined ? [] : [[name, term]])),
  );
}

/** What published versions hold, for asking whether rules can run. */
function scopeOf(manifest: Manifest, dataset: string) {
  const columnsOf = (id: string) => {
    const found = manifest.datasets.find((one) => one.id === id);
    return found && new Set(found.columns.map(({ name }) => name));
  };
  return { columns: columnsOf(dataset) ?? new Set<string>(), columnsOf };
}

/** Rules that a contract asks for ahead of the data, with what is missing. */
export function unrunnableRules(
  contract: DatasetContract,
  manifest: Manifest,
): { rule: QualityRule; missing: string }[] {
  const scope = scopeOf(manifest, contract.id);
  return rulesOf(contract).flatMap((rule) => {
    const missing = missingForRule(rule, scope);
    return missing === undefined ? [] : [{ rule, missing }];
  });
}

function refuseUnrunnable(
  contract: DatasetContract,
  rules: readonly string[],
  manifest: Manifest,
): void {
  const found = unrunnableRules(contract, manifest).find(({ rule }) => rules.includes(rule.id));
  if (!found) return;
  const { rule, missing: what } = found;
  throw new BadaError('quality.rule-not-runnable', { dataset: contract.id, rule: rule.id, what });
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Reads what diagnoses found, checks rules again, and keeps the tasks that follow from them. */
export class QualityDesk {
  readonly today: () => string;
  readonly #store: QualityStore;
  readonly #system: Viewer;
  readonly #extracts: string;
  readonly #policies: string;
  readonly #overlaps = new Map<string, Promise<DatasetOverlap[]>>();
  #measured: Promise<QualityPolicy> | undefined;

  constructor({ store, system, extracts, policies, today }: QualityDeskOptions) {
    this.#store = store;
    this.#system = system;
    this.#extracts = extracts;
    this.#policies = policies;
    this.today = today;
  }

  /** What datasets are measured by. */
  policy(): Promise<QualityPolicy> {
    this.#measured ??= loadQualityPolicy(this.#policies);
    return this.#measured;
  }

  /** The report of a dataset's diagnosis; undefined where it was published without one. */
  async report({ quality }: ManifestDataset): Promise<QualityReport | undefined> {
    if (!quality) return undefined;
    const text = await textOf(reportPath(this.#extracts, quality.report));
    return text === undefined ? undefined : QualityReport.parse(JSON.parse(text));
  }

  /** What the gate said of a dataset the last time, published or not. */
  async lastVerdict(dataset: string): Promise<GateVerdict | undefined> {
    const text = await textOf(verdictPath(this.#extracts, dataset));
    return text === undefined ? undefined : GateVerdict.parse(JSON.parse(text));
  }

  /** The newest contract of a dataset.
   * @throws BadaError `quality.no-contract`, `contract.invalid` */
  async contract(viewer: Viewer, dataset: string): Promise<DatasetContract> {
    const body = await this.#store.documents.newestBody(viewer, 'contract', dataset);
    if (body === undefined) throw new BadaError('quality.no-contract', { dataset });
    return parseDatasetContract(JSON.stringify(body), dataset);
  }

  /** Runs a rule again on what a manifest holds.
   * @throws BadaError `quality.no-contract`, `quality.rule-unknown`, `quality.rule-not-runnable` */
  async check(
    viewer: Viewer,
    manifest: Manifest,
    { dataset, rule }: { dataset: string; rule: string },
  ): Promise<RuleResult> {
    const contract = await this.contract(viewer, dataset);
    refuseUnrunnable(contract, [rule], manifest);
    const { datasets } = manifest;
    const found = await checkRule(contract, rule, { datasets, extracts: this.#extracts });
    if (!found) throw new BadaError('quality.rule-unknown', { dataset, rule });
    return found.result;
  }

  /** Rows that fail rules, values masked where the viewer may not see their column.
   * @throws BadaError `quality.no-contract`, `quality.rule-not-runnable` */
  async failing(
    viewer: Viewer,
    manifest: Manifest,
    wanted: { dataset: string; rules: readonly string[]; limit: number; offset?: number },
  ): Promise<FailingRow[]> {
    const { dataset, ...page } = wanted;
    const contract = await this.contract(viewer, dataset);
    refuseUnrunnable(contract, wanted.rules, manifest);
    const own = datasetOf(manifest, dataset).class;
    const hidden = contract.columns
      .filter(({ classification = own }) => !seesClass(viewer, classification))
      .map(({ name }) => name);
    const { datasets } = manifest;
    return readFailing(contract, { datasets, extracts: this.#extracts }, { ...page, hidden });
  }

  /** Other datasets that tell of the same things; worked out once per manifest. */
  overlaps(viewer: Viewer, manifest: Manifest, dataset: string): Promise<DatasetOverlap[]> {
    const key = `${manifest.id} ${dataset}`;
    const known = this.#overlaps.get(key);
    if (known) return known;
    const working = this.#findOverlaps(viewer, manifest, dataset);
    this.#overlaps.set(key, working);
    working.catch(() => this.#overlaps.delete(key));
    const [oldest] = this.#overlaps.keys();
    if (this.#overlaps.size > MOST_KEPT && oldest !== undefined) this.#overlaps.delete(oldest);
    return working;
  }

  async #findOverlaps(
    viewer: Viewer,
    manifest: Manifest,
    dataset: string,
  ): Promise<DatasetOverlap[]> {
    const { datasets } = await this.#store.documents.contracts(viewer);
    const withTerms = manifest.datasets.map((one) => ({
      ...one,
      terms: termsOf(datasets, one.id),
    }));
    const own = withTerms.find(({ id }) => id === dataset);
    if (!own) return [];
    return overlapsWith(own, withTerms, { extracts: this.#extracts });
  }

  /** What new tasks are opened with today. */
  async taskDesk(): Promise<TaskDesk> {
    const text = await readFile(join(this.#policies, 'tasks.yaml'), 'utf8');
    const policy = parseYaml(TaskPolicy, text, 'tasks.yaml');
    const { tasks, documents } = this.#store;
    const { datasets } = await documents.contracts(this.#system);
    const owners = new Map(datasets.map(({ id, ownerDepartment }) => [id, ownerDepartment]));
    const ownerOf = ({ id, ownerDepartment }: ManifestDataset) => owners.get(id) ?? ownerDepartment;
    return { tasks, viewer: this.#system, policy, today: this.today(), ownerOf };
  }

  /** Makes actions of all failures of a manifest; see `syncQualityTasks`. Called after every
   * publication and at the start.
   * @param reports the diagnoses, where the caller holds them; else they are read */
  async syncTasks(manifest: Manifest, reports?: readonly QualityReport[]): Promise<SyncedTasks> {
    const read = reports ?? (await this.#reportsOf(manifest));
    return syncQualityTasks(await this.taskDesk(), manifest, read);
  }

  async #reportsOf({ datasets }: Manifest): Promise<QualityReport[]> {
    const reports = await Promise.all(datasets.map((dataset) => this.report(dataset)));
    return reports.filter((report) => report !== undefined);
  }
}
