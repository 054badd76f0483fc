import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtracts } from '@bada/data/build';
import { DISTRICTS, Indicator } from '@bada/shared';
import { DONG_FACTS, DONG_FORMULAS, DONGS, DONGS_ID, dongs } from './dong-figures.ts';
import {
  type Columns,
  HOUR_FACTS,
  HOUR_FORMULAS,
  HOURS,
  HOURS_ID,
  hours,
  seeded,
} from './hour-figures.ts';

/** Extracts of generated figures with an indicator of every kind of formula. */
export interface MatrixWorld {
  /** `extracts` folder of a home. */
  readonly extracts: string;
  readonly indicators: readonly Indicator[];
  remove(): void;
}

const both = (text: string) => ({ ko: text, en: text });
const bada = (value: object) => [{ property: 'bada', value }];

const RIDES: Columns = [
  ['place', 'VARCHAR', 'place'],
  ['period', 'DATE', 'period'],
  ['kind', 'VARCHAR', 'dimension'],
  ['band', 'INTEGER', 'dimension'],
  ['rides', 'INTEGER', 'measure', 'sum'],
  ['fares', 'DECIMAL(12,2)', 'measure', 'sum'],
  ['cars', 'INTEGER', 'measure', 'last'],
  ['stops', 'INTEGER', 'measure', 'mean'],
  ['status', 'VARCHAR', 'status'],
];
const RESIDENTS: Columns = [
  ['place', 'VARCHAR', 'place'],
  ['period', 'DATE', 'period'],
  ['persons', 'INTEGER', 'measure', 'last'],
];

/** Levels above the column `band`; one of its values is in none. */
const BAND_GROUPS = {
  ...{ id: 'band_group', column: 'band', title: both('band group') },
  values: [
    { id: 'low', label: both('low'), from: 0, to: 1 },
    { id: 'high', label: both('high'), from: 2, to: 2 },
  ],
};

/** The contract as JSON, which is YAML too. */
function contract(
  id: string,
  { columns, facts = {} }: { columns: Columns; facts?: object | undefined },
  key: readonly string[],
): string {
  const isBanded = columns.some(([name]) => name === BAND_GROUPS.column);
  const properties = columns.map(([name, physicalType, role, time]) => ({
    ...{ name, physicalType, required: role !== 'measure' },
    ...(key.includes(name) ? { primaryKeyPosition: key.indexOf(name) + 1 } : {}),
    customProperties: bada({ role, title: both(name), ...(time ? { time } : {}) }),
  }));
  return JSON.stringify({
    ...{ apiVersion: 'v3.1.0', kind: 'DataContract', id, version: '1.0.0' },
    schema: [{ name: id, physicalName: `${id}.csv`, properties }],
    customProperties: bada({
      ...{ title: both(id), summary: both('generated'), publisher: both('test') },
      ...{ source: both('generated'), licence: { id: 'MIT' }, class: 'open' },
      period: { from: '2021-01-01', to: '2022-12-01' },
      ...{ cadence: 'monthly', grain: 'month', asOf: '2022-12-31', ownerDepartment: 'statistics' },
      storage: { sortBy: [...key], rowGroupSize: 2048 },
      ...(isBanded ? { bands: [BAND_GROUPS] } : {}),
      ...facts,
    }),
  });
}

function monthAt(index: number): string {
  return `${2021 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

/** Two years of rides by place, kind and band; some figures are not known, some rows are not there. */
function rides(): string[] {
  const random = seeded(26);
  const whole = (limit: number) => Math.floor(random() * limit);
  const orNothing = (value: number | string) => (random() < 0.01 ? '' : value);
  return DISTRICTS.flatMap(({ place }) =>
    Array.from({ length: 24 }, (_, at) => at).flatMap((at) =>
      ['bus', 'metro', 'ferry'].flatMap((kind) => {
        if (kind === 'ferry' && random() < 0.3) return [];
        const status = at > 20 ? 'provisional' : random() < 0.02 ? 'revised' : 'final';
        const count = whole(9000);
        const fares = ((count * (1200 + whole(300))) / 100).toFixed(2);
        const figures = [orNothing(count), fares, whole(60), orNothing(whole(40))];
        return [[place, monthAt(at), kind, whole(4), ...figures, status].join(',')];
      }),
    ),
  );
}

/** Residents of a few dates, unevenly spaced. */
function residents(): string[] {
  const random = seeded(51);
  return DISTRICTS.flatMap(({ place }) =>
    [0, 5, 11, 17, 23].map((at) =>
      [place, monthAt(at), 40_000 + Math.floor(random() * 300_000)].join(','),
    ),
  );
}

interface Table {
  readonly columns: Columns;
  readonly rows: readonly string[];
  /** What the contract says otherwise. */
  readonly facts?: object;
}

function write(sources: string, id: string, { columns, rows, facts }: Table): void {
  const folder = join(sources, id);
  mkdirSync(folder, { recursive: true });
  const key = columns.flatMap(([name, , role]) =>
    ['place', 'period'].includes(role) || name === 'kind' ? [name] : [],
  );
  writeFileSync(join(folder, 'contract.yaml'), contract(id, { columns, facts }, key));
  const header = columns.map(([name]) => name).join(',');
  writeFileSync(join(folder, `${id}.csv`), `${[header, ...rows].join('\n')}\n`);
}

const own = (column: string) => ({ dataset: 'matrix-rides', column });
const persons = { dataset: 'matrix-residents', column: 'persons' };
const sumOf = (column: string) => ({ type: 'sum', measure: own(column) });
const farePerRide = { type: 'ratio', numerator: own('fares'), denominator: own('rides') };

/** A formula of every kind. */
const FORMULAS: Readonly<Record<string, object>> = {
  rides: sumOf('rides'),
  cars: sumOf('cars'),
  stops: sumOf('stops'),
  rows: { type: 'count', measure: own('rides') },
  kinds: { type: 'distinct', measure: own('kind') },
  least: { type: 'min', measure: own('rides') },
  most: { type: 'max', measure: own('fares') },
  middle: { type: 'median', measure: own('rides') },
  'upper-tenth': { type: 'quantile', measure: own('rides'), share: 0.9 },
  'mean-of-rows': { type: 'mean', measure: own('rides') },
  'mean-band': { type: 'mean', measure: own('band'), weight: 'rides' },
  'fare-per-ride': farePerRide,
  'rides-per-stop': { type: 'ratio', numerator: own('rides'), denominator: own('stops') },
  'rides-per-1000': {
    ...{ type: 'per-capita', measure: own('rides'), population: persons, maxGapDays: 100 },
  },
  'as-published': { type: 'published', measure: own('fares') },
  'over-a-year': { type: 'change', measure: own('rides'), overMonths: 12 },
  'share-of-city': { type: 'share', of: sumOf('rides'), within: 'city' },
  'share-of-kind': { type: 'share', of: sumOf('fares'), within: 'kind' },
  indexed: { type: 'index', of: sumOf('rides'), base: '2021-03-01' },
  'fare-indexed': { type: 'index', of: farePerRide, base: '2021-01-15' },
  ranked: { type: 'rank', of: sumOf('rides') },
  'fare-ranked': { type: 'rank', of: farePerRide, first: 'lowest' },
  'over-3-months': { type: 'moving-mean', of: sumOf('rides'), periods: 3 },
  'fare-over-6-months': { type: 'moving-mean', of: farePerRide, periods: 6 },
  'so-far': { type: 'cumulative', of: sumOf('rides') },
};

function cityRuleOf(id: string): string {
  if (id.includes('ranked')) return 'none';
  return id === 'as-published' ? 'published' : 'from-rows';
}

function indicatorOf([id, formula]: [string, object], order: number): Indicator {
  return Indicator.parse({
    ...{ v: 1, id: `matrix-${id}`, version: 1, order, formula, field: 'transport' },
    ...{ unit: both('-'), name: both(id), definition: both(id), formulaText: both(id) },
    ...{ decimals: 1, grain: 'month', reportGrain: 'month', cadence: 'monthly' },
    ...{ direction: 'neutral', kind: 'outcome', dimensions: ['kind', 'band', 'band_group'] },
    ...{ levels: ['city', 'district'], cityRule: cityRuleOf(id), ownerDepartment: 'statistics' },
    views: ['map'],
    bands: { caution: 0, warning: 0.1, undecidedAfterDays: 800 },
    breaks: id === 'fare-indexed' ? [{ at: '2022-07-01', ...both('counted anew') }] : [],
  });
}

function hourIndicatorOf(entry: [string, object], order: number): Indicator {
  const grains = { grain: 'hour', reportGrain: 'hour', dimensions: ['kind', 'holiday'] };
  return Indicator.parse({ ...indicatorOf(entry, 100 + order), ...grains });
}

function dongIndicatorOf(entry: [string, object], order: number): Indicator {
  const levels = ['city', 'district', 'dong'];
  return Indicator.parse({ ...indicatorOf(entry, 200 + order), levels, dimensions: ['kind'] });
}

/** Builds the extracts in a home of their own. */
export async function buildMatrixWorld(): Promise<MatrixWorld> {
  const home = mkdtempSync(join(tmpdir(), 'bada-matrix-'));
  const sources = join(home, 'sources');
  write(sources, 'matrix-rides', { columns: RIDES, rows: rides() });
  write(sources, 'matrix-residents', { columns: RESIDENTS, rows: residents() });
  write(sources, DONGS_ID, { columns: DONGS, rows: dongs(), facts: DONG_FACTS });
  write(sources, HOURS_ID, { columns: HOURS, rows: hours(), facts: HOUR_FACTS });
  await buildExtracts({ sources, home, builtAt: '2024-01-01T00:00:00Z' });
  return {
    extracts: join(home, 'extracts'),
    indicators: [
      ...Object.entries(FORMULAS).map(indicatorOf),
      ...Object.entries(HOUR_FORMULAS).map(hourIndicatorOf),
      ...Object.entries(DONG_FORMULAS).map(dongIndicatorOf),
    ],
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }),
  };
}
