import { BadaError } from '../api/errors.ts';
import { placesShown } from '../semantic/dataset-cut.ts';
import { measuresOf } from '../semantic/formula.ts';
import { datasetsOf, type Indicator } from '../semantic/indicator.ts';
import { datasetOf, type Manifest, type ManifestDataset } from '../semantic/manifest.ts';
import type { MetricQuery } from './metric-query.ts';
import { type IndicatorPlan, isMedian } from './plan.ts';

/** Columns by which means are weighted, however deep in a formula. */
function weightsIn(formula: unknown): string[] {
  if (typeof formula !== 'object' || formula === null) return [];
  const own = 'weight' in formula && typeof formula.weight === 'string' ? [formula.weight] : [];
  return [...own, ...Object.values(formula).flatMap(weightsIn)];
}

/** Columns and bands of a dataset that an indicator cannot do without. */
function neededColumns({ formula }: Indicator, dataset: string): string[] {
  const measures = measuresOf(formula).filter((one) => one.dataset === dataset);
  return measures.flatMap(({ column, where }) => [
    column,
    ...where.map(({ dimension }) => dimension),
  ]);
}

function hides(dataset: ManifestDataset, indicator: Indicator, query: MetricQuery): boolean {
  const { columns, bands = [], cut } = dataset;
  if (!cut) return false;
  const masked = columns.filter((column) => column.masked);
  const there = new Set([
    ...columns.filter((column) => !column.masked).map(({ name }) => name),
    ...bands.map(({ id }) => id),
  ]);
  const hidden = new Set([...masked.map(({ name }) => name), ...cut.of.absent]);
  const named = [...query.by, ...query.where.map(({ dimension }) => dimension)];
  return (
    masked.some(({ role }) => role === 'place') ||
    neededColumns(indicator, dataset.id).some((name) => !there.has(name)) ||
    [...named, ...weightsIn(indicator.formula)].some((name) => hidden.has(name))
  );
}

/** Whether a value is told by those of all other places: of a part of them it would be another one under its name. */
function spansAllPlaces(plan: IndicatorPlan): boolean {
  const { type } = plan.indicator.formula;
  return isMedian(plan) || type === 'rank' || type === 'share';
}

/** What a viewer cannot see is not computed with either: the answer would be one of empty values, or of a part of the
 * places where it needs all.
 * @throws BadaError `dataset.masked` */
export function refuseHidden(plan: IndicatorPlan, query: MetricQuery, manifest: Manifest): void {
  const { indicator } = plan;
  const hidden = datasetsOf(indicator).find((id) =>
    hides(datasetOf(manifest, id), indicator, query),
  );
  const partial = datasetsOf(indicator).find((id) => placesShown(datasetOf(manifest, id)));
  if (partial !== undefined && spansAllPlaces(plan)) {
    throw new BadaError('dataset.masked', { id: partial });
  }
  if (hidden !== undefined) throw new BadaError('dataset.masked', { id: hidden });
}
