import { sql } from 'kysely';
import type { Grain } from '../model/period.ts';
import { placesShown } from '../semantic/dataset-cut.ts';
import { plainOf } from '../semantic/formula.ts';
import { datasetOf, type Manifest, type ManifestDataset } from '../semantic/manifest.ts';
import type { Measure } from '../semantic/measure.ts';
import { aggregateSql, meanOverTime } from './aggregate-sql.ts';
import { bandConditions, bandKey, bandsOf } from './band-sql.ts';
import { conditions } from './condition.ts';
import type { Dialect } from './dialect.ts';
import { bucket, inRange, periodOf } from './period-sql.ts';
import { mayLackParts, missedParts } from './place-gaps.ts';
import { needsAlias, placeConditions, placeFilters, placeKey } from './place-rows.ts';
import { columnInRole, type IndicatorPlan } from './plan.ts';
import { numeratorOf, type Reading, timeRule } from './reading.ts';
import { type Source, sourceOf } from './source.ts';
import { type Fragment, joinSql } from './sql-compiler.ts';
import type { Range } from './time-range.ts';
import { inWantedUnit } from './unit-sql.ts';

/** How a measure is bundled: over which grain, and over which dates of its own. */
export interface Bundling {
  /** Grain of the answer; `native` keeps the dataset's own periods; absent bundles all dates. */
  readonly grain: Grain | 'native' | undefined;
  readonly time: Range | undefined;
}

/** Whether a dataset has a column or bands of that name. */
export function hasDimension(dataset: ManifestDataset, name: string): boolean {
  return dataset.columns.some((column) => column.name === name) || !!bandsOf(dataset, name);
}

/** Dimensions of the plan that a dataset can be broken down by. */
export function ownDimensions(dataset: ManifestDataset, plan: IndicatorPlan): string[] {
  return plan.dimensions.filter((name) => hasDimension(dataset, name));
}

/** Whether a dataset knows places; a calendar, say, does not. */
export function hasPlaces(dataset: ManifestDataset): boolean {
  return columnInRole(dataset, 'place') !== undefined;
}

/** A dimension as answers hold it: bands by their names, moments and truth values as text. */
function dimensionKey(dataset: ManifestDataset, name: string): Fragment {
  const column = sql.ref(name);
  const type = dataset.columns.find((one) => one.name === name)?.type;
  const isText = type === 'BOOLEAN' || type === 'TIMESTAMP';
  return bandKey(dataset, name) ?? (isText ? sql`cast(${column} as varchar)` : column);
}

/** A measure's own condition on a column that is not there would silently count every row. */
function refuseForeignColumns(dataset: ManifestDataset, { measure, aggregate }: Reading): void {
  const filters = measure.where.map(({ dimension }) => dimension);
  const weights = aggregate.kind === 'mean' && aggregate.weight ? [aggregate.weight] : [];
  const foreign =
    filters.find((name) => !hasDimension(dataset, name)) ??
    weights.find((word) => dataset.columns.every(({ name }) => name !== word));
  if (foreign !== undefined) throw new Error(`${dataset.id} has no column ${foreign}`);
}

/** Whether figures of a measure's dataset may be hidden: then its components say so in `suppressed`. */
export function hidesCells(manifest: Manifest, measure: Measure): boolean {
  const dataset = datasetOf(manifest, measure.dataset);
  return dataset.smallCells !== undefined || placesShown(dataset) !== undefined;
}

/** Whether a figure, known by `place`, would be that of a part of its place alone, because the viewer does not see the
 * rest; absent where he sees all places. A part under the name of the whole would mislead. */
function isOfPart(dataset: ManifestDataset): Fragment | undefined {
  const shown = placesShown(dataset);
  if (shown === undefined) return undefined;
  const whole = shown.map((code) => sql`starts_with(place, ${code})`);
  return whole.length === 0 ? sql`true` : sql`not (${joinSql(whole, ' or ')})`;
}

/** What a component is made of. */
export interface ComponentOf {
  readonly manifest: Manifest;
  readonly dialect: Dialect;
  readonly plan: IndicatorPlan;
  readonly reading: Reading;
  readonly bundling: Bundling;
}

/** Where a component's rows are read. */
function sourceFor({ manifest, plan, reading: { measure } }: ComponentOf): Source {
  return sourceOf(datasetOf(manifest, measure.dataset), plan, measure);
}

/** Whether a component bundles several periods of its dataset into one; several moments of a day are no one period. */
function isBundled(of: ComponentOf): boolean {
  const { manifest, reading, bundling } = of;
  const dataset = datasetOf(manifest, reading.measure.dataset);
  const isWhole = bundling.grain === 'native' || bundling.grain === sourceFor(of).grain;
  return !isWhole || periodOf(dataset).isMoment;
}

/** Whether a component is a mean over time, which says in `incomplete` where periods are not known. */
function isMeanOverTime(of: ComponentOf): boolean {
  const { kind } = of.reading.aggregate;
  const dataset = datasetOf(of.manifest, of.reading.measure.dataset);
  const adds = kind === 'sum' || kind === 'count';
  return adds && isBundled(of) && timeRule(dataset, of.reading) === 'mean';
}

function whereAll(kept: readonly Fragment[]): Fragment {
  return kept.length > 0 ? sql` where ${joinSql(kept, ' and ')}` : sql``;
}

/** Rows that are counted: all of `from` that a question's filters keep. */
interface Rows {
  /** What the definition, the level and the dates keep: these rows tell which periods there are. */
  readonly from: Fragment;
  readonly filters: readonly Fragment[];
}

/** The rows that count, of a stock only the last period's in each bucket. A question's filters come after that: they
 * choose rows, and never which period is the last. */
function rowsOf(of: ComponentOf, slot: Fragment): Rows {
  const { manifest, plan, reading, bundling } = of;
  const dataset = datasetOf(manifest, reading.measure.dataset);
  const { table: name } = sourceFor(of);
  const places = placeFilters(dataset, plan);
  const declared = [
    ...placeConditions(dataset, plan, name),
    ...conditions(dataset, reading.measure.where),
    ...bandConditions(dataset, reading.measure.where),
    ...(bundling.time ? [inRange(periodOf(dataset), bundling.time)] : []),
  ];
  const filters = [
    ...places.kept,
    ...conditions(dataset, places.rest),
    ...bandConditions(dataset, places.rest),
  ];
  const alias = needsAlias(dataset, plan) ? sql` as f` : sql``;
  const from = sql`${sql.table(name)}${alias}`;
  const isLast = timeRule(dataset, reading) === 'last' && isBundled(of);
  if (!isLast && !isMeanOverTime(of)) {
    return { from: sql`${from}${whereAll([...declared, ...filters])}`, filters: [] };
  }
  const rows = sql`${from}${whereAll(declared)}`;
  if (!isLast) return { from: rows, filters };
  const { at } = periodOf(dataset);
  const dated = sql`(select *, max(${at}) over (partition by ${slot}) as last_period from ${rows})`;
  return { from: sql`${dated}${whereAll([sql`${at} = last_period`, ...filters])}`, filters: [] };
}

/** Greatest mark of the rows of a group: 2 provisional, 1 revised, 0 final. */
function markOf(status: string | undefined): Fragment {
  if (status === undefined) return sql`0`;
  const column = sql.ref(status);
  return sql`max(case ${column} when 'provisional' then 2 when 'revised' then 1 else 0 end)`;
}

interface Key {
  readonly column: Fragment;
  readonly name: string;
  readonly isConstant?: boolean;
}

/** Figures of a dataset that tells no places are the city's, where an indicator begins with them. */
function isOfCity({ indicator, level }: IndicatorPlan, { measure }: Reading): boolean {
  const upper = numeratorOf(plainOf(indicator.formula)).measure;
  return level === 'city' && upper.dataset === measure.dataset;
}

function keysOf({ manifest, plan, reading, bundling }: ComponentOf, slot: Fragment): Key[] {
  const dataset = datasetOf(manifest, reading.measure.dataset);
  const place = { column: placeKey(dataset, plan), name: 'place' };
  return [
    ...(hasPlaces(dataset) || isOfCity(plan, reading)
      ? [{ ...place, isConstant: plan.level === 'city' }]
      : []),
    { column: slot, name: 'period', isConstant: bundling.grain === undefined },
    ...ownDimensions(dataset, plan).map((name) => ({ column: dimensionKey(dataset, name), name })),
  ];
}

/** Whether a component says in `incomplete` that some of its places or periods are not known. */
export function mayBeIncomplete(of: ComponentOf): boolean {
  const { manifest, plan, reading } = of;
  const { dataset, column } = reading.measure;
  return isMeanOverTime(of) || mayLackParts(datasetOf(manifest, dataset), plan, column);
}

/** Values of groups of rows: `total`, and what tells whether it is whole. */
function grouped(of: ComponentOf): { select: Fragment; keys: readonly Key[] } {
  const { manifest, dialect, reading, bundling } = of;
  const { measure } = reading;
  const dataset = datasetOf(manifest, measure.dataset);
  const column = periodOf(dataset);
  const slot = bucket(column, bundling.grain, sourceFor(of).grain);
  const keys = keysOf(of, slot);
  const groups = keys.filter(({ isConstant }) => !isConstant).map(({ column }) => column);
  const whole = aggregateSql(reading, { dialect, keys: groups });
  const mean = isMeanOverTime(of)
    ? meanOverTime(whole.value, { column: measure.column, period: column.at, slot })
    : undefined;
  const { added, value: own } = mean ?? whole;
  const value = inWantedUnit(own, { plan: of.plan, dataset, reading });
  const { from, filters } = rowsOf(of, slot);
  const source =
    added.length > 0
      ? sql`(select *, ${joinSql(added, ', ')} from ${from})${whereAll(filters)}`
      : from;
  const status = columnInRole(dataset, 'status');
  const hidden = sql`coalesce(bool_or(${sql.ref(status ?? '')} = 'suppressed'), false)`;
  const columns = [
    ...keys.map(({ column, name }) => sql`${column} as ${sql.ref(name)}`),
    sql`max(${column.native}) as last_at`,
    sql`${value} as value`,
    ...(dataset.smallCells ? [sql`${hidden} as suppressed`] : []),
    sql`${markOf(status)} as mark`,
    ...(mean ? [sql`${mean.incomplete} as lacks_periods`] : []),
    ...partCounts(of),
  ];
  const ordinals = keys.map((_, index) => sql.lit(index + 1));
  const select = sql`select ${joinSql(columns, ', ')} from ${source} group by ${joinSql(ordinals, ', ')}`;
  return { select, keys };
}

/** How many places have rows, and how many of them a value. */
function partCounts({ manifest, plan, reading }: ComponentOf): Fragment[] {
  const { dataset: id, column } = reading.measure;
  const dataset = datasetOf(manifest, id);
  if (!mayLackParts(dataset, plan, column)) return [];
  const part = sql.ref(columnInRole(dataset, 'place') ?? 'place');
  const known = sql`case when ${sql.ref(column)} is not null then ${part} end`;
  return [sql`count(distinct ${part}) as parts`, sql`count(distinct ${known}) as known_parts`];
}

/** Whether a value lacks places that it is made of: one without any value, or without a row where it should have one. */
function lacksPlaces({ manifest, plan, reading, bundling }: ComponentOf): Fragment | undefined {
  const { dataset: id, column } = reading.measure;
  const dataset = datasetOf(manifest, id);
  if (!mayLackParts(dataset, plan, column)) return undefined;
  const isStock = timeRule(dataset, reading) === 'last';
  const missed = missedParts(dataset, plan, { ...bundling, isStock });
  return missed ? sql`(known_parts < parts or ${missed})` : sql`known_parts < parts`;
}

/** What tells whether a value is hidden; absent where none is. */
function suppressedOf(dataset: ManifestDataset): Fragment | undefined {
  const part = isOfPart(dataset);
  const reasons = [...(dataset.smallCells ? [sql`suppressed`] : []), ...(part ? [part] : [])];
  return reasons.length === 0 ? undefined : joinSql(reasons, ' or ');
}

/** A value per place, bucket and dimension: `(place?, period, dimensions…, last_at, value, mark)`, `suppressed`
 * where cells may be hidden, `incomplete` where places or periods may be missing. `last_at` is the last native period
 * that went in; a stock counts only that one. */
export function component(of: ComponentOf): Fragment {
  const { manifest, reading } = of;
  refuseForeignColumns(datasetOf(manifest, reading.measure.dataset), reading);
  const { select, keys } = grouped(of);
  const hides = hidesCells(manifest, reading.measure);
  const suppressed = suppressedOf(datasetOf(manifest, reading.measure.dataset));
  const isIncomplete = mayBeIncomplete(of);
  if (!hides && !isIncomplete) return select;
  const lacks = lacksPlaces(of);
  const shown = [
    ...(lacks ? [sql`not (${lacks})`] : []),
    ...(suppressed ? [sql`not (${suppressed})`] : []),
  ];
  const value =
    shown.length > 0 ? sql`case when ${joinSql(shown, ' and ')} then value end` : sql`value`;
  const reasons = [
    ...(lacks ? [sql`(${lacks} and known_parts > 0)`] : []),
    ...(isMeanOverTime(of) ? [sql`lacks_periods`] : []),
  ];
  const columns = [
    ...keys.map(({ name }) => sql.ref(name)),
    sql`last_at, ${value} as value`,
    ...(suppressed ? [sql`(${suppressed}) as suppressed`] : []),
    sql`mark`,
    ...(isIncomplete ? [sql`(${joinSql(reasons, ' or ')}) as incomplete`] : []),
  ];
  return sql`select ${joinSql(columns, ', ')} from (${select}) as parts`;
}
