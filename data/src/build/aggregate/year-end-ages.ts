import { type AgeCount, addBands, BAND_STARTS } from './age-bands.ts';
import { byDistrict } from './places.ts';
import { type Row, whole } from './read.ts';
import { sum, verifyEqual } from './verify.ts';
import { DONGS, districtOf, readYear, YEARS } from './year-files.ts';

function bandsOf(row: Row): number[] {
  return BAND_STARTS.map((from) => whole(row, from === 100 ? '100_' : `${from}_${from + 4}`));
}

function readOne(folder: string, year: string): AgeCount[] {
  const rows = readYear(folder, `population/POP5_${year}.csv`, year);
  verifyEqual(rows.length, DONGS[year] ?? 0, `dong in POP5_${year}`);
  return byDistrict(rows, districtOf).map(([place, dongs]) => {
    const bands = addBands(dongs.map(bandsOf));
    const persons = sum(dongs.map((row) => whole(row, 'ALL')));
    verifyEqual(sum(bands), persons, `sum over ages of ${place} at the end of ${year}`);
    return { place, period: `${year}-12-01`, bands };
  });
}

/** District counts of the year ends 2017 to 2021. */
export function readYearEndAges(folder: string): AgeCount[] {
  return YEARS.flatMap((year) => readOne(folder, year));
}
