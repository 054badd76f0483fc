import { monthOf } from './calendar.ts';
import type { Figures } from './figures.ts';
import { cell, type Row, readRows } from './read.ts';
import { verify, verifyEqual } from './verify.ts';

const PLACE = '26170';
const STATION = '초량동';
const FIRST_YEAR = 2012;
const LAST_YEAR = 2021;

/** Column of a pollutant and the decimals it is measured in: ㎍/㎥ whole, ppm to a thousandth or a tenth. */
const POLLUTANTS = [
  { pollutant: 'pm10', column: 'PM10', decimals: 0 },
  { pollutant: 'so2', column: 'SO2', decimals: 3 },
  { pollutant: 'co', column: 'CO', decimals: 1 },
  { pollutant: 'o3', column: 'O3', decimals: 3 },
  { pollutant: 'no2', column: 'NO2', decimals: 3 },
] as const;

/** Real: the yellow dust of 2021-03-29. A check that treats it as an outlier would lose it. */
const HIGHEST_PM10_2021 = 920;

/** Sums are written with these decimals, which hold every pollutant exactly. */
const WRITTEN_DECIMALS = 4;

/** Measured value in units of its last decimal, or nothing where the hour is missing.
 * @throws when the value has more decimals than the instrument reports or is negative */
function measured(row: Row, column: string, decimals: number): number | undefined {
  const text = cell(row, column).trim();
  if (text === '' || Number(text) === -999) return undefined;
  const scaled = Number(text) * 10 ** decimals;
  const units = Math.round(scaled);
  verify(
    Math.abs(scaled - units) < 1e-6 && units >= 0,
    `${column} of ${cell(row, 'Date')}: ${text}`,
  );
  return units;
}

function exact(units: number, decimals: number): string {
  const digits = String(units).padStart(decimals + 1, '0');
  const at = digits.length - decimals;
  return `${digits.slice(0, at)}.${digits.slice(at).padEnd(WRITTEN_DECIMALS, '0')}`;
}

/** The hour `24` is the last of its own day, so the first eight digits are the day. */
function monthOfHour(row: Row): string {
  const stamp = cell(row, 'Date');
  verify(/^\d{10}$/.test(stamp) && Number(stamp.slice(8)) >= 1, `hour ${stamp}`);
  return monthOf(`${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}`);
}

function hoursInMonth(period: string): number {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return 24 * new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function monthRows(period: string, rows: readonly Row[]): (string | number)[][] {
  const hours = hoursInMonth(period);
  verifyEqual(new Set(rows.map((row) => cell(row, 'Date'))).size, hours, `hours of ${period}`);
  verifyEqual(rows.length, hours, `records of ${period}`);
  return POLLUTANTS.map(({ pollutant, column, decimals }) => {
    const values = rows.map((row) => measured(row, column, decimals));
    const valid = values.filter((value) => value !== undefined);
    const total = exact(
      valid.reduce((left, right) => left + right, 0),
      decimals,
    );
    return [PLACE, STATION, period, pollutant, total, valid.length, hours];
  });
}

function readYear(folder: string, year: number): Row[] {
  const rows = readRows(folder, `environment/airkorea_choryang_hourly_${year}.csv`);
  if (year === 2021) {
    const highest = Math.max(...rows.map((row) => measured(row, 'PM10', 0) ?? 0));
    verifyEqual(highest, HIGHEST_PM10_2021, 'highest PM10 of 2021');
  }
  return rows;
}

/** Hourly air quality at Choryang as monthly sums of valid hours, so that any mean can be taken exactly. */
export function aggregateAir(folder: string): Figures[] {
  const years = Array.from(
    { length: LAST_YEAR - FIRST_YEAR + 1 },
    (_, index) => FIRST_YEAR + index,
  );
  const hours = years.flatMap((year) => readYear(folder, year));
  const rows = [...Map.groupBy(hours, monthOfHour)].flatMap(([period, group]) =>
    monthRows(period, group),
  );
  verifyEqual(rows.length, years.length * 12 * POLLUTANTS.length, 'months × pollutants');
  const columns = ['place', 'station', 'period', 'pollutant', 'value_sum', 'valid_hours', 'hours'];
  return [{ dataset: 'air-choryang', columns, keyed: 4, rows }];
}
