import { z } from 'zod';
import { KebabId, Sha256 } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { IsoDate } from '../model/period.ts';
import { GateVerdict } from '../semantic/quality-gate.ts';
import { QualityReport } from '../semantic/quality-report.ts';
import { ScoreFormula } from '../semantic/quality-score.ts';
import { QualityDimension, QualityGrade } from '../semantic/quality-summary.ts';

const Count = z.number().int().min(0);
const Points = z.number().min(0).max(100).nullable();

const Score = z.strictObject({
  score: Points,
  grade: QualityGrade,
  dimensions: z.record(QualityDimension, Points),
  caps: z.array(z.enum(['coverage', 'critical'])),
});

const Freshness = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('unscheduled') }),
  z.strictObject({ state: z.enum(['on-time', 'late']), due: IsoDate, daysLate: Count }),
]);

const Drift = z.strictObject({
  /** Version that the columns are compared with. */
  against: z.string(),
  changes: z.array(z.strictObject({ text: Localized, breaking: z.boolean() })),
});

const TrendPoint = z.strictObject({
  manifest: Sha256,
  version: z.string(),
  builtAt: z.iso.datetime(),
  score: Points,
  grade: QualityGrade,
  evaluated: Count,
  errors: Count,
  /** Whether formula or rules differ from the point before: the line must not run through. */
  breaks: z.boolean(),
});

/** How good a dataset is: its diagnoses, today's score, what became of it over its versions. */
export const QualityDetail = z.strictObject({
  dataset: KebabId,
  /** Day by which timeliness and freshness are judged. */
  evaluationDate: IsoDate,
  /** The whole report; null where it was published without a diagnosis. */
  report: QualityReport.nullable(),
  /** Why rows fail, by id of the rule. */
  reasons: z.record(z.string(), Localized),
  /** Rules of the contract in force that the version cannot be held against, with the reason. */
  unrunnable: z.array(
    z.strictObject({
      id: z.string(),
      criterion: z.string(),
      columns: z.array(z.string()),
      reason: Localized,
    }),
  ),
  /** The report's score with the timeliness of the evaluation date; null without a report. */
  score: Score.nullable(),
  formula: ScoreFormula,
  freshness: Freshness,
  /** Null for the first version. */
  drift: Drift.nullable(),
  trend: z.array(TrendPoint),
  /** What the gate said the last time, published or not; null where nothing is remembered. */
  verdict: GateVerdict.nullable(),
});
export type QualityDetail = z.infer<typeof QualityDetail>;

/** Rows that fail one rule, from `offset`. Values of columns the viewer may not see are `***`. */
export const FailingPage = z.strictObject({
  rule: z.string(),
  reason: Localized,
  /** Columns that tell which row it is, and the values that were judged. */
  key: z.array(z.string()),
  columns: z.array(z.string()),
  rows: z.array(
    z.strictObject({
      /** Number of the row in its extract, from 1. */
      number: z.number().int().positive(),
      key: z.array(z.string().nullable()),
      value: z.string().nullable(),
    }),
  ),
  offset: Count,
  total: Count,
});
export type FailingPage = z.infer<typeof FailingPage>;

/** Datasets that tell of the same things, with the share of shared keys at which they agree. */
export const OverlapList = z.strictObject({
  overlaps: z.array(
    z.strictObject({
      other: KebabId,
      title: Localized,
      owner: Localized,
      key: z.array(z.string()),
      sharedKeys: Count,
      /** Shared keys ÷ keys of the smaller side, 0 to 1. */
      containment: z.number().min(0).max(1),
      measures: z.array(
        z.strictObject({
          column: z.string(),
          otherColumn: z.string(),
          compared: Count,
          agreeing: Count,
          conflicts: z.array(
            z.strictObject({ key: z.string(), value: z.number(), otherValue: z.number() }),
          ),
        }),
      ),
    }),
  ),
});
export type OverlapList = z.infer<typeof OverlapList>;
