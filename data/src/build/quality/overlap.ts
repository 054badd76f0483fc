import { type Grain, isNumberType, type ManifestDataset } from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rowsOf, withDuckDb } from '../duckdb.ts';
import { extractRelation } from './gate.ts';

/** A measure that two datasets both hold. */
export interface MeasureOverlap {
  readonly column: string;
  readonly otherColumn: string;
  /** Keys at which both have a value. */
  readonly compared: number;
  /** Of these, keys at which the values are equal. */
  readonly agreeing: number;
  /** The largest differences, in code order of the key. */
  readonly conflicts: readonly {
    readonly key: string;
    readonly value: number;
    readonly otherValue: number;
  }[];
}

/** Two datasets that tell of the same things. */
export interface DatasetOverlap {
  readonly dataset: string;
  readonly other: string;
  /** Columns by which rows of both were matched. */
  readonly key: readonly string[];
  readonly keys: number;
  readonly otherKeys: number;
  readonly sharedKeys: number;
  /** Shared keys ÷ keys of the smaller side, 0 to 1. */
  readonly containment: number;
  readonly measures: readonly MeasureOverlap[];
}

/** A dataset with the standard terms of its columns, by which columns of other names are matched. */
export interface OverlapDataset extends ManifestDataset {
  readonly terms?: Readonly<Record<string, string>>;
}

type Column = ManifestDataset['columns'][number];

const LENGTHS: Readonly<Record<Grain, string>> = {
  year: '1 year',
  half: '6 months',
  quarter: '3 months',
  month: '1 month',
  day: '1 day',
  hour: '1 hour',
};
const MOST_CONFLICTS = 5;
/** Share of keys from which two tables without a common measure are worth a look. */
const LEAST_CONTAINMENT = 0.5;

function isMeasure({ role, type }: Column): boolean {
  return role === 'measure' && isNumberType(type);
}

function isSame(a: OverlapDataset, x: Column, b: OverlapDataset, y: Column): boolean {
  if (x.role !== y.role || (x.type === 'VARCHAR') !== (y.type === 'VARCHAR')) return false;
  const term = a.terms?.[x.name];
  const byTerm = term !== undefined && term === b.terms?.[y.name];
  if (isMeasure(x)) return (byTerm || x.name === y.name) && x.unit === y.unit && x.time === y.time;
  return x.role === 'place' || x.role === 'period' || byTerm || x.name === y.name;
}

interface Match {
  readonly a: Column;
  readonly b: Column;
}

function matches(a: OverlapDataset, b: OverlapDataset, role: (column: Column) => boolean): Match[] {
  return a.columns.filter(role).flatMap((x) => {
    const y = b.columns.find((column) => role(column) && isSame(a, x, b, column));
    return y ? [{ a: x, b: y }] : [];
  });
}

/** A stock is of the last day of its period, so a year and its December are one date; a flow is of
 * the whole period, so its length has to be the same. */
function periodSql(column: Column, grain: Grain, isStock: boolean): string {
  const name = identifier(column.name);
  if (column.type !== 'DATE') return `cast(${name} as varchar)`;
  const end = `cast(${name} + interval '${LENGTHS[grain]}' - interval '1 day' as date)`;
  return isStock ? `cast(${end} as varchar)` : `${name} || ' ' || ${end}`;
}

function sideSql(
  dataset: OverlapDataset,
  columns: readonly Column[],
  measure: Column | undefined,
  extracts: string,
): string {
  const isStock = measure?.time !== 'sum';
  const keys = columns.map((column, at) => {
    const text =
      column.role === 'period'
        ? periodSql(column, dataset.grain, isStock)
        : `cast(${identifier(column.name)} as varchar)`;
    return `${text} as k${at}`;
  });
  const value = measure ? `cast(sum(${identifier(measure.name)}) as double)` : '0';
  const groups = columns.map((_, at) => at + 1).join(', ');
  return `select ${keys.join(', ')}, ${value} as v from ${extractRelation(extracts, dataset)} group by ${groups}`;
}

async function compareKeys(
  connection: DuckDBConnection,
  [a, b]: readonly [string, string],
  width: number,
) {
  const keys = Array.from({ length: width }, (_, at) => `k${at}`).join(', ');
  const [row] = await rowsOf(
    connection,
    `with a as (${a}), b as (${b}) select (select count(*) from a) as na, (select count(*) from b) as nb, (select count(*) from a join b using (${keys})) as shared`,
  );
  return { keys: Number(row?.na), otherKeys: Number(row?.nb), sharedKeys: Number(row?.shared) };
}

async function compareMeasure(
  connection: DuckDBConnection,
  [a, b]: readonly [string, string],
  { width, match }: { width: number; match: Match },
): Promise<MeasureOverlap> {
  const names = Array.from({ length: width }, (_, at) => `k${at}`);
  const both = `with a as (${a}), b as (${b}), j as (select concat_ws(' ', ${names.map((name) => `a.${name}`).join(', ')}) as k, a.v as x, b.v as y, abs(a.v - b.v) <= 1e-9 * greatest(abs(a.v), abs(b.v)) as ok from a join b using (${names.join(', ')}) where a.v is not null and b.v is not null)`;
  const [counts] = await rowsOf(
    connection,
    `${both} select count(*) as n, count_if(ok) as ok from j`,
  );
  const rows = await rowsOf(
    connection,
    `${both} select k, x, y from (select * from j where not ok order by abs(x - y) desc, k limit ${MOST_CONFLICTS}) order by k`,
  );
  return {
    column: match.a.name,
    otherColumn: match.b.name,
    compared: Number(counts?.n),
    agreeing: Number(counts?.ok),
    conflicts: rows.map(({ k, x, y }) => {
      return { key: String(k), value: Number(x), otherValue: Number(y) };
    }),
  };
}

async function overlapOf(
  connection: DuckDBConnection,
  [a, b]: readonly [OverlapDataset, OverlapDataset],
  extracts: string,
): Promise<DatasetOverlap | undefined> {
  const key = matches(a, b, ({ role }) => ['place', 'period', 'dimension'].includes(role));
  // One column in common (every district) is no overlap; place and time together are.
  if (key.length < 2) return undefined;
  const measures = matches(a, b, isMeasure);
  const width = key.length;
  const sides = (measure?: Match): [string, string] => [
    sideSql(
      a,
      key.map((one) => one.a),
      measure?.a,
      extracts,
    ),
    sideSql(
      b,
      key.map((one) => one.b),
      measure?.b,
      extracts,
    ),
  ];
  const counts = await compareKeys(connection, sides(measures[0]), width);
  if (counts.sharedKeys === 0) return undefined;
  const compared: MeasureOverlap[] = [];
  for (const match of measures) {
    compared.push(await compareMeasure(connection, sides(match), { width, match }));
  }
  const containment = counts.sharedKeys / Math.min(counts.keys, counts.otherKeys);
  if (measures.length === 0 && containment < LEAST_CONTAINMENT) return undefined;
  return {
    dataset: a.id,
    other: b.id,
    key: key.map((one) => one.a.name),
    ...counts,
    containment,
    measures: compared,
  };
}

/** Pairs with shared measures first, then by containment. */
function inOrder(found: readonly DatasetOverlap[]): DatasetOverlap[] {
  return [...found].sort(
    (a, b) =>
      Math.sign(b.measures.length) - Math.sign(a.measures.length) || b.containment - a.containment,
  );
}

/** Finds pairs of datasets that hold the same keys, and for the measures they share the part that
 * agrees. Pairs with shared measures come first, then by containment. */
export function findOverlaps(
  datasets: readonly OverlapDataset[],
  { extracts }: { extracts: string },
): Promise<DatasetOverlap[]> {
  return withDuckDb(async (connection) => {
    const found: DatasetOverlap[] = [];
    for (const [at, a] of datasets.entries()) {
      for (const b of datasets.slice(at + 1)) {
        const overlap = await overlapOf(connection, [a, b], extracts);
        if (overlap) found.push(overlap);
      }
    }
    return inOrder(found);
  });
}

/** The overlaps of one dataset, which is the first side of each, in the same order. */
export function overlapsWith(
  dataset: OverlapDataset,
  others: readonly OverlapDataset[],
  { extracts }: { extracts: string },
): Promise<DatasetOverlap[]> {
  return withDuckDb(async (connection) => {
    const found: DatasetOverlap[] = [];
    for (const other of others) {
      if (other.id === dataset.id) continue;
      const overlap = await overlapOf(connection, [dataset, other], extracts);
      if (overlap) found.push(overlap);
    }
    return inOrder(found);
  });
}
