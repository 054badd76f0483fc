import { z } from 'zod';
import type { Localized } from './localized.ts';

/** MOIS code of an administrative place as text: `26` city, `26350` district, 10 digits dong. */
export const PlaceCode = z.string().regex(/^\d{2}(\d{3}(\d{5})?)?$/, 'expected a MOIS place code');
export type PlaceCode = z.infer<typeof PlaceCode>;

/** Levels of the place hierarchy that figures are published at, coarse to fine. */
export const PlaceLevel = z.enum(['city', 'district', 'dong']);
export type PlaceLevel = z.infer<typeof PlaceLevel>;

/** Digits of the codes of each level: a place's code begins with the code of the place that holds it. */
export const CODE_DIGITS: Readonly<Record<PlaceLevel, number>> = Object.freeze({
  city: 2,
  district: 5,
  dong: 10,
});

/** A district with its codes in the two live systems. `kostat` lists every form seen for it. */
export interface District {
  readonly place: PlaceCode;
  readonly kostat: readonly string[];
  readonly name: Localized;
  /** Column and row in the tile grid, from 1, north at the top. */
  readonly tile: readonly [column: number, row: number];
}

/** MOIS code of Busan; in KOSTAT's system the same digits mean Ulsan. */
export const CITY: PlaceCode = '26';

/** Name of the city. */
export const CITY_NAME: Localized = { ko: '부산광역시', en: 'Busan' };

function district(
  place: string,
  kostat: readonly string[],
  name: readonly [ko: string, en: string],
  tile: District['tile'],
): District {
  const [ko, en] = name;
  return Object.freeze({ place, kostat, name: { ko, en }, tile });
}

/** The sixteen districts in code order, which is also their display order. */
export const DISTRICTS: readonly District[] = Object.freeze([
  district('26110', ['21010'], ['중구', 'Jung-gu'], [3, 5]),
  district('26140', ['21020'], ['서구', 'Seo-gu'], [3, 4]),
  district('26170', ['21030'], ['동구', 'Dong-gu'], [4, 4]),
  district('26200', ['21040'], ['영도구', 'Yeongdo-gu'], [4, 5]),
  district('26230', ['21050'], ['부산진구', 'Busanjin-gu'], [3, 3]),
  district('26260', ['21060'], ['동래구', 'Dongnae-gu'], [4, 2]),
  district('26290', ['21070'], ['남구', 'Nam-gu'], [5, 4]),
  district('26320', ['21080'], ['북구', 'Buk-gu'], [3, 2]),
  district('26350', ['21090'], ['해운대구', 'Haeundae-gu'], [5, 2]),
  district('26380', ['21100'], ['사하구', 'Saha-gu'], [2, 4]),
  district('26410', ['21110'], ['금정구', 'Geumjeong-gu'], [4, 1]),
  district('26440', ['21120'], ['강서구', 'Gangseo-gu'], [1, 3]),
  district('26470', ['21130'], ['연제구', 'Yeonje-gu'], [4, 3]),
  district('26500', ['21140'], ['수영구', 'Suyeong-gu'], [5, 3]),
  district('26530', ['21150'], ['사상구', 'Sasang-gu'], [2, 3]),
  district('26710', ['21310', '21510'], ['기장군', 'Gijang-gun'], [5, 1]),
]);

const namesByPlace: ReadonlyMap<string, Localized> = new Map([
  [CITY, CITY_NAME],
  ...DISTRICTS.map((one) => [one.place, one.name] as const),
]);

/** Name of a place; the code itself where the place is not one of the city's. */
export function placeName(place: PlaceCode): Localized {
  return namesByPlace.get(place) ?? { ko: place, en: place };
}

/** Whether a code is one of the sixteen districts. */
export function isDistrict(place: string): boolean {
  return place !== CITY && namesByPlace.has(place);
}
