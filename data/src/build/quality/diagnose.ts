import {
  canonicalJson,
  type DatasetContract,
  diagnoseStructure,
  type LinkTarget,
  metadataFill,
  officialErrorRate,
  type QualityReport,
  type QualityRule,
  type QualitySummary,
  type RuleResult,
  readinessOf,
  rulesOf,
  scoreOf,
  standardShare,
  type TableShape,
  termUses,
} from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { rowsOf } from '../duckdb.ts';
import { hashBytes } from '../files.ts';
import { diagnoseLinks } from './links.ts';
import type { QualityPolicy } from './policy.ts';
import { type ScanInput, scan } from './scan.ts';
import { totalAnomalies } from './totals.ts';

/** What a diagnosis needs. */
export interface DiagnosisInput {
  readonly contract: DatasetContract;
  /** SQL relation of the typed rows: a table's name or `read_parquet(…)`. */
  readonly relation: string;
  /** SQL relation of another dataset, for rules that refer to it. */
  readonly relationOf: (dataset: string) => string;
  /** Datasets that links may be derived to; none where absent. */
  readonly others?: readonly LinkTarget[];
  /** Hash of the extract that is diagnosed. */
  readonly extract: string;
  readonly policy: QualityPolicy;
}

/** Columns of a relation as DuckDB has them. */
async function columnsIn(
  connection: DuckDBConnection,
  relation: string,
): Promise<TableShape['columns']> {
  const rows = await rowsOf(connection, `describe select * from ${relation}`);
  return rows.map((row) => ({ name: String(row.column_name), type: String(row.column_type) }));
}

/** What the scan of a dataset's rules needs.
 * @param only keeps these rules; all where absent */
export async function scanInputOf(
  connection: DuckDBConnection,
  { contract, relation, relationOf }: Omit<DiagnosisInput, 'extract' | 'policy' | 'others'>,
  only: (rule: QualityRule) => boolean = () => true,
): Promise<ScanInput> {
  const columns = await columnsIn(connection, relation);
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return { relation, relationOf, types, rules: rulesOf(contract).filter(only) };
}

function coverageOf(contract: DatasetContract, results: readonly RuleResult[]): number {
  const executed = results.filter(({ evaluated }) => evaluated > 0);
  const covered = new Set(executed.flatMap(({ columns }) => columns));
  return contract.columns.filter(({ name }) => covered.has(name)).length / contract.columns.length;
}

/** Runs the official diagnoses of a dataset: values by its rules in one scan, standards and
 * structure against contract and terms, and what is odd about its totals.
 * @throws Error when a rule names a column that the data does not have */
export async function diagnose(
  connection: DuckDBConnection,
  input: DiagnosisInput,
): Promise<QualityReport> {
  const { contract, relation, extract, policy } = input;
  const { formula, terms } = policy;
  const scanInput = await scanInputOf(connection, input);
  const { rows, results } = await scan(connection, scanInput);
  const physical = [...scanInput.types].map(([name, type]) => ({ name, type }));
  const structure = diagnoseStructure(
    [{ name: contract.id, columns: contract.columns }],
    [{ name: contract.id, columns: physical }],
  );
  const uses = termUses(contract.columns, terms);
  const share = standardShare(uses);
  const coverage = coverageOf(contract, results);
  const { percent, points, evaluated, errors } = officialErrorRate(formula, results);
  const { score, grade, dimensions, caps } = scoreOf(formula, { results, coverage });
  const { notExecuted } = contract.quality;
  return {
    v: 1,
    dataset: contract.id,
    extract,
    formulaVersion: formula.version,
    termsVersion: terms.version,
    rulesetHash: hashBytes(canonicalJson(scanInput.rules)),
    rows,
    standard: {
      share,
      uses: uses.map(({ term, ...use }) => (term === undefined ? use : { ...use, term })),
    },
    structure: { ...structure, differences: [...structure.differences] },
    value: { results, notExecuted: [...notExecuted], evaluated, errors, percent, points },
    exchange: await diagnoseLinks(connection, {
      contract,
      relation,
      relationOf: input.relationOf,
      others: input.others ?? [],
    }),
    anomalies: await totalAnomalies(connection, { contract, relation }),
    score,
    grade,
    dimensions,
    caps: [...caps],
    coverage,
    readiness: readinessOf(formula, {
      standard: share,
      metadata: metadataFill(contract),
      currency: structure.currency,
    }),
  };
}

/** What of a report stands in the manifest.
 * @param report hash of the whole report's file */
export function summarise(diagnosed: QualityReport, report: string): QualitySummary {
  const { value, standard, anomalies, formulaVersion, rulesetHash } = diagnosed;
  const { score, grade, dimensions, coverage } = diagnosed;
  return {
    formulaVersion,
    rulesetHash,
    report,
    score,
    grade,
    dimensions,
    evaluated: value.evaluated,
    errors: value.errors,
    coverage,
    standardShare: standard.share,
    failed: value.results.filter(({ errors }) => errors > 0),
    anomalies: anomalies.length,
  };
}
