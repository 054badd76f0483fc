import type { Figures } from './figures.ts';
import { districtLocator } from './locate.ts';
import { DISTRICT_CODES, placeOfName } from './places.ts';
import { cell, decimal, type Row, readRows, whole } from './read.ts';
import { sum, verify, verifyEqual } from './verify.ts';

/** Month in which the largest part of the kept installations has its reference date. */
const PERIOD = '2024-07-01';

const ID = '번호';
const REFERENCE_DATE = '데이터기준일자';

const PURPOSES: Readonly<Record<string, string>> = {
  다목적: 'multipurpose',
  생활방범: 'crime-prevention',
  교통단속: 'traffic-enforcement',
  쓰레기단속: 'waste-enforcement',
  어린이보호: 'child-protection',
  재난재해: 'disaster',
  시설물관리: 'facility-management',
  차량방범: 'vehicle-crime-prevention',
  기타: 'other',
};

/** What the cleaning must find in this file; another file needs another look. */
const KNOWN = {
  records: 15_737,
  spellings: 20,
  identical: 2_319,
  /** 금정구 listed 304 installations under two reference dates, otherwise word for word. */
  listedTwice: 304,
  impossible: 6,
  outside: 62,
} as const;

/** First of the records that agree in all columns but those named. */
function distinct(rows: readonly Row[], but: readonly string[]): Row[] {
  const seen = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify(Object.entries(row).filter(([column]) => !but.includes(column)));
    if (!seen.has(key)) seen.set(key, row);
  }
  return [...seen.values()];
}

/** District of a managing agency, e.g. `부산광역시(자연재난과) 부산진구청` or `부산광역시 기장군`. */
function placeOfAgency(agency: string): string {
  const name = agency.replace(/^부산광역시(\(.*?\))? /, '').replace(/청$/, '');
  return placeOfName(name);
}

function purposeOf(row: Row): string {
  const purpose = PURPOSES[cell(row, '설치목적구분')];
  verify(purpose !== undefined, `unknown purpose ${cell(row, '설치목적구분')}`);
  return purpose;
}

function isFarAway(lon: number, lat: number): boolean {
  return lat < 34.7 || lat > 35.6 || lon < 128.5 || lon > 129.6;
}

/** Counts coordinates that cannot be right; districts come from the agency, so no record is lost by them. */
function verifyCoordinates(folder: string, rows: readonly Row[]): void {
  const locate = districtLocator(folder);
  const points = rows.map((row) => [decimal(row, 'WGS84경도'), decimal(row, 'WGS84위도')] as const);
  const [impossible, near] = [true, false].map((far) =>
    points.filter(([lon, lat]) => isFarAway(lon, lat) === far),
  );
  const outside = near?.filter(([lon, lat]) => locate(lon, lat) === undefined);
  verifyEqual(impossible?.length ?? 0, KNOWN.impossible, 'impossible coordinates');
  verifyEqual(outside?.length ?? 0, KNOWN.outside, 'coordinates outside the city');
}

function clean(rows: readonly Row[]): Row[] {
  const unlike = distinct(rows, [ID]);
  verifyEqual(rows.length - unlike.length, KNOWN.identical, 'records identical but for the id');
  const latestFirst = unlike.toSorted((a, b) =>
    cell(b, REFERENCE_DATE) < cell(a, REFERENCE_DATE) ? -1 : 1,
  );
  const kept = distinct(latestFirst, [ID, REFERENCE_DATE]);
  verifyEqual(unlike.length - kept.length, KNOWN.listedTwice, 'installations listed twice');
  return kept;
}

function verifyPeriod(rows: readonly Row[]): void {
  const months = Map.groupBy(rows, (row) => cell(row, REFERENCE_DATE).slice(0, 7));
  const [most] = [...months].sort(([, a], [, b]) => b.length - a.length);
  verifyEqual(`${most?.[0]}-01`, PERIOD, 'month of most reference dates');
}

/** Installations and cameras by district and purpose, after cleaning. */
export function aggregateCctv(folder: string): Figures[] {
  const all = readRows(folder, 'safety/cctv.csv');
  verifyEqual(all.length, KNOWN.records, 'records of the file');
  const spellings = new Set(all.map((row) => cell(row, '관리기관명')));
  verifyEqual(spellings.size, KNOWN.spellings, 'spellings of agencies');
  verifyCoordinates(folder, all);
  const kept = clean(all);
  verifyPeriod(kept);
  const groups = Map.groupBy(kept, (row) => {
    return `${placeOfAgency(cell(row, '관리기관명'))},${purposeOf(row)}`;
  });
  const rows = [...groups].map(([key, group]) => {
    const cameras = sum(group.map((row) => whole(row, '카메라대수')));
    return [...key.split(','), PERIOD, group.length, cameras];
  });
  const districts = new Set(rows.map(([place]) => place));
  verifyEqual(districts.size, DISTRICT_CODES.length, 'districts with cameras');
  verifyEqual(sum(rows.map((row) => Number(row[3]))), kept.length, 'installations counted');
  const columns = ['place', 'purpose', 'period', 'installations', 'cameras'];
  return [{ dataset: 'cctv', columns, keyed: 3, rows }];
}
