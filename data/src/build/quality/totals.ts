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

interface Periods {
  /** By which totals are held against their neighbours: figures of hours follow the time of day, so those of days. */
  readonly compared: string;
  /** In which a group may be missing. */
  readonly own: string;
}

/** Text of a dataset's periods as SQL; undefined for one without. */
function periodsOf({ columns, grain }: DatasetContract): Periods | undefined {
  const period = columns.find(({ role }) => role === 'period');
  if (period === undefined) return undefined;
  const name = identifier(period.name);
  if (period.type === 'DATE') {
    const text = `cast(${name} as varchar)`;
    return { compared: text, own: text };
  }
  if (period.type !== 'TIMESTAMP') return undefined;
  const day = `cast(cast(${name} as date) as varchar)`;
  const hour = `strftime(${name}, '%Y-%m-%dT%H:00')`;
  return { compared: day, own: grain === 'hour' ? hour : day };
}

async function totalsOf(
  connection: DuckDBConnection,
  relation: string,
  { group, period, measure }: { group: readonly string[]; period: string; measure: string },
): Promise<GroupTotal[]> {
  const name = identifier(measure);
  const whole = `concat_ws(' ', ${group.map(identifier).join(', ')})`;
  const rows = await rowsOf(
    connection,
    `select ${whole} as g, ${period} as p, cast(sum(${name}) as double) as v from ${relation} where ${period} is not null group by 1, 2 order by 1, 2 limit ${MOST_TOTALS + 1}`,
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
  const periods = periodsOf(contract);
  const measures = contract.columns.filter(isNumeric);
  if (!periods || measures.length === 0) return [];
  const { group, byPlace } = await groupOf(connection, relation, contract);
  if (group.length === 0) return [];
  const anomalies: Anomalies = [];
  for (const column of measures) {
    const measure = column.name;
    const { compared, own } = periods;
    const totals = await totalsOf(connection, relation, { group, period: compared, measure });
    if (totals.length > MOST_TOTALS) return [];
    for (const one of findDepartures(totals, { isCount: isCount(column) })) {
      if (one.kind === 'departs') anomalies.push({ ...one, column: measure });
    }
    if (column !== measures[0]) continue;
    const present =
      own === compared
        ? totals
        : await totalsOf(connection, relation, { group, period: own, measure });
    if (present.length > MOST_TOTALS) continue;
    for (const one of findMissing(present, byPlace ? parentOf : (name) => name)) {
      if (one.kind === 'missing') anomalies.push(one);
    }
  }
  return anomalies;
}
