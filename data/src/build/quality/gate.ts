import { join } from 'node:path';
import {
  BadaError,
  baseFile,
  canonicalJson,
  type DatasetContract,
  type GateVerdict,
  judgeGate,
  type ManifestDataset,
  type QualityReport,
} from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, withBoundedDuckDb, withDuckDb } from '../duckdb.ts';
import { hashBytes, writeAtomically } from '../files.ts';
import { diagnose, scanInputOf, summarise } from './diagnose.ts';
import type { QualityPolicy } from './policy.ts';
import { type FailingRow, failingRows } from './scan.ts';

/** A dataset about to be published, with its contract. */
export interface Candidate {
  readonly contract: DatasetContract;
  readonly dataset: ManifestDataset;
}

/** SQL relation of a dataset's extract. */
export function extractRelation(extracts: string, dataset: ManifestDataset): string {
  const { hash, format } = baseFile(dataset);
  return `read_parquet(${literal(join(extracts, dataset.class, `${hash}.${format}`))})`;
}

/** Finds datasets by id as SQL relations.
 * @returns a function that throws an Error when a rule refers to a dataset that is not there */
export function relationsOf(
  extracts: string,
  datasets: readonly ManifestDataset[],
): (id: string) => string {
  return (id) => {
    const dataset = datasets.find((one) => one.id === id);
    if (!dataset) throw new Error(`a quality rule refers to dataset ${id}, which is not there`);
    return extractRelation(extracts, dataset);
  };
}

function refuseBlocked({ dataset, outcome, failed }: GateVerdict): void {
  if (outcome !== 'block') return;
  const broken = failed.filter(({ gate }) => gate === 'block');
  const errors = broken.reduce((sum, result) => sum + result.errors, 0);
  const rules = broken.map(({ id }) => id).join(', ');
  throw new BadaError('quality.blocked', { dataset, rules, errors });
}

/** Path of the last verdict on a dataset in the folder of extracts. */
export function verdictPath(extracts: string, dataset: string): string {
  return join(extracts, 'quality', 'verdicts', `${dataset}.json`);
}

/** Keeps what the gate said last, a refusal above all: nothing else remembers it. */
async function keepVerdict(extracts: string, verdict: GateVerdict): Promise<void> {
  await writeAtomically(verdictPath(extracts, verdict.dataset), `${canonicalJson(verdict)}\n`);
}

/** Path of a report in the folder of extracts. */
export function reportPath(extracts: string, hash: string): string {
  return join(extracts, 'quality', `${hash}.json`);
}

/** What the gate would say of a dataset, with a few rows that fail. */
export interface Judged {
  readonly report: QualityReport;
  readonly verdict: GateVerdict;
  readonly failing: readonly FailingRow[];
}

/** How datasets pass the gate. */
export interface GateOptions {
  readonly extracts: string;
  readonly policy: QualityPolicy;
  /** Other datasets that rules may refer to. */
  readonly beside?: readonly ManifestDataset[];
  /** ISO date-time that the verdicts bear. */
  readonly judgedAt: string;
}

/** Diagnoses all datasets before they are published, keeps the reports and verdicts beside the
 * extracts, and adds each summary to its dataset.
 * @throws BadaError `quality.blocked` when a blocking rule fails: then nothing may be published */
export function passGate(
  candidates: readonly Candidate[],
  { extracts, policy, beside = [], judgedAt }: GateOptions,
): Promise<{ datasets: ManifestDataset[]; reports: QualityReport[] }> {
  const all = [...candidates.map(({ dataset }) => dataset), ...beside];
  const relationOf = relationsOf(extracts, all);
  return withDuckDb(async (connection) => {
    const datasets: ManifestDataset[] = [];
    const reports: QualityReport[] = [];
    for (const { contract, dataset } of candidates) {
      const relation = extractRelation(extracts, dataset);
      const extract = baseFile(dataset).hash;
      const input = { contract, relation, relationOf, others: all, extract, policy };
      const report = await diagnose(connection, input);
      const verdict = judgeGate(report, judgedAt);
      await keepVerdict(extracts, verdict);
      refuseBlocked(verdict);
      const text = `${canonicalJson(report)}\n`;
      const hash = hashBytes(text);
      await writeAtomically(reportPath(extracts, hash), text);
      reports.push(report);
      datasets.push({ ...dataset, quality: summarise(report, hash) });
    }
    return { datasets, reports };
  });
}

/** Diagnoses datasets as the gate would, in bounded memory, and keeps nothing.
 * @param relationOf finds the candidates and the datasets beside them */
export function judgeCandidates(
  candidates: readonly Candidate[],
  {
    relationOf,
    policy,
    beside,
    judgedAt,
    limit,
    hidden,
    scratch,
    signal,
  }: Omit<Required<GateOptions>, 'extracts'> & {
    readonly relationOf: (dataset: string) => string;
    /** Most failing rows per rule. */
    readonly limit: number;
    /** Whether a column's values are hidden. */
    readonly hidden: (dataset: string, column: string) => boolean;
    /** Folder for what does not fit into memory. */
    readonly scratch: string;
    /** Stops the work. */
    readonly signal?: AbortSignal | undefined;
  },
): Promise<Judged[]> {
  const all = [...candidates.map(({ dataset }) => dataset), ...beside];
  const work = async (connection: DuckDBConnection) => {
    const judged: Judged[] = [];
    for (const { contract, dataset } of candidates) {
      const relation = relationOf(dataset.id);
      const extract = baseFile(dataset).hash;
      const input = { contract, relation, relationOf, others: all, extract, policy };
      const report = await diagnose(connection, input);
      const verdict = judgeGate(report, judgedAt);
      const failed = new Set(verdict.failed.map(({ id }) => id));
      const rules = await scanInputOf(connection, input, ({ id }) => failed.has(id));
      const names = contract.columns.map(({ name }) => name);
      const failing = await failingRows(connection, rules, {
        limit,
        hidden: names.filter((name) => hidden(dataset.id, name)),
        key: contract.key,
      });
      judged.push({ report, verdict, failing });
    }
    return judged;
  };
  return withBoundedDuckDb(scratch, work, signal);
}

/** Diagnoses one published dataset and reads its failing rows. Values of columns that are classified
 * narrower than the dataset are hidden.
 * @param options.limit most rows per rule
 * @throws Error when the manifest does not hold the contract's dataset */
export function diagnoseExtract(
  contract: DatasetContract,
  {
    datasets,
    extracts,
    policy,
    limit,
  }: {
    datasets: readonly ManifestDataset[];
    extracts: string;
    policy: QualityPolicy;
    limit: number;
  },
): Promise<{ report: QualityReport; failing: FailingRow[] }> {
  const dataset = datasets.find(({ id }) => id === contract.id);
  if (!dataset) throw new Error(`dataset ${contract.id} is not published`);
  const relation = extractRelation(extracts, dataset);
  const relationOf = relationsOf(extracts, datasets);
  const extract = baseFile(dataset).hash;
  return withDuckDb(async (connection) => {
    const input = { contract, relation, relationOf, others: datasets, extract, policy };
    const report = await diagnose(connection, input);
    const broken = new Set(
      report.value.results.filter((one) => one.errors > 0).map(({ id }) => id),
    );
    const failed = await scanInputOf(connection, input, ({ id }) => broken.has(id));
    const hidden = contract.columns
      .filter(({ classification = dataset.class }) => classification !== dataset.class)
      .map(({ name }) => name);
    return { report, failing: await failingRows(connection, failed, { limit, hidden }) };
  });
}
