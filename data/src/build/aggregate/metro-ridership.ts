import { dayType, monthOf } from './calendar.ts';
import type { Figures } from './figures.ts';
import type { Station } from './metro-stations.ts';
import { cell, type Row, readRows, whole } from './read.ts';
import { sum, verify, verifyEqual } from './verify.ts';

/** Two records of the day after the half year, 26 passengers each, that belong to no complete day. */
const STRAY_DAY = '2024-07-01';

const DAYS = 182;
const STATIONS = 112;

const DIRECTIONS: Readonly<Record<string, string>> = { 승차: 'board', 하차: 'alight' };

const two = (hour: number) => String(hour).padStart(2, '0');

/** Columns of the operating day's hours 1 to 24; the last is the next calendar day's first hour. */
const HOUR_COLUMNS = Array.from({ length: 24 }, (_, index) => {
  return `${two(index + 1)}시-${two(((index + 1) % 24) + 1)}시`;
});

function hoursOf(row: Row): number[] {
  return HOUR_COLUMNS.map((column) => whole(row, column));
}

function groupKey(row: Row): string {
  const date = cell(row, 'date');
  const direction = DIRECTIONS[cell(row, 'direction')];
  verify(direction !== undefined, `unknown direction ${cell(row, 'direction')}`);
  return [cell(row, 'station_no'), monthOf(date), dayType(date), direction].join();
}

function verifyComplete(rows: readonly Row[], stray: readonly Row[]): void {
  const strays = stray.map((row) => sum(hoursOf(row))).join();
  verifyEqual(strays, '26,26', `passengers of the two records of ${STRAY_DAY}`);
  verifyEqual(rows.length, STATIONS * 2 * DAYS, 'records of the half year');
  const distinct = new Set(
    rows.map((row) => [cell(row, 'date'), cell(row, 'station_no'), cell(row, 'direction')].join()),
  );
  verifyEqual(distinct.size, rows.length, 'distinct day, station and direction');
}

function verifyStations(rows: readonly Row[], byNumber: ReadonlyMap<string, Station>): void {
  for (const row of rows) {
    const station = byNumber.get(cell(row, 'station_no'));
    verifyEqual(station?.line ?? '', cell(row, 'line'), `line of ${cell(row, 'station_no')}`);
    verifyEqual(station?.nameKo ?? '', cell(row, 'station_name'), 'name of a station');
  }
}

function dayCounts(dates: Iterable<string>): Figures {
  const groups = Map.groupBy(new Set(dates), (date) => `${monthOf(date)},${dayType(date)}`);
  const rows = [...groups].map(([key, days]) => [...key.split(','), days.length]);
  verifyEqual(sum(rows.map((row) => Number(row[2]))), DAYS, 'days of the half year');
  return { dataset: 'metro-days', columns: ['period', 'day_type', 'days'], keyed: 2, rows };
}

/** Passengers by station, month, kind of day, hour and direction, and the days behind each sum. */
export function aggregateRidership(folder: string, stations: readonly Station[]): Figures[] {
  const all = readRows(folder, 'transport/subway_hourly_2024H1_wide.csv');
  const { stray = [], kept = [] } = Object.groupBy(all, (row) =>
    cell(row, 'date') === STRAY_DAY ? 'stray' : 'kept',
  );
  const byNumber = new Map(stations.map((one) => [one.station, one]));
  verifyComplete(kept, stray);
  verifyStations(kept, byNumber);
  const rows = [...Map.groupBy(kept, groupKey)].flatMap(([key, group]) => {
    const [station = '', period = '', kind = '', direction = ''] = key.split(',');
    const place = byNumber.get(station)?.place ?? '';
    const totals = group.map(hoursOf);
    return HOUR_COLUMNS.map((_, index) => {
      const passengers = sum(totals.map((hours) => hours[index] ?? 0));
      return [place, station, period, kind, index + 1, direction, passengers];
    });
  });
  const passengers = sum(rows.map((row) => Number(row[6])));
  verifyEqual(passengers, sum(kept.flatMap(hoursOf)), 'passengers kept');
  const columns = ['place', 'station', 'period', 'day_type', 'hour', 'direction', 'passengers'];
  const ridership = { dataset: 'metro-ridership', columns, keyed: 6, rows };
  return [ridership, dayCounts(kept.map((row) => cell(row, 'date')))];
}
