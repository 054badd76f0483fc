import type { Figures } from './figures.ts';
import { byDistrict, placeOfKostat } from './places.ts';
import { cell, readRows, whole } from './read.ts';
import { sum, verify, verifyEqual } from './verify.ts';

/** City totals: sums of the file's own districts, kept to notice a changed input. */
const CITY: Readonly<Record<string, number>> = {
  '2010': 259_972,
  '2015': 278_850,
  '2020': 402_003,
};

/** Establishments by district in the years 2010, 2015 and 2020. */
export function aggregateCompanies(folder: string): Figures[] {
  const path = 'economy/tidycensuskr_economy_2010_2020.csv';
  const busan = readRows(folder, path).filter((row) => cell(row, 'adm1') === 'Busan');
  const rows = Object.entries(CITY).flatMap(([year, total]) => {
    const found = busan.filter((row) => cell(row, 'year') === year);
    const districts = byDistrict(found, (row) => placeOfKostat(cell(row, 'adm2_code')));
    verifyEqual(sum(found.map((row) => whole(row, 'value'))), total, `companies of ${year}`);
    return districts.map(([place, [row, ...more]]) => {
      verify(row !== undefined && more.length === 0, `${year}: not one record of ${place}`);
      verifyEqual(cell(row, 'class1'), 'company', `kind of the record of ${place}`);
      return [place, `${year}-01-01`, whole(row, 'value')];
    });
  });
  verifyEqual(rows.length, busan.length, 'records of Busan used');
  return [{ dataset: 'companies', columns: ['place', 'period', 'companies'], keyed: 2, rows }];
}
