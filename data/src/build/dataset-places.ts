import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CITY,
  CODE_DIGITS,
  type DatasetContract,
  DatasetPlaces,
  type ExtractFile,
  type Grain,
  PlaceLevel,
} from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal, rowsOf, withBoundedDuckDb } from './duckdb.ts';

/** More gaps than that are not kept: nothing is said of single places then. */
const MAX_GAPS = 5000;

const { district, dong } = CODE_DIGITS;

/** Where an extract tells its places. */
interface PlaceColumns {
  readonly place: string;
  /** SQL of its own periods; undefined where places have no regular ones. */
  readonly period: string | undefined;
  readonly grain: Grain;
}

/** A dataset's own periods as SQL; undefined for moments that are no regular ones. */
function periodSql({
  columns,
  grain,
}: Pick<DatasetContract, 'columns' | 'grain'>): string | undefined {
  const period = columns.find(({ role }) => role === 'period');
  if (period?.type === 'DATE') return identifier(period.name);
  const isHourly = period?.type === 'TIMESTAMP' && grain === 'hour';
  return isHourly ? `date_trunc('hour', ${identifier(period.name)})` : undefined;
}

/** Beginnings of periods as a manifest writes them. */
function periodText(grain: Grain): string {
  return grain === 'hour' ? `strftime(period, '%Y-%m-%dT%H:00')` : 'cast(period as varchar)';
}

/** Places by period with their turn among the extract's periods: districts also where only their dongs have rows. */
function seriesSql(relation: string, columns: { place: string; period: string }): string {
  const place = identifier(columns.place);
  const { period } = columns;
  return `with pairs as (
    select distinct cast(${place} as varchar) as place, ${period} as period from ${relation}
    where ${place} like ${literal(`${CITY}%`)} and length(${place}) in (${district}, ${dong})
  ), turns as (
    select period, row_number() over (order by period) as turn, count(*) over () as turns
    from (select distinct period from pairs)
  ), own as (select place, period from pairs where length(place) = ${district}),
  series as (
    select distinct substr(place, 1, ${district}) as place, period from pairs
    union all select place, period from pairs where length(place) = ${dong}
  ), steps as (
    select place, turn, turns, lead(turn) over (partition by place order by turn) as following
    from series join turns using (period)
  ), missed as (
    select place, unnest(range(turn + 1, following)) as turn from steps where following > turn + 1
    union all select place, turns as turn from steps where following is null and turn = turns - 1
  ), gaps as (
    select place, period from missed join turns using (turn)
    where length(place) = ${district}
      or (substr(place, 1, ${district}), period) not in (select (place, period) from own)
  )`;
}

async function gapsOf(
  connection: DuckDBConnection,
  relation: string,
  { grain, ...columns }: PlaceColumns & { period: string },
): Promise<DatasetPlaces['gaps']> {
  const series = seriesSql(relation, columns);
  const [count] = await rowsOf(
    connection,
    `${series} select (select count(*) from gaps) as gaps, (select count(*) from series) as filled`,
  );
  const gaps = Number(count?.gaps ?? 0);
  if (gaps === 0 || gaps > MAX_GAPS || gaps > Number(count?.filled ?? 0)) return [];
  const rows = await rowsOf(
    connection,
    `${series} select place, ${periodText(grain)} as period from gaps order by place, period`,
  );
  const places = Map.groupBy(rows, ({ place }) => String(place));
  return [...places].map(([place, all]) => ({
    place,
    periods: all.map(({ period }) => String(period)),
  }));
}

async function measured(
  connection: DuckDBConnection,
  relation: string,
  { place, period, grain }: PlaceColumns,
): Promise<DatasetPlaces> {
  const digits = await rowsOf(
    connection,
    `select distinct length(${identifier(place)}) as digits from ${relation}`,
  );
  const found = new Set(digits.map((row) => Number(row.digits)));
  const levels = PlaceLevel.options.filter((level) => found.has(CODE_DIGITS[level]));
  const gaps =
    period === undefined ? [] : await gapsOf(connection, relation, { place, period, grain });
  return DatasetPlaces.parse({ levels, gaps });
}

/** Measures levels and gaps of the places of an extract's base; nothing for one without places. */
export async function measurePlaces(
  { columns, grain, class: dataClass }: Pick<DatasetContract, 'columns' | 'grain' | 'class'>,
  { extracts, base }: { extracts: string; base: ExtractFile },
): Promise<{ places?: DatasetPlaces }> {
  const place = columns.find(({ role }) => role === 'place')?.name;
  const period = periodSql({ columns, grain });
  if (place === undefined) return {};
  await mkdir(extracts, { recursive: true });
  const scratch = await mkdtemp(join(extracts, '.partial-'));
  const relation = `read_parquet(${literal(join(extracts, dataClass, `${base.hash}.${base.format}`))})`;
  try {
    const places = await withBoundedDuckDb(scratch, (connection) =>
      measured(connection, relation, { place, period, grain }),
    );
    return { places };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
