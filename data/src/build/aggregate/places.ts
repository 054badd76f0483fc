import { DISTRICTS } from '@bada/shared';
import { verify } from './verify.ts';

/** The city's name as the source files spell it. */
export const CITY_KO = '부산광역시';

/** MOIS codes of the sixteen districts, in code order. */
export const DISTRICT_CODES: readonly string[] = DISTRICTS.map(({ place }) => place);

const byKostat = new Map(
  DISTRICTS.flatMap(({ place, kostat }) => kostat.map((code) => [code, place] as const)),
);

const byKorean = new Map(DISTRICTS.map(({ place, name }) => [name.ko, place]));

/** MOIS district code of a KOSTAT district code.
 * @throws when the code is not one of Busan's */
export function placeOfKostat(kostat: string): string {
  const place = byKostat.get(kostat);
  verify(place !== undefined, `KOSTAT code ${kostat} is no district of Busan`);
  return place;
}

/** MOIS district code of a Korean district name; only for files that are about Busan alone. */
export function placeOfName(name: string): string {
  const place = byKorean.get(name);
  verify(place !== undefined, `${name} is no district of Busan`);
  return place;
}

/** Adds records up by district. Every record must belong to one of the sixteen, and each must have one.
 * @throws when a district is unknown or has no record */
export function byDistrict<T>(
  records: readonly T[],
  placeOf: (record: T) => string,
): [string, T[]][] {
  const groups = Map.groupBy(records, placeOf);
  for (const place of groups.keys()) {
    verify(DISTRICT_CODES.includes(place), `${place} is no district of Busan`);
  }
  return DISTRICT_CODES.map((place) => {
    const group = groups.get(place);
    verify(group !== undefined, `no records of district ${place}`);
    return [place, group];
  });
}
