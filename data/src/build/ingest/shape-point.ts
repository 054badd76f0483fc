import type { Pair } from './crs.ts';

function isPair(value: unknown): value is Pair {
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';
}

function pairsIn(value: unknown): Pair[] {
  return Array.isArray(value) ? value.filter(isPair) : [];
}

/** Where a line at a height enters and leaves rings, west to east. */
function crossings(rings: readonly (readonly Pair[])[], height: number): number[] {
  const found = rings.flatMap((ring) =>
    ring.slice(1).flatMap(([x2, y2], at) => {
      const [x1, y1] = ring[at] ?? [x2, y2];
      return y1 > height === y2 > height ? [] : [x1 + ((height - y1) * (x2 - x1)) / (y2 - y1)];
    }),
  );
  return found.sort((a, b) => a - b);
}

/** The middle of the widest stretch that lies inside at the polygon's middle height: inside, whatever its form. */
function insidePolygon(value: unknown): Pair | undefined {
  const rings = Array.isArray(value) ? value.map(pairsIn) : [];
  const heights = (rings[0] ?? []).map(([, y]) => y);
  if (heights.length === 0) return undefined;
  // Beside the middle, so that no vertex lies on the line.
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const height = low + (high - low) * 0.4999;
  const at = crossings(rings, height);
  let widest: Pair | undefined;
  for (let index = 0; index + 1 < at.length; index += 2) {
    const [from = 0, to = 0] = [at[index], at[index + 1]];
    if (!widest || to - from > widest[1] - widest[0]) widest = [from, to];
  }
  return widest ? [(widest[0] + widest[1]) / 2, height] : rings[0]?.[0];
}

/** Twice the area inside a polygon's outer ring, in the units of its coordinates. */
function areaOf(polygon: unknown): number {
  const ring = pairsIn(Array.isArray(polygon) ? polygon[0] : undefined);
  const sum = ring.slice(1).reduce((all, [x2, y2], at) => {
    const [x1, y1] = ring[at] ?? [x2, y2];
    return all + x1 * y2 - x2 * y1;
  }, 0);
  return Math.abs(sum);
}

/** The polygon that the most of a shape lies in: a district's islets do not stand for it. */
function largest(polygons: unknown): unknown {
  if (!Array.isArray(polygons)) return undefined;
  return polygons.reduce(
    (one: unknown, other: unknown) =>
      one === undefined || areaOf(other) > areaOf(one) ? other : one,
    undefined,
  );
}

/** A point that stands for a GeoJSON geometry: itself, a vertex of a line, a place inside a polygon; of several
 * polygons inside the largest, else of the first. Undefined where there is none. */
export function shapePoint(geometry: unknown): Pair | undefined {
  if (typeof geometry !== 'object' || geometry === null) return undefined;
  if ('geometries' in geometry && Array.isArray(geometry.geometries)) {
    return geometry.geometries.map(shapePoint).find((point) => point !== undefined);
  }
  if (!('type' in geometry) || !('coordinates' in geometry)) return undefined;
  const { type, coordinates } = geometry;
  const first = Array.isArray(coordinates) ? coordinates[0] : undefined;
  switch (type) {
    case 'Point':
      return isPair(coordinates) ? coordinates : undefined;
    case 'MultiPoint':
      return pairsIn(coordinates)[0];
    case 'LineString':
      return pairsIn(coordinates).at(Math.floor(pairsIn(coordinates).length / 2));
    case 'MultiLineString':
      return pairsIn(first)[0];
    case 'Polygon':
      return insidePolygon(coordinates);
    case 'MultiPolygon':
      return insidePolygon(largest(coordinates));
    default:
      return undefined;
  }
}
