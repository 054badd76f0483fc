import { z } from 'zod';
import { KebabId, Sha256 } from '../model/ids.ts';
import { PeriodStart } from '../model/period.ts';
import type { DatasetContract } from './dataset-contract.ts';
import { LinkDiagnosis } from './quality-links.ts';
import type { ScoreFormula } from './quality-score.ts';
import { QualityDimension, QualityGrade, RuleResult } from './quality-summary.ts';

const Share = z.number().min(0).max(1);

const Anomaly = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('missing'),
    group: z.string(),
    period: PeriodStart,
    before: PeriodStart,
    after: PeriodStart,
    successor: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('departs'),
    column: z.string(),
    group: z.string(),
    period: PeriodStart,
    value: z.number(),
    expected: z.number(),
    distance: z.number(),
  }),
]);

const Standard = z.strictObject({
  /** 표준적용률. */
  share: Share,
  uses: z.array(
    z.strictObject({
      column: z.string(),
      term: z.string().optional(),
      state: z.enum(['standard', 'no-term', 'unknown-term', 'wrong-type']),
    }),
  ),
});

const Structure = z.strictObject({
  definedTables: Share,
  physicalTables: Share,
  definedColumns: Share,
  physicalColumns: Share,
  /** 현행화율: the lowest of the four. */
  currency: Share,
  differences: z.array(
    z.strictObject({
      table: z.string(),
      column: z.string(),
      kind: z.enum(['missing', 'undefined', 'retyped']),
    }),
  ),
});

const ValueDiagnosis = z.strictObject({
  results: z.array(RuleResult),
  /** Declared rules of other engines, which did not run here. */
  notExecuted: z.array(z.string()),
  evaluated: z.number().int().min(0),
  errors: z.number().int().min(0),
  /** The official error rate in per cent; null when nothing was diagnosed. */
  percent: z.number().min(0).nullable(),
  points: z.number().min(0).nullable(),
});

/** The four official diagnoses of one version of a dataset: 표준, 구조, 값, 연계. */
export const QualityReport = z.strictObject({
  v: z.literal(1),
  dataset: KebabId,
  /** Hash of the extract that was diagnosed. */
  extract: Sha256,
  formulaVersion: z.string(),
  termsVersion: z.string(),
  rulesetHash: Sha256,
  rows: z.number().int().min(0),
  standard: Standard,
  structure: Structure,
  value: ValueDiagnosis,
  /** 연계: links with other datasets and with the codes of places. */
  exchange: LinkDiagnosis,
  anomalies: z.array(Anomaly),
  score: z.number().min(0).max(100).nullable(),
  grade: QualityGrade,
  dimensions: z.record(QualityDimension, z.number().min(0).max(100).nullable()),
  caps: z.array(z.enum(['coverage', 'critical'])),
  coverage: Share,
  /** Index of how ready the metadata is, 0 to 1; no part of the score. */
  readiness: Share,
});
export type QualityReport = z.infer<typeof QualityReport>;

/** Share of the metadata fields asked for that a contract fills, 0 to 1. An unstated licence is no
 * licence. */
export function metadataFill(contract: DatasetContract): number {
  const filled = [
    contract.title.ko !== '',
    contract.summary.ko !== '',
    contract.publisher.ko !== '',
    contract.source.ko !== '',
    contract.licence.id !== 'unstated',
    contract.legalBasis !== undefined,
    contract.ownerDepartment !== '',
    contract.cadence !== 'irregular',
    contract.key.length > 0,
    contract.columns.every(({ title }) => title.ko !== ''),
  ];
  return filled.filter(Boolean).length / filled.length;
}

/** Metadata readiness: standard terms, filled fields and currency, weighted by the formula. */
export function readinessOf(
  { readiness }: ScoreFormula,
  shares: { standard: number; metadata: number; currency: number },
): number {
  return (
    readiness.standard * shares.standard +
    readiness.metadata * shares.metadata +
    readiness.currency * shares.currency
  );
}
