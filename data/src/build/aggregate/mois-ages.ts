import { type AgeCount, addBands, BAND_STARTS } from './age-bands.ts';
import { byDistrict, CITY_KO } from './places.ts';
import { cell, type Row, readRows, whole } from './read.ts';
import { sum, verify, verifyEqual } from './verify.ts';

/** Months of the resident registration files, and the encoding each was saved in. */
const FILES = [
  ['2012-03', 'cp949'],
  ['2014-05', 'cp949'],
  ['2016-03', 'cp949'],
  ['2018-05', 'cp949'],
  ['2020-06', 'cp949'],
  ['2023-01', 'utf8'],
] as const;

interface Counted {
  /** MOIS code of ten digits. */
  readonly code: string;
  readonly bands: readonly number[];
}

function ageColumns(band: number): string[] {
  if (band === 100) return ['100세 이상'];
  return [0, 1, 2, 3, 4].map((offset) => `${band + offset}세`);
}

function counted(row: Row): Counted {
  const code = /\((\d{10})\)\s*$/.exec(cell(row, '행정구역'))?.[1] ?? '';
  const bands = BAND_STARTS.map((band) => sum(ageColumns(band).map((name) => whole(row, name))));
  verifyEqual(sum(bands), whole(row, '총인구수'), `sum over ages of ${cell(row, '행정구역')}`);
  return { code, bands };
}

function verifySame(parts: readonly Counted[], total: Counted, what: string): void {
  const added = addBands(parts.map(({ bands }) => bands));
  verifyEqual(added.join(), total.bands.join(), `sum of ${what}`);
}

function readMonth(folder: string, month: string, encoding: 'utf8' | 'cp949'): AgeCount[] {
  const path = `population/mois_age_${month}.csv`;
  const rename = (column: string) => column.split('_').at(-1) ?? column;
  const rows = readRows(folder, path, { encoding, rename });
  const places = rows.filter((row) => cell(row, '행정구역').startsWith(CITY_KO)).map(counted);
  const city = places.find(({ code }) => code === '2600000000');
  const districts = places.filter(({ code }) => /^26\d{3}0{5}$/.test(code) && code !== city?.code);
  const dongs = places.filter(({ code }) => !code.endsWith('00000'));
  verify(city !== undefined && districts.length === 16, `${path}: not one city and 16 districts`);
  verifySame(districts, city, `the districts, ${month}`);
  for (const [place, parts] of byDistrict(dongs, ({ code }) => code.slice(0, 5))) {
    const district = districts.find(({ code }) => code.startsWith(place));
    verify(district !== undefined, `${path}: no totals of ${place}`);
    verifySame(parts, district, `the dong of ${place}, ${month}`);
  }
  return districts.map(({ code, bands }) => ({
    place: code.slice(0, 5),
    period: `${month}-01`,
    bands,
  }));
}

/** District counts of the six resident registration files. In each the city equals its districts and
 * each district its dong, band by band. */
export function readMoisAges(folder: string): AgeCount[] {
  return FILES.flatMap(([month, encoding]) => readMonth(folder, month, encoding));
}
