import { sql } from 'kysely';
import { BadaError } from '../api/errors.ts';
import { type Grain, periodEnd, periodStart } from '../model/period.ts';
import type { Measure } from '../semantic/indicator.ts';
import { datasetOf, type Manifest, type ManifestDataset } from '../semantic/manifest.ts';
import { conditions } from './condition.ts';
import { interval } from './dialect.ts';
import type { MetricQuery } from './metric-query.ts';
import { plainSums, type SummedRows, sumsOfParts } from './part-sums.ts';
import { mayLackParts, missedParts } from './place-gaps.ts';
import { needsAlias, placeConditions, placeFilters, placeKey } from './place-rows.ts';
import { columnInRole, type IndicatorPlan } from './plan.ts';
import { type Fragment, joinSql } from './sql-compiler.ts';

/** How a measure is bundled: over which grain, and over which dates of its own. */
export interface Bundling {
  /** Grain of the answer; `native` keeps the dataset's own periods; absent bundles all dates. */
  readonly grain: Grain | 'native' | undefined;
  readonly time: { readonly from: string; readonly to: string } | undefined;
}

function timeCondition(day: Fragment, time: Bundling['time']): Fragment[] {
  if (!time) return [];
  return [sql`${day} between cast(${time.from} as date) and cast(${time.to} as date)`];
}

function bucket(column: Fragment, grain: Bundling['grain'], native: Grain): Fragment {
  if (grain === undefined) return sql`cast(null as date)`;
  if (grain === 'native' || grain === native) return column;
  if (grain === 'half') {
    const start = sql`date_trunc('year', ${column})`;
    return sql`cast(case when month(${column}) <= 6 then ${start} else ${start} + ${interval(1, 'half')} end as date)`;
  }
  return sql`cast(date_trunc(${sql.lit(grain)}, ${column}) as date)`;
}

/** Dimensions of the plan that a dataset can be broken down by. */
export function ownDimensions(dataset: ManifestDataset, plan: IndicatorPlan): string[] {
  return plan.dimensions.filter((name) => dataset.columns.some((column) => column.name === name));
}

/** Whether a dataset knows places; a calendar, say, does not. */
export function hasPlaces(dataset: ManifestDataset): boolean {
  return columnInRole(dataset, 'place') !== undefined;
}

/** How a measure's column adds up over time.
 * @throws BadaError `query.no-measure` when the contract in force has no such measure, or does not say how it adds up */
export function timeRule(dataset: ManifestDataset, measure: Measure): 'sum' | 'last' {
  const column = dataset.columns.find(({ name }) => name === measure.column);
  if (column?.time) return column.time;
  throw new BadaError('query.no-measure', {
    column: measure.column,
    contract: `${dataset.id} ${dataset.contractVersion}`,
  });
}

/** The dataset's period column as it stands, and as a day: a moment belongs to its day. */
function periodOf(dataset: ManifestDataset): { at: Fragment; day: Fragment; isMoment: boolean } {
  const period = dataset.columns.find(({ role }) => role === 'period');
  if (period === undefined) throw new Error(`dataset ${dataset.id} has no period`);
  const at = sql.ref(period.name);
  const isMoment = period.type === 'TIMESTAMP';
  return { at, day: isMoment ? sql`cast(${at} as date)` : at, isMoment };
}

/** A dimension as answers hold it: moments and truth values as text. */
function dimensionKey({ columns }: ManifestDataset, name: string): Fragment {
  const column = sql.ref(name);
  const type = columns.find((one) => one.name === name)?.type;
  return type === 'BOOLEAN' || type === 'TIMESTAMP'
    ? sql`cast(${column} as varchar) as ${column}`
    : column;
}

/** A measure's own condition on a column that is not there would silently count every row. */
function refuseForeignColumns(dataset: ManifestDataset, { where }: Measure): void {
  const foreign = where.find(({ dimension }) =>
    dataset.columns.every(({ name }) => name !== dimension),
  );
  if (foreign) throw new Error(`${dataset.id} has no column ${foreign.dimension}`);
}

/** Whether rows of a measure's dataset may be hidden: then its components say so in `suppressed`. */
export function hidesCells(manifest: Manifest, measure: Measure): boolean {
  return datasetOf(manifest, measure.dataset).smallCells !== undefined;
}

/** A sum per place, bucket and dimension: `(place?, period, last_at, dimensions…, value, provisional)`, with
 * `suppressed` where rows may be hidden and `incomplete` where places may be missing from a sum.
 * `last_at` is the last native period that went in; a stock counts only that one. */
export function component({
  manifest,
  measure,
  plan,
  bundling,
}: {
  manifest: Manifest;
  measure: Measure;
  plan: IndicatorPlan;
  bundling: Bundling;
}): Fragment {
  const dataset = datasetOf(manifest, measure.dataset);
  refuseForeignColumns(dataset, measure);
  const { at, day, isMoment } = periodOf(dataset);
  const status = columnInRole(dataset, 'status');
  const dimensions = ownDimensions(dataset, plan).map((name) => dimensionKey(dataset, name));
  const slot = bucket(day, bundling.grain, dataset.grain);
  const places = placeFilters(dataset, plan);
  const kept = [
    ...placeConditions(dataset, plan, dataset.id),
    ...places.kept,
    ...conditions(dataset, [...measure.where, ...places.rest]),
    ...timeCondition(day, bundling.time),
  ];
  const where = kept.length > 0 ? sql` where ${joinSql(kept, ' and ')}` : sql``;
  const wholeBucket = bundling.grain === 'native' || bundling.grain === dataset.grain;
  const isStock = timeRule(dataset, measure) === 'last';
  const table = needsAlias(dataset, plan)
    ? sql`${sql.table(dataset.id)} as f`
    : sql.table(dataset.id);
  const source =
    // Several moments of a day are no one period.
    isStock && (!wholeBucket || isMoment)
      ? sql`(select *, max(${at}) over (partition by ${slot}) as last_period from ${table}${where}) where ${at} = last_period`
      : sql`${table}${where}`;
  const keys = [
    ...(hasPlaces(dataset) ? [sql`${placeKey(dataset, plan)} as place`] : []),
    sql`${slot} as period`,
    ...dimensions,
  ];
  const rows: SummedRows = {
    keys,
    lastAt: sql`max(${day})`,
    sum: sql`sum(${sql.ref(measure.column)})`,
    provisional: status ? sql`bool_or(${sql.ref(status)} = 'provisional')` : sql`false`,
    hidden: hidesCells(manifest, measure)
      ? sql`coalesce(bool_or(${sql.ref(status ?? '')} = 'suppressed'), false)`
      : undefined,
    source,
  };
  if (!mayLackParts(dataset, plan, measure.column)) return plainSums(rows);
  return sumsOfParts(rows, {
    names: ['place', 'period', ...ownDimensions(dataset, plan)],
    part: sql.ref(columnInRole(dataset, 'place') ?? 'place'),
    missed: missedParts(dataset, plan, { ...bundling, isStock }),
  });
}

/** The dates a query asks for as a range, when it names one. */
export function askedRange(query: MetricQuery): { from: string; to: string } | undefined {
  return query.time && 'from' in query.time ? query.time : undefined;
}

/** The dates whose rows an answer counts. A range chooses periods by their first day and each is
 * counted whole: a year's figure is the year's, also where the range ends within it. */
export function countedRange(
  query: MetricQuery,
  grain: Grain | undefined,
): { from: string; to: string } | undefined {
  const range = askedRange(query);
  if (!range || !grain) return range;
  return { from: range.from, to: periodEnd({ start: periodStart(range.to, grain), grain }) };
}
