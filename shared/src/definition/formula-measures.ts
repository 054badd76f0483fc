import { z } from 'zod';
import { type Formula, Measure } from '../semantic/indicator.ts';

/** A measure with its place in the formula, e.g. `['numerator']`. */
export interface PlacedMeasure {
  readonly path: readonly string[];
  readonly measure: Measure;
}

/** Whatever names a column of a dataset, with or without words of its own. */
const Measured = z.looseObject({
  dataset: z.string(),
  column: z.string(),
  where: Measure.shape.where,
});

function collect(value: unknown, path: readonly string[]): PlacedMeasure[] {
  const { data } = Measured.safeParse(value);
  if (data) {
    const { dataset, column, where } = data;
    return [{ path, measure: { dataset, column, where } }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => collect(inner, [...path, key]));
}

/** Every measure of a formula of whatever type, wherever it stands in it. */
export function placedMeasures(formula: Formula): PlacedMeasure[] {
  return collect(formula, []);
}
