import {
  type Column,
  type DatasetContract,
  findDepartures,
  findMissing,
  type GroupTotal,
  isNumberType,
  type QualityReport,
} from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rowsOf } from '../duckdb.ts';

/** More groups than a steward could look at say that this is no column to compare by. */
const MOST_TOTALS = 200_000;

type Anomalies = QualityReport['anomalies'];

/** The whole that a place is part of: the district of a dong, the city of a district. */
function parentOf(place: string): string {
  return place.slice(0, place.length > 5 ? 5 : 2);
}

/** Fewer places than this are told apart by the rest of the key too. */
const LEAST_PLACES = 5;

async function totalsOf(
  connection: DuckDBConnection,
  relation: string,
  { group, period, measure }: { group: readonly string[]; period: string; measure: string },
): Promise<GroupTotal[]> {
  const name = identifier(measure);
  const whole = `concat_ws(' ', ${group.map(identifier).join(', ')})`;
  const rows = await rowsOf(
    connection,
    `select ${whole} as g, cast(${identifier(period)} as varchar) as p, cast(sum(${name}) as double) as v from ${relation} where ${identifier(period)} is not null group by 1, 2 order by 1, 2 limit ${MOST_TOTALS + 1}`,
  );
  return rows
    .filter(({ v }) => v !== null)
    .map(({ g, p, v }) => ({ group: String(g), period: String(p), value: Number(v) }));
}

function isNumeric({ role, type }: Column): boolean {
  return role === 'measure' && isNumberType(type);
}

function isCount({ type }: Column): boolean {
  return type === 'INTEGER' || type === 'BIGINT';
}

async function groupOf(
  connection: DuckDBConnection,
  relation: string,
  { columns, key }: DatasetContract,
): Promise<{ group: readonly string[]; byPlace: boolean }> {
  const periods = columns.filter(({ role }) => role === 'period').map(({ name }) => name);
  const rest = key.filter((name) => !periods.includes(name));
  const place = columns.find(({ role }) => role === 'place')?.name;
  if (place === undefined) return { group: rest, byPlace: false };
  const count = `select count(distinct ${identifier(place)}) as n from ${relation}`;
  const [places] = await rowsOf(connection, count);
  const byPlace = Number(places?.n) >= LEAST_PLACES || rest.length === 0;
  return { group: byPlace ? [place] : rest, byPlace };
}

/** Totals that are missing or depart from their neighbours in time: by place, or by the key where
 * there is no place or hardly more than one. */
export async function totalAnomalies(
  connection: DuckDBConnection,
  { contract, relation }: { contract: DatasetContract; relation: string },
): Promise<Anomalies> {
  const period = contract.columns.find(({ role, type }) => role === 'period' && type === 'DATE');
  const measures = contract.columns.filter(isNumeric);
  if (!period || measures.length === 0) return [];
  const { group, byPlace } = await groupOf(connection, relation, contract);
  if (group.length === 0) return [];
  const anomalies: Anomalies = [];
  for (const column of measures) {
    const measure = column.name;
    const totals = await totalsOf(connection, relation, { group, period: period.name, measure });
    if (totals.length > MOST_TOTALS) return [];
    for (const one of findDepartures(totals, { isCount: isCount(column) })) {
      if (one.kind === 'departs') anomalies.push({ ...one, column: measure });
    }
    if (column !== measures[0]) continue;
    for (const one of findMissing(totals, byPlace ? parentOf : (name) => name)) {
      if (one.kind === 'missing') anomalies.push(one);
    }
  }
  return anomalies;
}
