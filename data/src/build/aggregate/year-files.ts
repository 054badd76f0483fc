import { CITY_KO, placeOfKostat } from './places.ts';
import { cell, type Row, readRows } from './read.ts';
import { verifyEqual } from './verify.ts';

/** Years of the derived yearly files. */
export const YEARS = ['2017', '2018', '2019', '2020', '2021'] as const;

/** Number of dong in the complete files of a year. */
export const DONGS: Readonly<Record<string, number>> = {
  '2017': 205,
  '2018': 206,
  '2019': 206,
  '2020': 205,
  '2021': 205,
};

/** The dong that two files of 2018 lack: 금사회동동 of 금정구. */
const MISSING_2018 = { place: '26410', period: '2018-01-01' } as const;

/** MOIS district code of a record of a yearly file. */
export function districtOf(row: Row): string {
  return cell(row, 'CODE_AD').slice(0, 5);
}

/** Busan's records of a yearly file, one per dong; both code systems must agree with the crosswalk.
 * @throws when a record's codes disagree, a dong occurs twice or is of another year */
export function readYear(folder: string, path: string, year: string): Row[] {
  const rows = readRows(folder, path).filter((row) => cell(row, 'SD') === CITY_KO);
  for (const row of rows) {
    const code = cell(row, 'CODE').slice(0, 5);
    verifyEqual(placeOfKostat(code), districtOf(row), `${path}: crosswalk of ${code}`);
    verifyEqual(cell(row, 'YEAR'), year, `${path}: year`);
  }
  const codes = new Set(rows.map((row) => cell(row, 'CODE_AD')));
  verifyEqual(codes.size, rows.length, `${path}: distinct dong`);
  return rows;
}

/** `provisional` for the district that lost a dong in 2018, `final` otherwise. */
export function statusOf(place: string, period: string): 'final' | 'provisional' {
  const hit = place === MISSING_2018.place && period === MISSING_2018.period;
  return hit ? 'provisional' : 'final';
}
