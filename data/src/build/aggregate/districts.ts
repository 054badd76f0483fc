import { DISTRICTS } from '@bada/shared';
import { buildDistrictShapes, type DistrictShape } from '../geometry.ts';
import type { Figures } from './figures.ts';
import { verify, verifyEqual } from './verify.ts';

/** Tile map of the city, north at the top: each district one cell, neighbours kept where 5 × 5 allows. */
const TILES: readonly (readonly string[])[] = [
  ['', '', '', '26410', '26710'],
  ['', '', '26320', '26260', '26350'],
  ['26440', '26530', '26230', '26470', '26500'],
  ['', '26380', '26140', '26170', '26290'],
  ['', '', '26110', '26200', ''],
];

/** Cell of a district in the tile map; column and row count from 1. */
export function tileOf(place: string): { column: number; row: number } {
  const row = TILES.findIndex((cells) => cells.some((cell) => cell === place));
  const column = TILES[row]?.indexOf(place) ?? -1;
  verify(row >= 0 && column >= 0, `no tile for ${place}`);
  return { column: column + 1, row: row + 1 };
}

function districtRow(shape: DistrictShape, index: number): (string | number)[] {
  const district = DISTRICTS[index];
  verify(district !== undefined, `no district at ${index}`);
  verifyEqual(shape.place, district.place, 'order of the shapes');
  const { column, row } = tileOf(district.place);
  const [lon, lat] = shape.label;
  const [kostat = ''] = district.kostat;
  const { ko, en } = district.name;
  return [district.place, kostat, ko, en, index + 1, column, row, lon.toFixed(5), lat.toFixed(5)];
}

/** The sixteen districts: codes, names, order, tile and label point. Needs no input folder. */
export async function aggregateDistricts(): Promise<Figures[]> {
  const rows = (await buildDistrictShapes()).map(districtRow);
  const columns = ['place', 'kostat', 'name_ko', 'name_en', 'sort', 'tile_col', 'tile_row'];
  const all = [...columns, 'label_lon', 'label_lat'];
  return [{ dataset: 'districts', columns: all, keyed: 1, rows }];
}
