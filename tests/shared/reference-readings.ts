import type { Formula, Indicator, MetricQuery } from '@bada/shared';

export type PlainFormula = Exclude<Formula, { of: unknown }>;
export type Ratio = Extract<Formula, { type: 'ratio' }>;

/** What is made of which rows. */
export interface Reading {
  readonly dataset: string;
  readonly column: string;
  readonly where: MetricQuery['where'];
  readonly time?: 'sum' | 'last' | undefined;
  readonly make: 'sum' | 'count' | 'distinct' | 'min' | 'max' | 'mean' | number;
  readonly weight?: string | undefined;
}

/** One side of a quotient. */
export function readingOfTerm({ counted, ...rest }: Ratio['numerator']): Reading {
  return {
    ...rest,
    make: counted === 'rows' ? 'count' : counted === 'distinct' ? 'distinct' : 'sum',
  };
}

/** A per-capita figure is the ratio of its measure to the population. */
export function ratioOf(formula: Indicator['formula']): Ratio | undefined {
  if (formula.type === 'ratio') return formula;
  if (formula.type !== 'per-capita') return undefined;
  const { measure, population, per, maxGapDays } = formula;
  return { type: 'ratio', numerator: measure, denominator: population, scale: per, maxGapDays };
}

/** What a formula begins with. */
export function readingOf(formula: PlainFormula): Reading {
  const ratio = ratioOf(formula);
  if (ratio) return readingOfTerm(ratio.numerator);
  switch (formula.type) {
    case 'ratio':
    case 'per-capita':
      throw new Error('a quotient was taken care of');
    case 'quantile':
      return { ...formula.measure, make: formula.share };
    case 'median':
      return { ...formula.measure, make: 0.5 };
    case 'mean':
      return { ...formula.measure, make: 'mean', weight: formula.weight };
    case 'published':
    case 'change':
      return { ...formula.measure, make: 'sum' };
    default:
      return { ...formula.measure, make: formula.type };
  }
}
