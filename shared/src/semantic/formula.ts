import { z } from 'zod';
import { PeriodStart } from '../model/period.ts';
import { CountedMeasure, Measure, Term } from './measure.ts';

const scale = (byDefault: number) => z.number().positive().default(byDefault);

const Sum = z.strictObject({ type: z.literal('sum'), measure: Measure });

/** Rows in which the column has a value. */
const Count = z.strictObject({ type: z.literal('count'), measure: CountedMeasure });

/** Distinct values, counted anew from the rows of each answer: they never add up. */
const Distinct = z.strictObject({ type: z.literal('distinct'), measure: CountedMeasure });

const Min = z.strictObject({ type: z.literal('min'), measure: Measure });
const Max = z.strictObject({ type: z.literal('max'), measure: Measure });

/** The middle value of the rows. */
const Median = z.strictObject({ type: z.literal('median'), measure: Measure });

/** The value below which a `share` of the rows lies, linear between neighbours. */
const Quantile = z.strictObject({
  type: z.literal('quantile'),
  measure: Measure,
  share: z.number().gt(0).lt(1),
});

/** Σ(value × weight) ÷ Σ weight over the rows that have both; without a weight every row counts alike. */
const Mean = z.strictObject({
  type: z.literal('mean'),
  measure: Measure,
  /** A column of the same dataset. */
  weight: z.string().min(1).optional(),
});

const Ratio = z.strictObject({
  type: z.literal('ratio'),
  numerator: Term,
  denominator: Term,
  /** Factor on the quotient: 100 for per cent, 1000 for per thousand. */
  scale: scale(1),
  /** Largest distance between the last days of numerator and denominator, in days. */
  maxGapDays: z.number().int().min(0).default(0),
});

/** A ratio to the population of the right date: the one nearest to the measure's, within `maxGapDays`. */
const PerCapita = z.strictObject({
  type: z.literal('per-capita'),
  measure: Term,
  population: Measure,
  /** Residents that the figure is told for. */
  per: scale(1000),
  maxGapDays: z.number().int().min(0).default(0),
});

const Published = z.strictObject({ type: z.literal('published'), measure: Measure });

const Change = z.strictObject({
  type: z.literal('change'),
  /** The stock or flow whose relative change this is. */
  measure: Measure,
  overMonths: z.number().int().positive(),
  scale: scale(100),
});

const Plain = z.discriminatedUnion('type', [
  Sum,
  Count,
  Distinct,
  Min,
  Max,
  Median,
  Quantile,
  Mean,
  Ratio,
  PerCapita,
  Published,
  Change,
]);
/** A formula that is computed from the rows of one place and period. */
export type PlainFormula = z.infer<typeof Plain>;

const Additive = z.discriminatedUnion('type', [Sum, Count]);

/** Part of a total of the same period, of which no part may be missing. */
const Share = z.strictObject({
  type: z.literal('share'),
  of: Additive,
  /** The total: of the city (all places), or of all values of a dimension in the same place. */
  within: z.string().min(1),
  scale: scale(100),
});

/** The value as a multiple of that of the period which holds a date (= `scale`). */
const Index = z.strictObject({
  type: z.literal('index'),
  of: Plain,
  base: PeriodStart,
  scale: scale(100),
});

/** Place among the districts of the same date; alike ones share a rank and the next ones are skipped (1, 2, 2, 4). */
const Rank = z.strictObject({
  type: z.literal('rank'),
  of: Plain,
  first: z.enum(['highest', 'lowest']).default('highest'),
});

/** Mean of a period and those before it, all of which must be known; of a ratio the ratio of their sums. */
const MovingMean = z.strictObject({
  type: z.literal('moving-mean'),
  of: z.discriminatedUnion('type', [Sum, Count, Ratio, PerCapita]),
  periods: z.number().int().min(2).max(120),
});

/** Sum from the year's first period on, all of which must be known. */
const Cumulative = z.strictObject({ type: z.literal('cumulative'), of: Additive });

/** How a value is computed from extracts. A plain formula holds at every level; the others set its values beside
 * those of other places or periods. */
export const Formula = z.discriminatedUnion('type', [
  ...Plain.options,
  Share,
  Index,
  Rank,
  MovingMean,
  Cumulative,
]);
export type Formula = z.infer<typeof Formula>;

/** A formula over the values of another one. */
export type DerivedFormula = Exclude<Formula, PlainFormula>;

/** A quotient of two terms, which a per-capita figure is too. */
export type RatioFormula = z.infer<typeof Ratio>;

/** Whether a formula is one over the values of another. */
export function isDerived(formula: Formula): formula is DerivedFormula {
  return 'of' in formula;
}

/** Whether values tell the state of a place whatever its size, so that places can be set beside each other: quotients,
 * rates and the middle of rows do. Sums, extremes and parts of the city grow with a place, changes and indices tell how it
 * moved and not how it stands. */
export function isRelative(formula: Formula): boolean {
  switch (formula.type) {
    case 'ratio':
    case 'per-capita':
    case 'published':
    case 'mean':
    case 'median':
    case 'quantile':
      return true;
    case 'share':
      return formula.within !== 'city';
    case 'moving-mean':
      return isRelative(formula.of);
    case 'sum':
    case 'count':
    case 'distinct':
    case 'min':
    case 'max':
    case 'change':
    case 'index':
    case 'rank':
    case 'cumulative':
      return false;
  }
}

/** The formula whose values come from rows: the formula itself or the one that it is over. */
export function plainOf(formula: Formula): PlainFormula {
  return isDerived(formula) ? formula.of : formula;
}

/** A quotient written out: of a ratio itself, of a per-capita figure measure over population. */
export function asRatio(formula: PlainFormula): RatioFormula | undefined {
  if (formula.type === 'ratio') return formula;
  if (formula.type !== 'per-capita') return undefined;
  const { measure, population, per, maxGapDays } = formula;
  return { type: 'ratio', numerator: measure, denominator: population, scale: per, maxGapDays };
}

/** The measures a formula reads, numerator first, the weights of a mean last. */
export function measuresOf(formula: Formula): Measure[] {
  const plain = plainOf(formula);
  const ratio = asRatio(plain);
  if (ratio) return [ratio.numerator, ratio.denominator];
  if (plain.type === 'ratio' || plain.type === 'per-capita') return [];
  const { measure } = plain;
  const weighted = plain.type === 'mean' && plain.weight !== undefined;
  return weighted ? [measure, { ...measure, column: plain.weight ?? '' }] : [measure];
}

/** Whether nothing but summed columns is read: only then can an answer come from sums that were made before.
 * Counts, extremes, quantiles and means are computed from the rows of each answer. */
export function readsSumsOnly(formula: Formula): boolean {
  const plain = plainOf(formula);
  const ratio = asRatio(plain);
  if (ratio) return !ratio.numerator.counted && !ratio.denominator.counted;
  return ['sum', 'published', 'change'].includes(plain.type);
}
