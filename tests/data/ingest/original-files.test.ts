import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ingestFile } from '../../../data/src/build/ingest/ingest.ts';
import { headOf } from '../../../data/src/build/ingest/load.ts';
import { chooseMapping } from '../../../data/src/build/ingest/mappings.ts';
import { nodeSource } from '../../../data/src/build/node-source.ts';
import { readFile } from '../../../data/src/read/index.ts';
import { projectRoot } from '../../support/project.ts';
import {
  crosswalk,
  INPUT,
  keptText,
  mappings,
  rowsIn,
  type Taken,
  takeIn,
  temporary,
} from './support.ts';

const isThere = existsSync(INPUT);
const FOLDERS = [
  'boundaries',
  'economy',
  'election',
  'environment',
  'fiscal',
  'population',
  'safety',
  'tourism',
  'transport',
];

function tables(): string[] {
  const names = FOLDERS.flatMap((folder) =>
    readdirSync(join(INPUT, folder)).map((name) => `${folder}/${name}`),
  );
  return names.filter((name) => /\.(csv|xlsx|json|geojson|zip)$/.test(name));
}

function take(file: string): Promise<Taken> {
  return takeIn(join(INPUT, file));
}

async function sum(taken: Taken, column: string, where: string): Promise<number> {
  const [row] = await rowsIn(
    taken,
    'kept.parquet',
    `sum(${column})::double as n`,
    `where ${where}`,
  );
  return Number(row?.n);
}

function flags({ report }: Taken): Record<string, number> {
  return Object.fromEntries(report.flags.map(({ code, count }) => [code, count]));
}

const IN_CITY = "starts_with(place, '26')";

describe.skipIf(!isThere)('the original files at ../shared/data', () => {
  it('each table has exactly one mapping', { timeout: 60_000 }, async () => {
    const without: string[] = [];
    for (const name of tables()) {
      const source = await nodeSource(join(INPUT, name));
      const file = await readFile(source, {});
      for (const table of file.tables) {
        const look = {
          file: source.name,
          table: table.name,
          head: await headOf(table),
          columns: table.columns,
        };
        if (!chooseMapping(mappings, look)) without.push(`${name} ${table.name}`);
      }
    }
    expect(without).toEqual([]);
  });

  it.each([
    ['mois_age_2012-03.csv', 3_547_141, 48_515],
    ['mois_age_2023-01.csv', 3_316_107, 39_627],
  ])(
    '%s: residents, with every total equal to its parts',
    { timeout: 60_000 },
    async (name, city, jung) => {
      const taken = await take(`population/${name}`);
      expect(await sum(taken, 'persons', IN_CITY)).toBe(city);
      expect(await sum(taken, 'persons', "starts_with(place, '26110')")).toBe(jung);
      expect(flags(taken)['totals-differ']).toBeUndefined();
      expect(taken.report.checks.filter(({ kind }) => kind === 'totals')).toHaveLength(3);
      expect(taken.report.account.totals).toBeGreaterThan(270);
    },
  );

  it('P_DEN_2021: residents and households', async () => {
    const taken = await take('population/P_DEN_2021.csv');
    expect(await sum(taken, 'persons', IN_CITY)).toBe(3_350_380);
    expect(await sum(taken, 'households', IN_CITY)).toBe(1_544_663);
    expect(flags(taken)['compare-missing']).toBeUndefined();
  });

  it('P_DEN_2018: the dong that it lacks is found by the file beside it', async () => {
    const taken = await take('population/P_DEN_2018.csv');
    const found = taken.report.flags.find(({ code }) => code === 'compare-missing');
    expect(found?.examples).toEqual([{ column: 'place', value: '2641055500 (9005)' }]);
  });

  it.each([
    [2017, 21_796],
    [2018, 19_662],
    [2021, 14_545],
  ])('births of %i', async (year, births) => {
    expect(await sum(await take(`population/CBR_${year}.csv`), 'births', IN_CITY)).toBe(births);
  });

  it('ageing and fiscal self-reliance', async () => {
    expect((await take('population/AGING_2017.csv')).report.account.kept).toBe(3476);
    const fiscal = await take('fiscal/FI_2021.csv');
    expect(await sum(fiscal, 'rate', "place = '26440'")).toBe(45);
  });

  it('cameras: repetitions, impossible positions, the same from CSV and XLSX', async () => {
    const csv = await take('safety/cctv.csv');
    expect(csv.report.account).toEqual({
      read: 15_737,
      kept: 13_418,
      totals: 0,
      quarantined: 0,
      duplicates: 2_319,
    });
    expect(flags(csv)).toMatchObject({ 'position-impossible': 6, 'position-outside': 55 });
    const xlsx = await take('safety/cctv.xlsx');
    expect(xlsx.report.account).toEqual(csv.report.account);
    const columns = 'place,road_address,purpose,cameras,installed,lat,lon,reference_date';
    expect(await keptText(xlsx, columns)).toEqual(await keptText(csv, columns));
  });

  it('the metro: every value, the stray day flagged, hour 24 on the next day', {
    timeout: 60_000,
  }, async () => {
    const taken = await take('transport/subway_hourly_2024H1_wide.csv');
    expect(taken.report).toMatchObject({ account: { read: 40_770, kept: 40_770 }, rows: 978_480 });
    expect(await sum(taken, 'passengers', 'true')).toBe(313_784_766);
    const stray = taken.report.flags.find(({ code }) => code === 'period-sparse');
    expect(stray?.examples[0]?.value).toBe('2024-07-01: 48 / 5376');
    const [last] = await rowsIn(
      taken,
      'kept.parquet',
      'min(starts_at)::varchar as at',
      "where hour = 24 and operating_day = '2024-06-30'",
    );
    expect(last?.at).toBe('2024-07-01 00:00:00');
  });

  it('air: missing hours are labelled, hour 24 belongs to its day, yellow dust stays', async () => {
    const first = await take('environment/airkorea_choryang_hourly_2012.csv');
    expect(first.report.account.kept).toBe(8_784);
    const [counts] = await rowsIn(
      first,
      'kept.parquet',
      "count(*) filter (pm10_missing = 'not-measured') as missing, count(distinct starts_at::date) as days, min(pm10) as least",
    );
    expect(Number(counts?.days)).toBe(366);
    expect(Number(counts?.missing)).toBeGreaterThan(0);
    expect(Number(counts?.least)).toBeGreaterThanOrEqual(0);
    const last = await take('environment/airkorea_choryang_hourly_2021.csv');
    const [peak] = await rowsIn(last, 'kept.parquet', 'max(pm10) as peak');
    expect(Number(peak?.peak)).toBe(920);
  });

  it('the election: the same rows from UTF-16, UTF-8 and XLSX', async () => {
    const columns =
      'constituency,place,candidate_number,party,candidate,mean_age,mean_schooling,land_price,insurance,vote_share,votes';
    const rows = await Promise.all(
      ['-Unicode.csv', '-utf8.csv', '.xlsx'].map(async (ending) =>
        keptText(await take(`election/ohmynews_170509_Elec_Data${ending}`), columns),
      ),
    );
    expect(rows[0]).toHaveLength(1250);
    expect(rows[1]).toEqual(rows[0]);
    expect(rows[2]).toEqual(rows[0]);
  });

  it('accidents: every total is the sum of its bands', async () => {
    const taken = await take('safety/accident_busan_time.csv');
    expect(taken.report.checks[0]).toMatchObject({ kind: 'sums', checked: 15, failed: 0 });
    expect(await sum(taken, 'count', "measure = 'accidents' and year(period) = 2019")).toBe(12_992);
  });

  it('boundaries: metres in a file without a word on it are EPSG:5179', async () => {
    const taken = await take('boundaries/statgarten_부산광역시_시군구_경계.json');
    expect(taken.report.crs).toBe('EPSG:5179');
    expect(taken.report.flags).toMatchObject([{ code: 'crs-guessed', confidence: 0.95 }]);
    const [shape] = await rowsIn(taken, 'kept.parquet', 'geometry', "where place = '26110'");
    expect(String(shape?.geometry)).toMatch(/\[129\.0\d+,35\.\d+\]/);
    expect((await take('boundaries/hangjeongdong_부산광역시.geojson')).report.account.kept).toBe(
      205,
    );
    expect(
      (await take('boundaries/skorea-municipalities-2018-topo-simple.json')).report.account.kept,
    ).toBe(250);
  });

  it.each([
    ['boundaries/tidycensuskr_lookup_district_code.csv', 273],
    ['boundaries/대한민국_읍면동코드_3단계_매핑_2017.csv', 3557],
    ['economy/tidycensuskr_economy_2010_2020.csv', 788],
    ['economy/tidycensuskr_mortality_cleaned_2020.csv', 783],
    ['economy/tidycensuskr_tax_income_2020.csv', 229],
    ['tourism/BC_BS_TRRSRT_INFLOW_CTPRVN_ACCTO_CARD_UTILIIZA_LIST_202112.csv', 2626],
    ['tourism/tour_areaBasedList2_busan_all.csv', 777],
    ['transport/metro_stations.json', 114],
  ])('%s: every row kept', async (file, kept) => {
    const { report } = await take(file);
    expect(report.account).toMatchObject({ read: kept, kept });
  });

  it('every table of the timetable', { timeout: 60_000 }, async () => {
    const districts = join(projectRoot, 'data/sources/districts/districts.geojson');
    const { reports, unmapped } = await ingestFile({
      path: join(INPUT, 'transport/busan-metro-gtfs.zip'),
      mappings,
      crosswalk,
      districts,
      output: join(temporary(), 'out'),
    });
    expect(unmapped).toEqual([]);
    const rows = Object.fromEntries(reports.map(({ mapping, rows: n }) => [mapping.id, n]));
    expect(rows).toMatchObject({
      'gtfs-stops': 114,
      'gtfs-trips': 3833,
      'gtfs-stop-times': 109_140,
    });
  });
});
