import { BadaError } from '../api/errors.ts';
import { asRatio, type PlainFormula } from '../semantic/formula.ts';
import type { ManifestDataset } from '../semantic/manifest.ts';
import type { CountedMeasure, Term, TimeRule } from '../semantic/measure.ts';

/** How the rows of one place and period become one value. */
export type Aggregate =
  | { readonly kind: 'sum' | 'count' | 'distinct' | 'min' | 'max' }
  | { readonly kind: 'quantile'; readonly share: number }
  | { readonly kind: 'mean'; readonly weight: string | undefined };

/** A column with what is made of its rows. */
export interface Reading {
  readonly measure: CountedMeasure;
  readonly aggregate: Aggregate;
}

function readingOfTerm(term: Term): Reading {
  const { counted, ...measure } = term;
  const kind = counted === 'rows' ? 'count' : (counted ?? 'sum');
  return { measure, aggregate: { kind } };
}

/** What a formula's value begins with: its measure, or what stands above the line. */
export function numeratorOf(formula: PlainFormula): Reading {
  switch (formula.type) {
    case 'ratio':
      return readingOfTerm(formula.numerator);
    case 'per-capita':
      return readingOfTerm(formula.measure);
    case 'median':
      return { measure: formula.measure, aggregate: { kind: 'quantile', share: 0.5 } };
    case 'quantile':
      return { measure: formula.measure, aggregate: { kind: 'quantile', share: formula.share } };
    case 'mean':
      return { measure: formula.measure, aggregate: { kind: 'mean', weight: formula.weight } };
    case 'count':
    case 'distinct':
    case 'min':
    case 'max':
      return { measure: formula.measure, aggregate: { kind: formula.type } };
    case 'sum':
    case 'published':
    case 'change':
      return { measure: formula.measure, aggregate: { kind: 'sum' } };
  }
}

/** What stands below the line of a quotient. */
export function denominatorOf(formula: PlainFormula): Reading | undefined {
  const ratio = asRatio(formula);
  return ratio && readingOfTerm(ratio.denominator);
}

function isNumber(type: string): boolean {
  return /^(INTEGER|BIGINT|DOUBLE|DECIMAL)/.test(type);
}

/** How a reading adds up over time: as its column says, or the column it is weighted by; rows and values of other
 * columns are flows unless the measure says so.
 * @throws BadaError `query.no-measure` when the contract in force has no such measure, or does not say how it adds up */
export function timeRule(dataset: ManifestDataset, { measure, aggregate }: Reading): TimeRule {
  const columnOf = (wanted: string) => dataset.columns.find(({ name }) => name === wanted);
  const column = columnOf(measure.column);
  if (column?.time) return column.time;
  const isCounted = aggregate.kind === 'count' || aggregate.kind === 'distinct';
  const isUsable = column && (isCounted || (aggregate.kind !== 'sum' && isNumber(column.type)));
  if (isUsable && column.role !== 'measure') {
    const weight = aggregate.kind === 'mean' && aggregate.weight;
    return (weight ? columnOf(weight)?.time : undefined) ?? measure.time ?? 'sum';
  }
  throw new BadaError('query.no-measure', {
    column: measure.column,
    contract: `${dataset.id} ${dataset.contractVersion}`,
  });
}
