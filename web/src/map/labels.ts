import type { FeatureCollection, Point } from 'geojson';
import type { Locale } from '../i18n/locale.ts';
import { shortName } from '../i18n/places.ts';
import { type DistrictCollection, type DistrictFeature, labelRoom } from './geometry.ts';

/** px at the size in which the map sets its labels */
export const LABEL_SIZE = 13;

const TILE = 512;

export function districtName(feature: DistrictFeature, locale: Locale): string {
  return locale === 'ko' ? feature.properties.name_ko : feature.properties.name_en;
}

/** Width in px of a label: Hangul fills the em, Latin about six tenths of it. */
function textWidth(text: string): number {
  const ems = [...text].map((letter) => (/[가-힣]/.test(letter) ? 0.95 : 0.58));
  return ems.reduce((sum, em) => sum + em, 0) * LABEL_SIZE;
}

export interface LabelProperties {
  place: string;
  name: string;
}

/** One point per district with its short name. */
export function labelPoints(
  districts: DistrictCollection,
  locale: Locale,
): FeatureCollection<Point, LabelProperties> {
  const features = districts.features.map((feature) => ({
    type: 'Feature' as const,
    properties: { place: feature.properties.place, name: shortName(districtName(feature, locale)) },
    geometry: {
      type: 'Point' as const,
      coordinates: [feature.properties.label_lon, feature.properties.label_lat],
    },
  }));
  return { type: 'FeatureCollection', features };
}

/** Codes of the districts whose short name fits between their borders at a zoom. */
export function fittingLabels(
  districts: DistrictCollection,
  locale: Locale,
  zoom: number,
): string[] {
  const pixelsPerDegree = (TILE * 2 ** zoom) / 360;
  return districts.features
    .filter((feature) => {
      const width = textWidth(shortName(districtName(feature, locale)));
      // A label may touch its borders a little: they are thin and it has a halo.
      return labelRoom(feature) * pixelsPerDegree >= width * 0.9;
    })
    .map((feature) => feature.properties.place);
}
