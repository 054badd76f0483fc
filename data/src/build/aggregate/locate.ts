import { readText } from './read.ts';
import { verify } from './verify.ts';

type Position = readonly [lon: number, lat: number];
type Ring = readonly Position[];

interface Area {
  /** MOIS district code. */
  readonly place: string;
  /** Outer ring, then holes. */
  readonly rings: readonly Ring[];
  readonly west: number;
  readonly east: number;
}

/** MOIS district code of a WGS84 point, or nothing outside the city. */
export type Locate = (lon: number, lat: number) => string | undefined;

interface BoundaryFile {
  readonly features: readonly {
    readonly properties: { readonly sgg: string };
    readonly geometry: {
      readonly type: string;
      readonly coordinates: readonly (readonly Ring[])[];
    };
  }[];
}

function isBoundaryFile(value: unknown): value is BoundaryFile {
  return typeof value === 'object' && value !== null && 'features' in value;
}

/** Even-odd rule (https://wrf.ecse.rpi.edu/Research/Short_Notes/pnpoly.html). */
function insideRing(ring: Ring, lon: number, lat: number): boolean {
  let inside = false;
  let before = ring.at(-1);
  for (const point of ring) {
    if (before && point[1] > lat !== before[1] > lat) {
      const crossing =
        ((before[0] - point[0]) * (lat - point[1])) / (before[1] - point[1]) + point[0];
      if (lon < crossing) inside = !inside;
    }
    before = point;
  }
  return inside;
}

function areaOf(place: string, rings: readonly Ring[]): Area {
  const lons = (rings[0] ?? []).map(([lon]) => lon);
  return { place, rings, west: Math.min(...lons), east: Math.max(...lons) };
}

/** Finds districts by the dong boundaries of 2021-04 in the input folder. */
export function districtLocator(folder: string): Locate {
  const file: unknown = JSON.parse(readText(folder, 'boundaries/hangjeongdong_부산광역시.geojson'));
  verify(isBoundaryFile(file), 'the boundary file is no feature collection');
  const areas = file.features.flatMap(({ properties, geometry }) => {
    verify(geometry.type === 'MultiPolygon', `a boundary is a ${geometry.type}`);
    return geometry.coordinates.map((rings) => areaOf(properties.sgg, rings));
  });
  return (lon, lat) =>
    areas.find(({ rings, west, east }) => {
      if (lon < west || lon > east) return false;
      return rings.filter((ring) => insideRing(ring, lon, lat)).length % 2 === 1;
    })?.place;
}
