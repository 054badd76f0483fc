import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DistrictCollection, drawingOf } from '@bada/web/src/map/geometry.ts';
import { expect, test } from 'vitest';

const file = join(import.meta.dirname, '../../../data/sources/districts/districts.geojson');
const districts: DistrictCollection = JSON.parse(readFileSync(file, 'utf8'));

function pointsOf(path: string): [number, number][] {
  return [...path.matchAll(/(-?\d+) (-?\d+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

test('the drawing holds every district, fills its box, and reaches no further', () => {
  const { box, shapes } = drawingOf(districts);
  const [, , width = 0, height = 0] = box.split(' ').map(Number);
  expect(new Set(shapes.map(({ place }) => place)).size).toBe(16);
  const points = shapes.flatMap(({ path }) => pointsOf(path));
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  expect([Math.min(...xs), Math.max(...xs)]).toEqual([0, width]);
  expect([Math.min(...ys), Math.max(...ys)]).toEqual([0, height]);
});

test('it is drawn to scale: as high as wide where the ground is, north up', () => {
  const square = (lat: number): DistrictCollection => ({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { place: '26110', name_ko: '', name_en: '', label_lon: 0, label_lat: 0 },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [129, lat],
              [129.1, lat],
              [129.1, lat + 0.1 * Math.cos((lat * Math.PI) / 180)],
            ],
          ],
        },
      },
    ],
  });
  for (const lat of [0, 35.1, 60]) {
    const { box, shapes } = drawingOf(square(lat));
    const [, , width = 0, height = 0] = box.split(' ').map(Number);
    expect(height / width).toBeCloseTo(1, 2);
    const [southWest, , northEast] = pointsOf(shapes[0]?.path ?? '');
    expect(southWest).toEqual([0, height]);
    expect(northEast).toEqual([width, 0]);
  }
});
