import { z } from 'zod';
import { Localized } from '../model/localized.ts';
import type { Column } from './dataset-contract.ts';
import { isNumberType } from './physical-type.ts';

/** A standard term in the form of the ministry's common standards: 용어명, 영문약어명, 도메인, 타입, 길이. */
export const StandardTerm = z.strictObject({
  name: z.string().min(1),
  abbreviation: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  domain: z.string().min(1),
  type: z.enum(['text', 'number', 'date']),
  /** Most characters of a text or digits of a number. */
  length: z.number().int().positive(),
  definition: Localized,
});
export type StandardTerm = z.infer<typeof StandardTerm>;

/** The terms that columns are held against. */
export const StandardTerms = z.strictObject({
  v: z.literal(1),
  version: z.string().min(1),
  source: Localized,
  terms: z.array(StandardTerm),
});
export type StandardTerms = z.infer<typeof StandardTerms>;

/** Whether a column stands on a standard term, and if not, why. */
export interface TermUse {
  readonly column: string;
  readonly term: string | undefined;
  readonly state: 'standard' | 'no-term' | 'unknown-term' | 'wrong-type';
}

function kindOf(type: string): StandardTerm['type'] {
  if (isNumberType(type)) return 'number';
  return type === 'DATE' || type === 'TIMESTAMP' ? 'date' : 'text';
}

function stateOf(
  column: Column,
  byAbbreviation: ReadonlyMap<string, StandardTerm>,
): TermUse['state'] {
  if (column.term === undefined) return 'no-term';
  const term = byAbbreviation.get(column.term);
  if (!term) return 'unknown-term';
  return term.type === kindOf(column.type) ? 'standard' : 'wrong-type';
}

/** The standards diagnosis (표준): each column against the glossary. */
export function termUses(columns: readonly Column[], standard: StandardTerms): TermUse[] {
  const terms = new Map(standard.terms.map((term) => [term.abbreviation, term]));
  return columns.map((column) => ({
    column: column.name,
    term: column.term,
    state: stateOf(column, terms),
  }));
}

/** 표준적용률: columns on a standard term ÷ all columns, 0 to 1. */
export function standardShare(uses: readonly TermUse[]): number {
  if (uses.length === 0) return 0;
  return uses.filter(({ state }) => state === 'standard').length / uses.length;
}
