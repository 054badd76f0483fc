import { DISTRICTS } from '@bada/shared';

/** Columns of a generated dataset. */
export type Columns = readonly (readonly [
  name: string,
  type: string,
  role: string,
  time?: string,
])[];

/** Numbers from 0 up to 1, the same ones each time. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The generated dataset whose periods are hours. */
export const HOURS_ID = 'matrix-hours';

export const HOURS: Columns = [
  ['place', 'VARCHAR', 'place'],
  ['starts_at', 'TIMESTAMP', 'period'],
  ['kind', 'VARCHAR', 'dimension'],
  ['holiday', 'BOOLEAN', 'dimension'],
  ['boardings', 'INTEGER', 'measure', 'sum'],
  ['fares', 'DECIMAL(12,2)', 'measure', 'sum'],
  ['waiting', 'INTEGER', 'measure', 'last'],
  ['sensors', 'INTEGER', 'measure', 'mean'],
  ['status', 'VARCHAR', 'status'],
];

/** What its contract says otherwise than those of months. */
export const HOUR_FACTS = {
  period: { from: '2021-01-01', to: '2022-01-03' },
  ...{ grain: 'hour', asOf: '2022-01-03', cadence: 'irregular' },
  storage: { sortBy: ['holiday', 'starts_at', 'place', 'kind'], rowGroupSize: 2048 },
  rollups: [
    {
      ...{ id: 'days', by: ['place', 'starts_at', 'kind', 'status'], grain: 'day' },
      measures: ['boardings', 'fares'],
    },
  ],
};

const DAYS = ['2021-01-01', '2021-01-02', '2022-01-01', '2022-01-02', '2022-01-03'];

/** Hours of which a district has no row, though it should. */
export const LACKED = { place: '26140', hour: '2022-01-02T05:00' };

/** The rows by hour, place and kind: two days of a year and three of the next, with some figures not known. */
export function hours(): string[] {
  const random = seeded(13);
  const whole = (limit: number) => Math.floor(random() * limit);
  const orNothing = (value: number) => (random() < 0.01 ? '' : value);
  const times = DAYS.flatMap((day) =>
    Array.from({ length: 24 }, (_, at) => `${day}T${String(at).padStart(2, '0')}:00`),
  );
  return DISTRICTS.flatMap(({ place }) =>
    times.flatMap((time) =>
      ['bus', 'metro'].flatMap((kind) => {
        const boardings = whole(4000);
        const fares = ((boardings * (1200 + whole(300))) / 100).toFixed(2);
        const figures = [boardings, fares, orNothing(whole(60)), orNothing(whole(9))];
        const status = time > '2022-01-03T20' ? 'provisional' : 'final';
        if (place === LACKED.place && time === LACKED.hour) return [];
        return [
          [
            place,
            `${time.replace('T', ' ')}:00`,
            kind,
            time.includes('-01-01T'),
            ...figures,
            status,
          ].join(','),
        ];
      }),
    ),
  );
}

const own = (column: string) => ({ dataset: HOURS_ID, column });
const sumOf = (column: string) => ({ type: 'sum', measure: own(column) });
const persons = { dataset: 'matrix-residents', column: 'persons' };

/** Formulas over hours. */
export const HOUR_FORMULAS: Readonly<Record<string, object>> = {
  'hour-boardings': sumOf('boardings'),
  'hour-waiting': sumOf('waiting'),
  'hour-sensors': sumOf('sensors'),
  'hour-rows': { type: 'count', measure: own('boardings') },
  'hour-middle': { type: 'median', measure: own('boardings') },
  'hour-fare': { type: 'ratio', numerator: own('fares'), denominator: own('boardings') },
  'hour-per-1000': {
    ...{ type: 'per-capita', measure: own('boardings'), population: persons, maxGapDays: 400 },
  },
  'hour-over-a-year': { type: 'change', measure: own('boardings'), overMonths: 12 },
  'hour-share': { type: 'share', of: sumOf('boardings'), within: 'city' },
  'hour-indexed': { type: 'index', of: sumOf('boardings'), base: '2021-01-01T05:00' },
  'hour-ranked': { type: 'rank', of: sumOf('boardings') },
  'hour-over-3': { type: 'moving-mean', of: sumOf('boardings'), periods: 3 },
  'hour-so-far': { type: 'cumulative', of: sumOf('boardings') },
};
