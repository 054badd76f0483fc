import { readFile } from 'node:fs/promises';
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

/** Latitude bands of about 220 m: an edge is looked at only for points of its bands. */
const BANDS = 500;

/** Loads the outlines of the districts as `district_edges(place, x1, y1, x2, y2, band)`. */
export async function loadDistricts(session: Session, file: string): Promise<void> {
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
  await session.run(`create table district_edges as
    select *, unnest(range(floor(least(y1, y2) * ${BANDS})::integer, floor(greatest(y1, y2) * ${BANDS})::integer + 1)) as band
    from (values ${edges.join(', ')}) as edges(place, x1, y1, x2, y2)`);
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
