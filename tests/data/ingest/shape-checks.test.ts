import { projDefinition } from '@bada/shared';
import fc from 'fast-check';
import proj4 from 'proj4';
import { expect, test } from 'vitest';
import { shapePoint } from '../../../data/src/build/ingest/shape-point.ts';
import { keptText, mappingOf, rowsIn, takeText } from './support.ts';

const MAPPING = mappingOf({
  id: 'spots',
  dataset: 'spots',
  match: { file: '^t\\.geojson$', columns: ['구'] },
  header: { rows: 0 },
  columns: [
    { name: 'place', from: '구', type: 'place', place: { system: 'mois' } },
    { name: 'shape', from: 'geometry', type: 'geometry' },
  ],
  positions: { geometry: 'shape', claimed: 'place' },
});

type Pair = readonly [number, number];
/** City hall in Yeonje-gu, a place in Haeundae-gu, one in the sea off the city, one in Seoul. */
const YEONJE: Pair = [129.0756, 35.1798];
const HAEUNDAE: Pair = [129.16, 35.17];
const SEA: Pair = [129.25, 35.05];
const SEOUL: Pair = [126.97, 37.56];

function around([x, y]: Pair): number[][][] {
  const d = 0.0005;
  return [
    [
      [x - d, y - d],
      [x + d, y - d],
      [x + d, y + d],
      [x - d, y + d],
      [x - d, y - d],
    ],
  ];
}

function features(shapes: readonly (readonly [string, unknown])[], crs?: string): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    ...(crs ? { crs: { type: 'name', properties: { name: crs } } } : {}),
    features: shapes.map(([place, geometry]) => ({
      type: 'Feature',
      properties: { 구: place },
      geometry,
    })),
  });
}

const point = (coordinates: Pair) => ({ type: 'Point', coordinates });
const polygon = (at: Pair) => ({ type: 'Polygon', coordinates: around(at) });
const take = (text: string) => takeText(text, MAPPING, { name: 't.geojson' });

test.each([
  ['points', point],
  ['polygons', polygon],
])('%s that come as shapes are held against city and district', async (_what, shape) => {
  const taken = await take(
    features([
      ['26470', shape(YEONJE)],
      ['26350', shape(HAEUNDAE)],
      ['26110', shape(HAEUNDAE)],
      ['26350', shape(SEA)],
      ['26350', shape(SEOUL)],
    ]),
  );
  const rows = await rowsIn(taken, 'flags.parquet', 'code, row_number', "where code like 'pos%'");
  expect(rows.map(({ code, row_number }) => [code, Number(row_number)])).toEqual([
    ['position-elsewhere', 3],
    ['position-impossible', 5],
    ['position-outside', 4],
  ]);
});

test.each([
  ['PROJCS["Korea_2000_Korea_East_Belt_2010"', 'EPSG:5187', []],
  ['PROJCS["Korean_1985_Korea_Unified"', 'EPSG:5187', ['crs-declared-unsupported', 'crs-guessed']],
])('%s is never read as another system in silence', async (declared, crs, flags) => {
  const convert = proj4('EPSG:4326', projDefinition('EPSG:5187'));
  const moved = (at: Pair): Pair => {
    const [x, y] = convert.forward([...at]);
    return [x, y];
  };
  const spots: [string, unknown][] = [
    ['26470', point(moved(YEONJE))],
    ['26350', point(moved(HAEUNDAE))],
  ];
  const taken = await take(features(spots, declared));
  expect(taken.report.crs).toBe(crs);
  expect(taken.report.flags.map(({ code }) => code)).toEqual(flags);
  const [first = ''] = await keptText(taken, 'shape');
  const [lon = 0, lat = 0] = JSON.parse(first).coordinates;
  expect([lon - YEONJE[0], lat - YEONJE[1]].every((off) => Math.abs(off) < 1e-6)).toBe(true);
});

test('a point that stands for a polygon lies inside it, also where the polygon is hollow', () => {
  const size = fc.record({
    width: fc.integer({ min: 3, max: 90 }),
    thick: fc.integer({ min: 1, max: 30 }),
  });
  fc.assert(
    fc.property(size, ({ width, thick }) => {
      const outer = width + 2 * thick;
      const square = (from: number, to: number) => [
        [from, from],
        [to, from],
        [to, to],
        [from, to],
        [from, from],
      ];
      const rings = [square(0, outer), square(thick, thick + width)];
      const [x = -1, y = -1] = shapePoint({ type: 'Polygon', coordinates: rings }) ?? [];
      const isIn = (from: number, to: number) => x > from && x < to && y > from && y < to;
      expect(isIn(0, outer) && !isIn(thick, thick + width)).toBe(true);
    }),
  );
  const parts = [
    around(SEA),
    around(YEONJE).map((ring) => ring.map(([x = 0, y = 0]) => [x, y * 2])),
  ];
  const [, lat = 0] = shapePoint({ type: 'MultiPolygon', coordinates: parts }) ?? [];
  expect(lat).toBeCloseTo(YEONJE[1] * 2, 2);
  expect(shapePoint({ type: 'MultiPolygon', coordinates: [] })).toBeUndefined();
  expect(shapePoint({ type: 'GeometryCollection', geometries: [point(SEA)] })).toEqual(SEA);
  expect(shapePoint({ type: 'Polygon', coordinates: [] })).toBeUndefined();
});
