import { readFile } from 'node:fs/promises';
import type { CityBox } from './crs.ts';
import type { Session } from './session.ts';

type Ring = readonly (readonly [number, number])[];

interface DistrictFile {
  readonly features: readonly {
    readonly properties: { readonly place: string };
    readonly geometry: { readonly coordinates: readonly (readonly Ring[])[] };
  }[];
}

function isDistrictFile(value: unknown): value is DistrictFile {
  return typeof value === 'object' && value !== null && 'features' in value;
}

/** Degrees (about 10 km) of sea around the districts. */
const SEA = 0.1;

/** Latitude bands of about 220 m: an edge is looked at only for points of its bands. */
const BANDS = 500;

/** Loads the outlines of the deployment's districts as `district_edges(place, x1, y1, x2, y2, band)`.
 * @returns the box around them and their sea */
export async function loadDistricts(session: Session, file: string): Promise<CityBox> {
  const collection: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isDistrictFile(collection)) throw new Error(`${file} holds no districts`);
  const edges = collection.features.flatMap(({ properties, geometry }) =>
    geometry.coordinates.flat().flatMap((ring) =>
      ring.slice(1).map(([x2, y2], index) => {
        const [x1, y1] = ring[index] ?? [x2, y2];
        return `('${properties.place}', ${x1}, ${y1}, ${x2}, ${y2})`;
      }),
    ),
  );
  await session.run(`create table if not exists district_edges as
    select place, x1::double as x1, y1::double as y1, x2::double as x2, y2::double as y2,
      unnest(range(floor(least(y1, y2)::double * ${BANDS})::integer, floor(greatest(y1, y2)::double * ${BANDS})::integer + 1)) as band
    from (values ${edges.join(', ')}) as edges(place, x1, y1, x2, y2)`);
  const [row] = await session.rows(
    'select min(x1) as west, max(x1) as east, min(y1) as south, max(y1) as north from district_edges',
  );
  return {
    west: Number(row?.west) - SEA,
    east: Number(row?.east) + SEA,
    south: Number(row?.south) - SEA,
    north: Number(row?.north) + SEA,
  };
}

/** SELECT of `lon`, `lat`, `place` of the points of a relation that lie in a district, by the even-odd rule
 * (https://wrf.ecse.rpi.edu/Research/Short_Notes/pnpoly.html). */
export function locatedSql(points: string): string {
  return `select lon, lat, min(place) as place from (
      select p.lon, p.lat, e.place from ${points} p join district_edges e
        on e.band = floor(p.lat * ${BANDS})::integer and (e.y1 > p.lat) <> (e.y2 > p.lat)
        and p.lon < (e.x2 - e.x1) * (p.lat - e.y1) / (e.y2 - e.y1) + e.x1
      group by all having count(*) % 2 = 1)
    group by all`;
}
