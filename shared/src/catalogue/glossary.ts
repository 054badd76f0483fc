import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import { StandardTerm } from '../semantic/quality-terms.ts';
import type { DatasetNode } from './dataset-node.ts';

/** A standard term with the columns that use it. */
export const GlossaryTerm = z.strictObject({
  /** English abbreviation (영문약어명), e.g. `SGG_CD`. */
  term: z.string(),
  /** Korean names (용어명) that contracts give it, the most frequent first. */
  names: z.array(z.string()),
  /** DuckDB types that columns store it as; more than one is worth a look. */
  types: z.array(z.string()),
  /** The term as the standard defines it; null where the standard has no such term. */
  standard: StandardTerm.nullable(),
  uses: z.array(z.strictObject({ dataset: KebabId, column: z.string() })),
});
export type GlossaryTerm = z.infer<typeof GlossaryTerm>;

/** The standard terms in use, and how many of all columns use one (표준적용률). */
export const Glossary = z.strictObject({
  terms: z.array(GlossaryTerm),
  columns: z.number().int().min(0),
  withTerm: z.number().int().min(0),
});
export type Glossary = z.infer<typeof Glossary>;

function byFrequency(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
}

/** The glossary that the columns of some datasets make up, terms in alphabetical order.
 * @param standard the terms of the standard */
export function glossaryOf(
  nodes: readonly DatasetNode[],
  standard: readonly StandardTerm[],
): Glossary {
  const columns = nodes.flatMap((node) =>
    node.columns.map((column) => ({ ...column, dataset: node.id })),
  );
  const used = columns.filter(({ term }) => term !== undefined);
  const terms = [...Map.groupBy(used, ({ term }) => term ?? '')].map(([term, uses]) => ({
    term,
    names: byFrequency(uses.flatMap(({ businessName }) => businessName ?? [])),
    types: byFrequency(uses.map(({ type }) => type)),
    standard: standard.find(({ abbreviation }) => abbreviation === term) ?? null,
    uses: uses.map(({ dataset, name }) => ({ dataset, column: name })),
  }));
  terms.sort((a, b) => (a.term < b.term ? -1 : 1));
  return { terms, columns: columns.length, withTerm: used.length };
}
