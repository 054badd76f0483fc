import { readFacts } from './facts.ts';
import type { Figures } from './figures.ts';
import { byDistrict } from './places.ts';
import { type Row, whole } from './read.ts';
import { sum, verifyEqual } from './verify.ts';
import { DONGS, districtOf, readYear, statusOf, YEARS } from './year-files.ts';

function verifySexes(rows: readonly Row[], year: string): void {
  for (const total of ['B', 'PM']) {
    const all = sum(rows.map((row) => whole(row, `${total}_ALL`)));
    const sexes = sum(rows.map((row) => whole(row, `${total}_M`) + whole(row, `${total}_F`)));
    verifyEqual(sexes, all, `${total}: male and female of ${year}`);
  }
}

function readOne(folder: string, year: string): (string | number)[][] {
  const rows = readYear(folder, `population/CBR_${year}.csv`, year);
  const expected = (DONGS[year] ?? 0) - (year === '2018' ? 1 : 0);
  verifyEqual(rows.length, expected, `dong in CBR_${year}`);
  verifySexes(rows, year);
  const period = `${year}-01-01`;
  return byDistrict(rows, districtOf).map(([place, dongs]) => [
    place,
    period,
    sum(dongs.map((row) => whole(row, 'B_ALL'))),
    sum(dongs.map((row) => whole(row, 'PM_ALL'))),
    statusOf(place, period),
  ]);
}

/** Births and mid-year population by district, 2017 to 2021. */
export function aggregateBirths(folder: string): Figures[] {
  const { births } = readFacts(folder);
  const rows = YEARS.flatMap((year) => {
    const found = readOne(folder, year);
    const city = sum(found.map(([, , count]) => Number(count)));
    verifyEqual(city, births.get(year) ?? 0, `births of the city in ${year}`);
    return found;
  });
  const columns = ['place', 'period', 'births', 'midyear_population', 'status'];
  return [{ dataset: 'births', columns, keyed: 2, rows }];
}
