/** x and y in the units of the file's reference system. */
export type Position = readonly [x: number, y: number];

type Ring = readonly Position[];

/** Rings of a Shapefile polygon as GeoJSON text: clockwise rings are outer ones, each hole goes to the ring around it. */
export function polygonText(rings: readonly Ring[]): string {
  const outer = rings.filter((ring) => signedArea(ring) <= 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => signedArea(ring) > 0)) {
    const first = hole[0];
    const home = outer.find(([ring]) => ring && first && isInside(first, ring));
    // A hole without a ring around it is an outer ring drawn the wrong way.
    if (home) home.push(hole);
    else outer.push([hole]);
  }
  const polygons = outer.map((polygon) => polygon.map(turned));
  return polygons.length === 1
    ? JSON.stringify({ type: 'Polygon', coordinates: polygons[0] })
    : JSON.stringify({ type: 'MultiPolygon', coordinates: polygons });
}

/** GeoJSON winds outer rings counterclockwise and holes clockwise (RFC 7946, 3.1.6). */
function turned(ring: Ring, index: number): Ring {
  const isCounterclockwise = signedArea(ring) > 0;
  return isCounterclockwise === (index === 0) ? ring : [...ring].reverse();
}

/** Shoelace formula; > 0 for counterclockwise. */
function signedArea(ring: Ring): number {
  let sum = 0;
  for (let index = 1; index < ring.length; index += 1) {
    const [x0, y0] = ring[index - 1] ?? [0, 0];
    const [x1, y1] = ring[index] ?? [0, 0];
    sum += x0 * y1 - x1 * y0;
  }
  return sum / 2;
}

/** Even-odd rule. */
function isInside([x, y]: Position, ring: Ring): boolean {
  let inside = false;
  for (let index = 1; index < ring.length; index += 1) {
    const [x0, y0] = ring[index - 1] ?? [0, 0];
    const [x1, y1] = ring[index] ?? [0, 0];
    const crosses = y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0;
    if (crosses) inside = !inside;
  }
  return inside;
}
