import { z } from 'zod';
import { Sha256 } from '../model/ids.ts';
import { QualityCriterion, QualitySeverity } from './quality-criteria.ts';

/** The six dimensions of the score. */
export const QualityDimension = z.enum([
  'completeness',
  'validity',
  'consistency',
  'accuracy',
  'uniqueness',
  'timeliness',
]);
export type QualityDimension = z.infer<typeof QualityDimension>;

/** Grade of a score; `undiagnosed` (미진단) where no rule ran, which is not a bad grade. */
export const QualityGrade = z.enum(['A', 'B', 'C', 'D', 'undiagnosed']);
export type QualityGrade = z.infer<typeof QualityGrade>;

/** What one rule found. `evaluated` counts values, blanks only in `required`. */
export const RuleResult = z.strictObject({
  id: z.string(),
  criterion: QualityCriterion,
  columns: z.array(z.string()),
  severity: QualitySeverity,
  gate: z.enum(['warn', 'block']),
  evaluated: z.number().int().min(0),
  errors: z.number().int().min(0),
});
export type RuleResult = z.infer<typeof RuleResult>;

/** A dataset's quality in a manifest; the whole report lies beside it under its hash.
 * Timeliness depends on the day it is asked on and so is no part of it. */
export const QualitySummary = z.strictObject({
  formulaVersion: z.string(),
  /** Hash of the rules; a trend line breaks where it changes. */
  rulesetHash: Sha256,
  report: Sha256,
  /** 0 to 100; null when undiagnosed. */
  score: z.number().min(0).max(100).nullable(),
  grade: QualityGrade,
  dimensions: z.record(QualityDimension, z.number().min(0).max(100).nullable()),
  /** Values diagnosed and found wrong: their quotient is the official error rate. */
  evaluated: z.number().int().min(0),
  errors: z.number().int().min(0),
  /** Share of columns with an executed rule, 0 to 1. */
  coverage: z.number().min(0).max(1),
  /** Share of columns on standard terms, 0 to 1. */
  standardShare: z.number().min(0).max(1),
  failed: z.array(RuleResult),
  anomalies: z.number().int().min(0),
});
export type QualitySummary = z.infer<typeof QualitySummary>;
