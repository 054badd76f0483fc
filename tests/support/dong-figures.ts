import { DISTRICTS } from '@bada/shared';
import { type Columns, seeded } from './hour-figures.ts';

/** The generated dataset whose places are districts and dongs. */
export const DONGS_ID = 'matrix-dongs';

export const DONGS: Columns = [
  ['place', 'VARCHAR', 'place'],
  ['period', 'DATE', 'period'],
  ['kind', 'VARCHAR', 'dimension'],
  ['rides', 'INTEGER', 'measure', 'sum'],
  ['fares', 'DECIMAL(12,2)', 'measure', 'sum'],
  ['cars', 'INTEGER', 'measure', 'last'],
];

/** What its contract says otherwise than those of districts. */
export const DONG_FACTS = { period: { from: '2022-01-01', to: '2022-06-01' }, asOf: '2022-06-30' };

const MONTHS = Array.from({ length: 6 }, (_, at) => `2022-0${at + 1}-01`);
const PARTS = ['51000', '52000', '53000'];

/** Rows of dongs; some districts have rows of their own in the first months, which are not their dongs' sums. A dong
 * lacks a month and some figures are not known. */
export function dongs(): string[] {
  const random = seeded(77);
  const whole = (limit: number) => Math.floor(random() * limit);
  const orNothing = (value: number) => (random() < 0.01 ? '' : value);
  return DISTRICTS.flatMap(({ place: district }, at) =>
    MONTHS.flatMap((month, turn) => {
      const dongPlaces = PARTS.map((part) => `${district}${part}`);
      const own = at % 3 === 0 && turn < 2 ? [district] : [];
      const lacking = at === 5 && turn === 3 ? dongPlaces.slice(1) : dongPlaces;
      return [...own, ...lacking].flatMap((place) =>
        ['bus', 'metro'].map((kind) => {
          const rides = whole(9000);
          const fares = (rides * 13.37).toFixed(2);
          return [place, month, kind, orNothing(rides), fares, whole(60)].join(',');
        }),
      );
    }),
  );
}

const own = (column: string) => ({ dataset: DONGS_ID, column });
const sumOf = (column: string) => ({ type: 'sum', measure: own(column) });

/** Formulas over places of three levels. */
export const DONG_FORMULAS: Readonly<Record<string, object>> = {
  'dong-rides': sumOf('rides'),
  'dong-cars': sumOf('cars'),
  'dong-middle': { type: 'median', measure: own('rides') },
  'dong-fare': { type: 'ratio', numerator: own('fares'), denominator: own('rides') },
  'dong-share': { type: 'share', of: sumOf('fares'), within: 'city' },
  'dong-ranked': { type: 'rank', of: sumOf('rides') },
  'dong-so-far': { type: 'cumulative', of: sumOf('fares') },
};
