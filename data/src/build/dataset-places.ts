import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CITY,
  CODE_DIGITS,
  type DatasetContract,
  DatasetPlaces,
  type ExtractFile,
  PlaceLevel,
} from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal, rowsOf, withBoundedDuckDb } from './duckdb.ts';

/** More gaps than that are not kept: nothing is said of single places then. */
const MAX_GAPS = 5000;

const { district, dong } = CODE_DIGITS;

/** Places by period with their turn among the extract's periods: districts also where only their dongs have rows. */
function seriesSql(relation: string, columns: { place: string; period: string }): string {
  const place = identifier(columns.place);
  const period = identifier(columns.period);
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
  columns: { place: string; period: string },
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
    `${series} select place, cast(period as varchar) as period from gaps order by place, period`,
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
  { place, period }: { place: string; period: string | undefined },
): Promise<DatasetPlaces> {
  const digits = await rowsOf(
    connection,
    `select distinct length(${identifier(place)}) as digits from ${relation}`,
  );
  const found = new Set(digits.map((row) => Number(row.digits)));
  const levels = PlaceLevel.options.filter((level) => found.has(CODE_DIGITS[level]));
  const gaps = period === undefined ? [] : await gapsOf(connection, relation, { place, period });
  return DatasetPlaces.parse({ levels, gaps });
}

/** Measures levels and gaps of the places of an extract's base; nothing for one without places. */
export async function measurePlaces(
  { columns, class: dataClass }: Pick<DatasetContract, 'columns' | 'class'>,
  { extracts, base }: { extracts: string; base: ExtractFile },
): Promise<{ places?: DatasetPlaces }> {
  const place = columns.find(({ role }) => role === 'place')?.name;
  const period = columns.find(({ role, type }) => role === 'period' && type === 'DATE')?.name;
  if (place === undefined) return {};
  await mkdir(extracts, { recursive: true });
  const scratch = await mkdtemp(join(extracts, '.partial-'));
  const relation = `read_parquet(${literal(join(extracts, dataClass, `${base.hash}.${base.format}`))})`;
  try {
    const places = await withBoundedDuckDb(scratch, (connection) =>
      measured(connection, relation, { place, period }),
    );
    return { places };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
