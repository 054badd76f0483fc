import type { Formula } from '../semantic/formula.ts';
import { Term } from '../semantic/measure.ts';

/** A measure with its place in the formula, e.g. `['numerator']`. */
export interface PlacedMeasure {
  readonly path: readonly string[];
  readonly measure: Term;
}

function collect(value: unknown, path: readonly string[]): PlacedMeasure[] {
  const { data } = Term.safeParse(value);
  if (data) return [{ path, measure: data }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => collect(inner, [...path, key]));
}

/** Every measure of a formula of whatever type, wherever it stands in it. */
export function placedMeasures(formula: Formula): PlacedMeasure[] {
  return collect(formula, []);
}
