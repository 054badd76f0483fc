import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';

/** What each district's feature carries; label points are degrees in WGS84. */
export interface DistrictProperties {
  place: string;
  name_ko: string;
  name_en: string;
  label_lon: number;
  label_lat: number;
}

export type DistrictGeometry = Polygon | MultiPolygon;
export type DistrictFeature = Feature<DistrictGeometry, DistrictProperties>;
export type DistrictCollection = FeatureCollection<DistrictGeometry, DistrictProperties>;

/** West, south, east, north in degrees. */
export type Bounds = [number, number, number, number];

function outerRings(feature: DistrictFeature): Position[][] {
  const { geometry } = feature;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap((rings) => (rings[0] === undefined ? [] : [rings[0]]));
}

/** The box that holds all districts. */
export function boundsOf(collection: DistrictCollection): Bounds {
  const points = collection.features.flatMap(outerRings).flat();
  const bounds: Bounds = [180, 90, -180, -90];
  for (const [lon = 0, lat = 0] of points) {
    bounds[0] = Math.min(bounds[0], lon);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lon);
    bounds[3] = Math.max(bounds[3], lat);
  }
  return bounds;
}

/** Longitudes at which a ring crosses a latitude. */
function crossings(ring: readonly Position[], lat: number): number[] {
  return ring.flatMap(([lon = 0, y = 0], index) => {
    const [nextLon = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    if (y > lat === nextY > lat) return [];
    return [lon + ((lat - y) / (nextY - y)) * (nextLon - lon)];
  });
}

/**
 * Room for a label, in degrees of longitude: twice the way from the label point to the nearer
 * border on its latitude; 0 when the point lies outside.
 */
export function labelRoom(feature: DistrictFeature): number {
  const { label_lon: lon, label_lat: lat } = feature.properties;
  const cuts = outerRings(feature).flatMap((ring) => crossings(ring, lat));
  const west = cuts.filter((cut) => cut <= lon);
  const east = cuts.filter((cut) => cut > lon);
  if (west.length % 2 === 0 || east.length === 0) return 0;
  return 2 * Math.min(lon - Math.max(...west), Math.min(...east) - lon);
}

/** A degree of longitude in parts of the drawing; fine enough for whole numbers. */
const SCALE = 20_000;

/** Web Mercator, as MapLibre projects: x to the east, y to the south. */
function project([lon = 0, lat = 0]: Position): readonly [number, number] {
  const north = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  return [Math.round(lon * SCALE), Math.round(((-north * 180) / Math.PI) * SCALE)];
}

/** One district's outline. */
export interface DistrictPath {
  readonly place: string;
  /** `d` of an SVG path; holes are cut by the even-odd rule. */
  readonly path: string;
}

/** The districts as SVG paths with their view box, west to east and north to south. */
export function drawingOf(collection: DistrictCollection): {
  readonly box: string;
  readonly shapes: readonly DistrictPath[];
} {
  const [west, south, east, north] = boundsOf(collection);
  const [left, top] = project([west, north]);
  const [right, bottom] = project([east, south]);
  const ring = (points: readonly Position[]) =>
    `M${points
      .map((point) => project(point))
      .map(([x, y]) => `${x - left} ${y - top}`)
      .join('L')}Z`;
  const shapes = collection.features.map(({ geometry, properties: { place } }) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return { place, path: polygons.flat().map(ring).join('') };
  });
  return { box: `0 0 ${right - left} ${bottom - top}`, shapes };
}
