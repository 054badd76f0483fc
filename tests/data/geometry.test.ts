import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { DISTRICTS } from '@bada/shared';
import { describe, expect, it } from 'vitest';
import { tileOf } from '../../data/src/build/aggregate/districts.ts';
import {
  buildDistrictGeometry,
  buildDistrictShapes,
  type DistrictShape,
  type Position,
} from '../../data/src/build/geometry.ts';

const FILE = fileURLToPath(
  new URL('../../data/sources/districts/districts.geojson', import.meta.url),
);

/** Gzipped bytes that the first map may cost. */
const BUDGET = 25_000;

const NEIGHBOURS = [
  ['26110', '26140'],
  ['26140', '26380'],
  ['26230', '26470'],
  ['26260', '26410'],
  ['26320', '26440'],
  ['26350', '26710'],
  ['26470', '26500'],
] as const;

const shapes = await buildDistrictShapes();

function shapeOf(place: string): DistrictShape {
  const shape = shapes.find((one) => one.place === place);
  if (!shape) throw new Error(`no shape of ${place}`);
  return shape;
}

function vertices({ polygons }: DistrictShape): Set<string> {
  return new Set(polygons.flat(2).map((position) => position.join()));
}

/** Twice the signed area; positive when counter-clockwise. */
function turn(ring: readonly Position[]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}

/** Approximate area in km² at the city's latitude. */
function area(ring: readonly Position[]): number {
  return (Math.abs(turn(ring)) / 2) * 111.32 ** 2 * Math.cos((35.15 * Math.PI) / 180);
}

describe('the district geometry', () => {
  it('is what the packages give, byte by byte', async () => {
    expect(await buildDistrictGeometry()).toBe(readFileSync(FILE, 'utf8'));
  });

  it('stays within its budget', () => {
    expect(gzipSync(readFileSync(FILE)).byteLength).toBeLessThan(BUDGET);
  });

  it('holds the sixteen districts in code order with names and label points', () => {
    const { features } = JSON.parse(readFileSync(FILE, 'utf8'));
    expect(features).toHaveLength(16);
    for (const [index, { place, name }] of DISTRICTS.entries()) {
      expect(features[index].properties).toMatchObject({
        place,
        name_ko: name.ko,
        name_en: name.en,
      });
      expect(features[index].id).toBe(Number(place));
    }
  });

  it.each(NEIGHBOURS)('%s and %s share the vertices of their border', (one, other) => {
    const shared = [...vertices(shapeOf(one))].filter((at) => vertices(shapeOf(other)).has(at));
    expect(shared.length).toBeGreaterThan(2);
  });

  it('no border runs twice: an edge belongs to one district, or to two in opposite directions', () => {
    const edges = shapes.flatMap(({ polygons }) =>
      polygons.flat().flatMap((ring) => ring.slice(1).map((to, at) => `${ring[at]}>${to}`)),
    );
    expect(new Set(edges).size).toBe(edges.length);
  });

  it('winds outer rings counter-clockwise, closes them and rounds to five decimals', () => {
    for (const ring of shapes.flatMap(({ polygons }) => polygons.map(([outer]) => outer ?? []))) {
      expect(turn(ring)).toBeGreaterThan(0);
      expect(ring.at(-1)).toEqual(ring[0]);
      expect(ring.flat().every((value) => Number(value.toFixed(5)) === value)).toBe(true);
    }
  });

  it('keeps Yeongdo and Gadeokdo and drops rocks', () => {
    expect(area(shapeOf('26200').polygons[0]?.[0] ?? [])).toBeGreaterThan(14);
    const gangseo = shapeOf('26440').polygons.map(([outer]) => area(outer ?? []));
    expect(gangseo.filter((size) => size > 20)).toHaveLength(2);
    const islands = shapes.flatMap(({ polygons }) => polygons.map(([outer]) => area(outer ?? [])));
    expect(Math.min(...islands)).toBeGreaterThan(0.019);
  });
});

describe('the tile map', () => {
  const tiles = DISTRICTS.map(({ place }) => ({ place, ...tileOf(place) }));

  it('gives every district a cell of its own in at most six by six', () => {
    expect(new Set(tiles.map(({ column, row }) => `${column},${row}`)).size).toBe(16);
    expect(Math.max(...tiles.flatMap(({ column, row }) => [column, row]))).toBeLessThanOrEqual(6);
  });

  it('keeps directions: of districts two cells apart, the western and northern one is so on the map', () => {
    for (const a of tiles) {
      for (const b of tiles) {
        const [[lonA, latA], [lonB, latB]] = [shapeOf(a.place).label, shapeOf(b.place).label];
        if (b.column - a.column >= 2) expect(lonA, `${a.place} ${b.place}`).toBeLessThan(lonB);
        if (b.row - a.row >= 2) expect(latA, `${a.place} ${b.place}`).toBeGreaterThan(latB);
      }
    }
  });
});
