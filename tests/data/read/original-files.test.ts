import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { PersonalDataScan, readFile } from '@bada/data/read';
import { describe, expect, test } from 'vitest';
import { nodeSource } from '../../../data/src/build/node-source.ts';
import { projectRoot } from '../../support/project.ts';
import { type ReadTable, readTables } from './reading.ts';

const INPUT = join(projectRoot, '..', 'shared', 'data');
const READABLE = ['.csv', '.xlsx', '.json', '.geojson', '.zip'];
const files = existsSync(INPUT)
  ? readdirSync(INPUT, { recursive: true, encoding: 'utf8' }).filter((path) =>
      READABLE.includes(extname(path)),
    )
  : [];

async function open(path: string) {
  return readFile(await nodeSource(join(INPUT, path)));
}

async function only(path: string): Promise<ReadTable> {
  const [table] = await readTables(await open(path));
  if (!table) throw new Error(`${path} has no table`);
  return table;
}

async function countOf(path: string, table?: string): Promise<number> {
  const tables = await readTables(await open(path));
  const found = table === undefined ? tables[0] : tables.find(({ name }) => name === table);
  return found?.rows.length ?? -1;
}

const ELECTION = 'election/ohmynews_170509_Elec_Data';

/** The 13 columns that all three files of the election have; the workbook lacks the winner's. */
async function electionRows(ending: string): Promise<string[][]> {
  const { rows } = await only(ELECTION + ending);
  const [header] = rows;
  const kept = (header?.cells ?? []).flatMap((name, at) => (name === '1위' ? [] : [at]));
  return rows.map(({ cells }) => kept.map((at) => figure(cells[at] ?? '')));
}

/** The text files hold the ten digits that Excel showed, the workbook all it stored. */
function figure(text: string): string {
  const trimmed = text.trim();
  return /^-?\d+(\.\d+)?$/.test(trimmed)
    ? String(Number(Number(trimmed).toPrecision(10)))
    : trimmed;
}

describe.skipIf(files.length === 0)('the original files at ../shared/data', () => {
  test.each(files)('%s is read to its end without a lost character', async (path) => {
    const tables = await readTables(await open(path));
    expect(tables.length).toBeGreaterThan(0);
    for (const { name, rows, notes } of tables) {
      expect(rows.length, name).toBeGreaterThan(0);
      expect(rows.every(({ number }, at) => number === at + 1)).toBe(true);
      expect(rows.some(({ cells }) => cells.some((cell) => cell.includes('\ufffd')))).toBe(false);
      expect(notes.filter(({ code }) => code === 'replaced-characters')).toEqual([]);
    }
  });

  test('the election is the same from UTF-16, UTF-8 and XLSX', async () => {
    const utf8 = await electionRows('-utf8.csv');
    expect(utf8.length).toBe(1251);
    expect(utf8[0]?.length).toBe(13);
    expect(await electionRows('-Unicode.csv')).toEqual(utf8);
    expect(await electionRows('.xlsx')).toEqual(utf8);
  });

  test('cameras are the same from CSV and XLSX', async () => {
    const [csv, xlsx] = [await only('safety/cctv.csv'), await only('safety/cctv.xlsx')];
    const plain = ({ rows }: ReadTable) => rows.map(({ cells }) => cells.map(figure));
    expect(plain(xlsx)).toEqual(plain(csv));
  });

  test.each([
    ['population/mois_age_2012-03.csv', 'cp949'],
    ['population/mois_age_2020-06.csv', 'cp949'],
    ['boundaries/대한민국_읍면동코드_3단계_매핑_2017.csv', 'cp949'],
    ['population/mois_age_2023-01.csv', 'utf-8'],
    [`${ELECTION}-Unicode.csv`, 'utf-16le'],
  ])('%s is %s', async (path, encoding) => {
    expect((await open(path)).encoding).toBe(encoding);
  });

  // Rows as the list of sources states them, a header row added where the file has one.
  test.each([
    ['safety/cctv.csv', undefined, 15_737 + 1],
    ['transport/subway_hourly_2024H1_wide.csv', undefined, 40_770 + 1],
    ['boundaries/대한민국_읍면동코드_3단계_매핑_2017.csv', undefined, 3557 + 1],
    ['boundaries/tidycensuskr_lookup_district_code.csv', undefined, 273 + 1],
    ['tourism/BC_BS_TRRSRT_INFLOW_CTPRVN_ACCTO_CARD_UTILIIZA_LIST_202112.csv', undefined, 2626 + 1],
    ['tourism/tour_areaBasedList2_busan_all.csv', undefined, 777 + 1],
    ['boundaries/hangjeongdong_부산광역시.geojson', undefined, 205],
    ['boundaries/statgarten_부산광역시_시군구_경계.json', undefined, 16],
    ['boundaries/skorea-municipalities-2018-topo-simple.json', undefined, 250],
    ['transport/metro_stations.json', undefined, 114],
    ['transport/busan-metro-gtfs.zip', 'stops.txt', 114 + 1],
    ['transport/busan-metro-gtfs.zip', 'trips.txt', 3833 + 1],
    ['transport/busan-metro-gtfs.zip', 'stop_times.txt', 109_140 + 1],
  ])('%s %s: %i rows', async (path, table, rows) => {
    expect(await countOf(path, table)).toBe(rows);
  });

  test('nothing personal is seen in public files but phones and an address of publishers', async () => {
    const found: string[] = [];
    for (const path of files) {
      for (const { name, columns, rows } of await readTables(await open(path))) {
        const scan = new PersonalDataScan(columns);
        scan.add(rows);
        found.push(...scan.findings().map(({ title, kind }) => `${name}: ${title} ${kind}`));
      }
    }
    expect(found.sort()).toEqual([
      'Sheet0: 관리기관전화번호 phone',
      'cctv: 관리기관전화번호 phone',
      'feed_info.txt: feed_contact_email email',
      'tour_areaBasedList2_busan_all: tel mobile',
      'tour_areaBasedList2_busan_all: tel phone',
    ]);
  });
});
