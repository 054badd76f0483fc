import { type Grain, isAsCoarseAs, periodStart } from '../model/period.ts';
import { measuresOf, readsSumsOnly } from '../semantic/formula.ts';
import { datasetOf, type Manifest, type ManifestDataset } from '../semantic/manifest.ts';
import type { Measure } from '../semantic/measure.ts';
import { bandsOf } from './band-sql.ts';
import type { MetricQuery } from './metric-query.ts';
import { needsAlias } from './place-rows.ts';
import { columnInRole, type IndicatorPlan, readPlan } from './plan.ts';
import { countedRange } from './time-range.ts';

/** Sums of some measures of a dataset, told apart by some of its columns. */
export interface Sums {
  readonly by: readonly string[];
  /** Length of their periods; null where all are added up. */
  readonly grain: Grain | null;
  readonly measures: readonly string[];
}

/** A measure that a plan reads for a query. */
export interface Wanted {
  readonly manifest: Manifest;
  readonly dataset: ManifestDataset;
  readonly measure: Measure;
  readonly plan: IndicatorPlan;
  readonly query: MetricQuery;
}

/** Columns that rows must be told apart by for a measure to be added up from them. */
export function keysOf({ dataset, measure, plan }: Wanted): string[] {
  const filters = [...measure.where, ...plan.where].map(({ dimension }) => dimension);
  const named = [...plan.dimensions, ...filters];
  const words = new Set(named.map((name) => bandsOf(dataset, name)?.column ?? name));
  return dataset.columns
    .filter(({ name, role }) => ['place', 'period', 'status'].includes(role) || words.has(name))
    .map(({ name }) => name);
}

function isFlow(manifest: Manifest, { dataset, column }: Measure): boolean {
  const { columns } = datasetOf(manifest, dataset);
  return columns.find(({ name }) => name === column)?.time === 'sum';
}

/** Whether sums over longer periods answer: of flows only (the last period of a stock depends on the filters, and stocks
 * beside them are found by the dataset's own dates), where no answer tells these, and where the range begins with one of theirs. */
function answersFromLonger(grain: Grain, wanted: Wanted): boolean {
  const { manifest, dataset, measure, plan, query } = wanted;
  const range = countedRange(query, plan.grain);
  const { formula } = plan.indicator;
  const others = measuresOf(formula).filter((one) => one.dataset !== dataset.id);
  return (
    // A rank leaves out the places whose own last period is an earlier one.
    formula.type !== 'rank' &&
    [measure, ...others].every((one) => isFlow(manifest, one)) &&
    plan.grain !== undefined &&
    isAsCoarseAs(plan.grain, grain) &&
    !needsAlias(dataset, readPlan(plan)) &&
    (!range || periodStart(range.from, grain) === range.from)
  );
}

/** Whether a measure added up from sums is what it is added up from the rows themselves. */
export function answersExactly(sums: Sums, wanted: Wanted): boolean {
  const { dataset, measure, plan } = wanted;
  if (!readsSumsOnly(plan.indicator.formula)) return false;
  if (!sums.measures.includes(measure.column)) return false;
  if (columnInRole(dataset, 'period') === undefined) return false;
  if (!keysOf(wanted).every((name) => sums.by.includes(name))) return false;
  if (sums.grain === null) return false;
  return sums.grain === dataset.grain || answersFromLonger(sums.grain, wanted);
}
