import { z } from 'zod';
import { Cadence } from '../model/cadence.ts';
import { Localized } from '../model/localized.ts';
import { daysBetween, type IsoDate } from '../model/period.ts';
import { saying } from '../model/saying.ts';
import { QualityCriterion } from './quality-criteria.ts';
import {
  QualityDimension,
  type QualityGrade,
  type QualitySummary,
  type RuleResult,
} from './quality-summary.ts';

const Weight = z.number().positive();
const Share = z.number().min(0).max(1);

const Dimension = z.strictObject({
  id: QualityDimension,
  name: Localized,
  weight: Weight,
  criteria: z.array(QualityCriterion),
});

const OfficialBand = z.strictObject({
  /** Error rate in per cent below which the points are given; absent for the rest. */
  below: z.number().positive().optional(),
  points: z.number().min(0),
});

const CappedGrade = z.enum(['B', 'C']);

/** The score's formula as versioned data: weights, grades, caps and the official bands. */
export const ScoreFormula = z
  .strictObject({
    v: z.literal(1),
    version: z.string().min(1),
    source: Localized,
    dimensions: z.array(Dimension).length(QualityDimension.options.length),
    severities: z.strictObject({ critical: Weight, major: Weight, minor: Weight }),
    /** Least score of each grade; below C it is D. */
    grades: z.strictObject({ A: z.number(), B: z.number(), C: z.number() }),
    caps: z.strictObject({
      coverage: z.strictObject({ below: Share, grade: CappedGrade }),
      critical: z.strictObject({ below: Share, grade: CappedGrade }),
    }),
    timeliness: z.strictObject({
      /** By cadence; one that is not named promises nothing. */
      cycleDays: z.partialRecord(Cadence, Weight),
      /** Cycles that collecting and publishing may take before a dataset counts as late. */
      graceCycles: z.number().min(0),
    }),
    readiness: z.strictObject({ standard: Share, metadata: Share, currency: Share }),
    officialBands: z.array(OfficialBand).min(1),
  })
  .refine(
    ({ dimensions }) => {
      const named = dimensions.flatMap(({ criteria }) => criteria);
      return (
        new Set(named).size === named.length && named.length === QualityCriterion.options.length
      );
    },
    saying({
      ko: '열여섯 가지 진단 기준은 저마다 한 차원에만 들어가야 합니다',
      en: 'each of the sixteen criteria belongs to exactly one dimension',
    }),
  );
export type ScoreFormula = z.infer<typeof ScoreFormula>;

/** A score with what led to it. */
export interface QualityScore {
  /** 0 to 100; null when nothing was measured. */
  readonly score: number | null;
  readonly grade: QualityGrade;
  readonly dimensions: Readonly<Record<QualityDimension, number | null>>;
  /** What keeps the grade below what the score alone would give. */
  readonly caps: readonly ('coverage' | 'critical')[];
}

/** Score of the rules of one dimension, 0 to 100; null when none of them evaluated a value. */
function dimensionScore(results: readonly RuleResult[], formula: ScoreFormula): number | null {
  const measured = results.filter(({ evaluated }) => evaluated > 0);
  const weights = measured.map(({ severity }) => formula.severities[severity]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return null;
  const passed = measured.map(
    ({ errors, evaluated }, at) => (weights[at] ?? 0) * (1 - errors / evaluated),
  );
  return (100 * passed.reduce((sum, share) => sum + share, 0)) / total;
}

/** How current a dataset is, 0 to 100; null where its cadence promises nothing. */
export function timeliness(
  formula: ScoreFormula,
  { cadence, asOf, evaluationDate }: { cadence: string; asOf: IsoDate; evaluationDate: IsoDate },
): number | null {
  const days: Readonly<Record<string, number>> = formula.timeliness.cycleDays;
  const cycle = days[cadence];
  if (cycle === undefined) return null;
  const grace = cycle * formula.timeliness.graceCycles;
  const late = Math.max(0, daysBetween(asOf, evaluationDate) - cycle - grace);
  return 100 * Math.min(1, Math.max(0, 1 - late / (2 * cycle)));
}

const ORDER: readonly QualityGrade[] = ['A', 'B', 'C', 'D'];

function worse(a: QualityGrade, b: QualityGrade): QualityGrade {
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}

function gradeOf(score: number, { grades }: ScoreFormula): QualityGrade {
  if (score >= grades.A) return 'A';
  if (score >= grades.B) return 'B';
  return score >= grades.C ? 'C' : 'D';
}

function capsOf(
  results: readonly RuleResult[],
  coverage: number,
  formula: ScoreFormula,
): QualityScore['caps'] {
  const isPoor = ({ severity, evaluated, errors }: RuleResult) =>
    severity === 'critical' &&
    evaluated > 0 &&
    1 - errors / evaluated < formula.caps.critical.below;
  const caps: ('coverage' | 'critical')[] = [];
  if (coverage < formula.caps.coverage.below) caps.push('coverage');
  if (results.some(isPoor)) caps.push('critical');
  return caps;
}

function weightedMean(scores: QualityScore['dimensions'], formula: ScoreFormula): number | null {
  const measured = formula.dimensions.filter(({ id }) => scores[id] !== null);
  const total = measured.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return null;
  return measured.reduce((sum, { id, weight }) => sum + weight * (scores[id] ?? 0), 0) / total;
}

/** Severity-weighted pass rate per dimension, then the weighted mean over the measured ones only.
 * Formula: governance research, section 3 (a proposal, so it is versioned data). */
export function scoreOf(
  formula: ScoreFormula,
  {
    results,
    coverage,
    timely = null,
  }: { results: readonly RuleResult[]; coverage: number; timely?: number | null },
): QualityScore {
  const scoreIn = (id: QualityDimension) => {
    if (id === 'timeliness') return timely;
    const criteria = formula.dimensions.find((dimension) => dimension.id === id)?.criteria ?? [];
    return dimensionScore(
      results.filter(({ criterion }) => criteria.includes(criterion)),
      formula,
    );
  };
  const dimensions = {
    completeness: scoreIn('completeness'),
    validity: scoreIn('validity'),
    consistency: scoreIn('consistency'),
    accuracy: scoreIn('accuracy'),
    uniqueness: scoreIn('uniqueness'),
    timeliness: timely,
  };
  const wasDiagnosed = results.some(({ evaluated }) => evaluated > 0);
  const score = wasDiagnosed ? weightedMean(dimensions, formula) : null;
  if (score === null) return { score, grade: 'undiagnosed', dimensions, caps: [] };
  const caps = capsOf(results, coverage, formula);
  const grade = caps
    .map((cap): QualityGrade => formula.caps[cap].grade)
    .reduce(worse, gradeOf(score, formula));
  return { score, grade, dimensions, caps };
}

/** A published summary's score with the timeliness of a day: what pages show, wherever they show it. */
export function summaryOn(
  formula: ScoreFormula,
  summary: QualitySummary,
  dataset: { cadence: string; asOf: IsoDate; evaluationDate: IsoDate },
): QualitySummary {
  if (summary.score === null) return summary;
  const dimensions = { ...summary.dimensions, timeliness: timeliness(formula, dataset) };
  const score = weightedMean(dimensions, formula);
  if (score === null) return summary;
  const grade = capsOf(summary.failed, summary.coverage, formula)
    .map((cap): QualityGrade => formula.caps[cap].grade)
    .reduce(worse, gradeOf(score, formula));
  return { ...summary, score, grade, dimensions };
}

/** The official error rate: errors ÷ diagnosed values in per cent, with the points of its band. */
export interface OfficialErrorRate {
  readonly evaluated: number;
  readonly errors: number;
  /** Per cent; null when nothing was diagnosed. */
  readonly percent: number | null;
  readonly points: number | null;
}

/** Official error rate over all rules; shown beside the score and never blended with it. */
export function officialErrorRate(
  formula: ScoreFormula,
  results: readonly Pick<RuleResult, 'evaluated' | 'errors'>[],
): OfficialErrorRate {
  const evaluated = results.reduce((sum, result) => sum + result.evaluated, 0);
  const errors = results.reduce((sum, result) => sum + result.errors, 0);
  if (evaluated === 0) return { evaluated, errors, percent: null, points: null };
  const percent = (errors / evaluated) * 100;
  const band = formula.officialBands.find(({ below }) => below === undefined || percent < below);
  return { evaluated, errors, percent, points: band?.points ?? null };
}
