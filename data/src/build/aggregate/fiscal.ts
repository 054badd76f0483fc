import type { Figures } from './figures.ts';
import { byDistrict } from './places.ts';
import { decimal } from './read.ts';
import { verify, verifyEqual } from './verify.ts';
import { districtOf, readYear, YEARS } from './year-files.ts';

/** Published check values in per cent: district, year, rate. */
const KNOWN = [
  ['26110', '2017', '30.4'],
  ['26440', '2017', '53.9'],
  ['26440', '2019', '49.8'],
  ['26320', '2021', '13.5'],
  ['26710', '2021', '31.9'],
] as const;

/** Fiscal self-reliance (재정자립도, per cent) by district, 2017 to 2021. */
export function aggregateFiscal(folder: string): Figures[] {
  const rows = YEARS.flatMap((year) => {
    const found = readYear(folder, `fiscal/FI_${year}.csv`, year);
    return byDistrict(found, districtOf).map(([place, [row, ...more]]) => {
      verify(row !== undefined && more.length === 0, `FI_${year}: not one record of ${place}`);
      const rate = decimal(row, 'FI');
      verify(rate > 0 && rate < 100, `FI_${year}: rate of ${place} is ${rate}`);
      return [place, `${year}-01-01`, rate.toFixed(1)];
    });
  });
  for (const [place, year, rate] of KNOWN) {
    const row = rows.find(([code, period]) => code === place && period === `${year}-01-01`);
    verifyEqual(row?.[2] ?? '', rate, `self-reliance of ${place} in ${year}`);
  }
  return [
    { dataset: 'fiscal-self-reliance', columns: ['place', 'period', 'rate'], keyed: 2, rows },
  ];
}
