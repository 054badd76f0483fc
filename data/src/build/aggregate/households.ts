import type { Figures } from './figures.ts';
import { byDistrict } from './places.ts';
import { cell, decimal, type Row, whole } from './read.ts';
import { sum, verifyEqual } from './verify.ts';
import { DONGS, districtOf, readYear, statusOf, YEARS } from './year-files.ts';

/** Published city totals at the end of 2021 (busan.com 2023010214270873738). */
const CITY_2021 = { persons: 3_350_380, households: 1_544_663 } as const;

/** 금사회동동, which P_DEN_2018 lacks, with its residents of POP5_2018. */
const MISSING = { code: '2641055500', persons: 9_005 } as const;

function verifyAgainstAges(folder: string, year: string, rows: readonly Row[]): void {
  const found = new Map(rows.map((row) => [cell(row, 'CODE_AD'), whole(row, 'P_ALL')]));
  const missing = readYear(folder, `population/POP5_${year}.csv`, year).filter((row) => {
    const persons = found.get(cell(row, 'CODE_AD'));
    if (persons !== undefined) verifyEqual(persons, whole(row, 'ALL'), `P_DEN_${year} of a dong`);
    return persons === undefined;
  });
  const known = missing.map((row) => `${cell(row, 'CODE_AD')} ${whole(row, 'ALL')}`).join();
  const expected = year === '2018' ? `${MISSING.code} ${MISSING.persons}` : '';
  verifyEqual(known, expected, `dong missing from P_DEN_${year}`);
  verifyEqual(rows.length + missing.length, DONGS[year] ?? 0, `dong in P_DEN_${year}`);
}

function readOne(folder: string, year: string): (string | number)[][] {
  const rows = readYear(folder, `population/P_DEN_${year}.csv`, year);
  verifyAgainstAges(folder, year, rows);
  const period = `${year}-01-01`;
  return byDistrict(rows, districtOf).map(([place, dongs]) => [
    place,
    period,
    sum(dongs.map((row) => whole(row, 'P_ALL'))),
    sum(dongs.map((row) => whole(row, 'H'))),
    sum(dongs.map((row) => decimal(row, 'AREA_KM'))).toFixed(4),
    statusOf(place, period),
  ]);
}

/** Residents, households and area (km²) by district at the year ends 2017 to 2021. */
export function aggregateHouseholds(folder: string): Figures[] {
  const rows = YEARS.flatMap((year) => readOne(folder, year));
  const last = rows.filter(([, period]) => period === '2021-01-01');
  verifyEqual(sum(last.map(([, , persons]) => Number(persons))), CITY_2021.persons, 'city persons');
  const households = sum(last.map(([, , , count]) => Number(count)));
  verifyEqual(households, CITY_2021.households, 'households of the city');
  const columns = ['place', 'period', 'persons', 'households', 'area_km2', 'status'];
  return [{ dataset: 'households-density', columns, keyed: 2, rows }];
}
