import {
  baseFile,
  type DatasetContract,
  type ManifestDataset,
  type QualityRule,
  type RuleResult,
  rulesOf,
} from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { withDuckDb } from '../duckdb.ts';
import { scanInputOf } from './diagnose.ts';
import { extractRelation, relationsOf } from './gate.ts';
import { type FailingRow, failingRows, type ScanInput, scan } from './scan.ts';

/** PublishedData datasets and where their extracts lie. */
export interface PublishedData {
  readonly datasets: readonly ManifestDataset[];
  readonly extracts: string;
}

/** Runs work on the rows of a contract's published dataset with some of its rules.
 * @throws Error when the dataset is not published, or a rule names a column it does not have */
function withRules<T>(
  contract: DatasetContract,
  { datasets, extracts }: PublishedData,
  run: {
    only: (rule: QualityRule) => boolean;
    work: (connection: DuckDBConnection, input: ScanInput) => Promise<T>;
  },
): Promise<T> {
  const dataset = datasets.find(({ id }) => id === contract.id);
  if (!dataset) throw new Error(`dataset ${contract.id} is not published`);
  const relation = extractRelation(extracts, dataset);
  const relationOf = relationsOf(extracts, datasets);
  return withDuckDb(async (connection) => {
    const input = { contract, relation, relationOf };
    return run.work(connection, await scanInputOf(connection, input, run.only));
  });
}

/** Runs one rule again on what is published now.
 * @returns what it found, with the extract it read; undefined where the contract has no such rule */
export function checkRule(
  contract: DatasetContract,
  rule: string,
  published: PublishedData,
): Promise<{ result: RuleResult; extract: string } | undefined> {
  const dataset = published.datasets.find(({ id }) => id === contract.id);
  const isKnown = rulesOf(contract).some(({ id }) => id === rule);
  if (!isKnown || !dataset) return Promise.resolve(undefined);
  return withRules(contract, published, {
    only: ({ id }) => id === rule,
    async work(connection, input) {
      const [result] = (await scan(connection, input)).results;
      return result && { result, extract: baseFile(dataset).hash };
    },
  });
}

/** Reads failing rows of some rules, each with its key.
 * @param options.hidden columns whose values are masked
 * @param options.offset rows of each rule that are passed over */
export function readFailing(
  contract: DatasetContract,
  published: PublishedData,
  options: {
    rules: readonly string[];
    limit: number;
    offset?: number;
    hidden: readonly string[];
  },
): Promise<FailingRow[]> {
  const { rules, ...page } = options;
  return withRules(contract, published, {
    only: ({ id }) => rules.includes(id),
    work: (connection, input) => failingRows(connection, input, { ...page, key: contract.key }),
  });
}
