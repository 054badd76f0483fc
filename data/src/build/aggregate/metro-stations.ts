import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Figures } from './figures.ts';
import { districtLocator } from './locate.ts';
import { cell, decimal, parseRows, type Row, readText } from './read.ts';
import { verify, verifyEqual } from './verify.ts';

/** A metro station; a station of two lines is one station on each. */
export interface Station {
  /** The operator's station number, e.g. `119`. */
  readonly station: string;
  /** `1` to `4`. */
  readonly line: string;
  readonly nameKo: string;
  readonly nameEn: string;
  /** MOIS district code; `48330` (Yangsan) outside the city. */
  readonly place: string;
  readonly lon: number;
  readonly lat: number;
}

/** The only municipality besides Busan that the metro serves. */
const YANGSAN = '48330';

/** Misspelt in the timetable. */
const SPELLING = [/Ofiice/, 'Office'] as const;

function timetableStops(folder: string): Row[] {
  const zip = unzipSync(readFileSync(join(folder, 'transport/busan-metro-gtfs.zip')));
  const stops = zip['stops.txt'];
  verify(stops !== undefined, 'the timetable has no stops');
  return parseRows(strFromU8(stops)).sort((a, b) => stopNumber(a) - stopNumber(b));
}

function stopNumber(row: Row): number {
  return Number(cell(row, 'stop_id'));
}

/** Line 1 starts at 95, the others at their own hundred. */
function lineOf(station: string): string {
  return Number(station) < 200 ? '1' : station.slice(0, 1);
}

function isNamed(value: unknown): value is { line: string; station_name: string } {
  return typeof value === 'object' && value !== null && 'line' in value && 'station_name' in value;
}

/** Korean names in the order of the stations along lines 1 to 4. Only names are taken: the file's
 * coordinates are rough and several lie in the wrong district. */
function koreanNames(folder: string): { line: string; name: string }[] {
  const list: unknown = JSON.parse(readText(folder, 'transport/metro_stations.json'));
  verify(Array.isArray(list) && list.every(isNamed), 'the station list has unnamed stations');
  return list.map(({ line, station_name }) => ({
    line: line.replace('호선', ''),
    name: station_name.replace(/\(\d\)$/, '').replace('.', ''),
  }));
}

/** The 114 stations with their district, by the timetable's coordinates. */
export function readStations(folder: string): Station[] {
  const stops = timetableStops(folder);
  const names = koreanNames(folder);
  const locate = districtLocator(folder);
  verifyEqual(names.length, stops.length, 'stations of list and timetable');
  return stops.map((row, index) => {
    const station = cell(row, 'stop_id');
    const named = names[index];
    verifyEqual(named?.line ?? '', lineOf(station), `line of station ${station}`);
    const [lon, lat] = [decimal(row, 'stop_lon'), decimal(row, 'stop_lat')];
    const nameEn = cell(row, 'stop_name').replace(...SPELLING);
    const place = locate(lon, lat) ?? YANGSAN;
    return { station, line: lineOf(station), nameKo: named?.name ?? '', nameEn, place, lon, lat };
  });
}

/** Stations with names, district and coordinates. */
export function aggregateStations(stations: readonly Station[]): Figures[] {
  const outside = stations.filter(({ place }) => place === YANGSAN).map(({ station }) => station);
  verifyEqual(outside.join(), '239,240,241,242,243', 'stations outside the city');
  verifyEqual(stations.length, 114, 'stations');
  const rows = stations.map((one) => [
    one.place,
    one.station,
    one.line,
    one.nameKo,
    one.nameEn,
    one.lon.toFixed(6),
    one.lat.toFixed(6),
  ]);
  const columns = ['place', 'station', 'line', 'name_ko', 'name_en', 'lon', 'lat'];
  return [{ dataset: 'metro-stations', columns, keyed: 2, rows }];
}
