import type { PlaceStatus } from '@bada/web/src/ui/value-status.ts';

/** Share of residents aged 65 or over, January 2023, per cent (published totals of MOIS). */
const SHARES: Record<string, number> = {
  '26110': 29.06,
  '26140': 27.17,
  '26170': 28.26,
  '26200': 30.44,
  '26230': 21.33,
  '26260': 20.19,
  '26290': 22.32,
  '26320': 20.13,
  '26350': 19.82,
  '26380': 21.89,
  '26410': 23.71,
  '26440': 13.35,
  '26470': 21.76,
  '26500': 23.37,
  '26530': 21.21,
  '26710': 17.55,
};

export interface Figure {
  place: string;
  value: number | null;
  status: PlaceStatus;
}

/** With `holes`, one district is missing and one is withheld. */
export function figures(holes: boolean): Figure[] {
  return Object.entries(SHARES).map(([place, value]) => {
    if (holes && place === '26380') return { place, value: null, status: 'missing' };
    if (holes && place === '26530') return { place, value: null, status: 'suppressed' };
    return { place, value, status: 'final' };
  });
}

export const CITY = 21.58;

/** The six dates for which the figures were published. */
export const DATES = [
  '2012-03-01',
  '2014-05-01',
  '2016-03-01',
  '2018-05-01',
  '2020-06-01',
  '2023-01-01',
];

export const CITY_TREND = [12.2, 13.5, 14.9, 16.8, 19.0, 21.58];
export const HAEUNDAE_TREND = [10.4, 11.7, 13.0, 15.0, 17.2, 19.82];
