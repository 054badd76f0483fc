import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DISTRICTS, Indicator, type Manifest } from '@bada/shared';
import { DuckDBInstance } from '@duckdb/node-api';
import { buildExtracts } from '../../data/src/build/index.ts';
import { projectRoot } from '../support/project.ts';

/** Rows of the generated extract: one for nearly each place, month, kind of day, hour and stop. */
export const ROWS = 1_000_000;
const DATASET = 'bench-rides';
const CELLS = DISTRICTS.length * 120 * 3 * 24 * 8;
const HOME = join(projectRoot, '.bada', 'bench');

const both = (text: string) => ({ ko: text, en: text });
const bada = (value: object) => [{ property: 'bada', value }];

function column(name: string, physicalType: string, role: string, more: object = {}) {
  const key = { place: 1, stop: 2, period: 3, day_type: 4, hour: 5 }[name];
  return {
    name,
    physicalType,
    required: true,
    ...(key === undefined ? {} : { primaryKeyPosition: key }),
    customProperties: bada({ role, title: both(name), ...more }),
  };
}

/** The contract as JSON, which is YAML too. */
function contract(): string {
  const properties = [
    column('place', 'VARCHAR', 'place'),
    column('stop', 'INTEGER', 'dimension'),
    column('period', 'DATE', 'period'),
    column('day_type', 'VARCHAR', 'dimension'),
    column('hour', 'INTEGER', 'dimension'),
    column('passengers', 'INTEGER', 'measure', { time: 'sum' }),
    column('amount', 'DECIMAL(12,2)', 'measure', { time: 'sum' }),
  ];
  return JSON.stringify({
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: DATASET,
    version: '1.0.0',
    schema: [{ name: DATASET, physicalName: `${DATASET}.csv`, properties }],
    customProperties: bada({
      ...{ title: both('rides'), summary: both('generated'), publisher: both('bench') },
      ...{ source: both('generated'), licence: { id: 'MIT' }, class: 'open' },
      period: { from: '2014-01-01', to: '2023-12-01' },
      ...{ cadence: 'monthly', grain: 'month', asOf: '2023-12-31', ownerDepartment: 'statistics' },
      storage: { sortBy: ['period', 'place', 'day_type', 'stop', 'hour'], rowGroupSize: 122_880 },
    }),
  });
}

/** Multiplying by a prime visits each cell once, so that a cut of them leaves gaps everywhere. */
function rowsSql(): string {
  const places = DISTRICTS.map(({ place }) => `'${place}'`).join(', ');
  return `
    with cells as (select n, (n * 7919) % ${CELLS} as cell, (n * 2654435761) % 4294967296 as noise
                   from range(${ROWS}) as numbers(n)),
         split as (select *, noise % 5000 as passengers, 130000 + noise // 5000 % 40000 as fare from cells)
    select [${places}][1 + cell % 16] as place, 1 + cell // 16 % 8 as stop,
           cast(date '2014-01-01' + to_months(cast(cell // 128 % 120 as int)) as date) as period,
           ['weekday', 'saturday', 'holiday'][1 + cell // 15360 % 3] as day_type,
           1 + cell // 46080 as hour, passengers,
           cast(cast(passengers * fare as decimal(18, 2)) / 100 as decimal(12, 2)) as amount
    from split`;
}

async function writeSource(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'contract.yaml'), contract());
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const target = join(folder, `${DATASET}.csv`);
  await connection.run(`copy (${rowsSql()}) to '${target}' (header, delimiter ',')`);
  connection.closeSync();
  instance.closeSync();
}

/** An extract with the indicators that are asked of it. */
export interface BenchExtract {
  /** `extracts` folder of a home. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly indicators: readonly Indicator[];
}

/** Writes the same million rows each time and has the product's builder turn them into an extract. */
export async function prepareExtract(): Promise<BenchExtract> {
  const sources = join(HOME, 'sources');
  await writeSource(join(sources, DATASET));
  const manifest = await buildExtracts({ sources, home: HOME, builtAt: '2024-01-01T00:00:00Z' });
  return { folder: join(HOME, 'extracts'), manifest, indicators: [rides(), fare()] };
}

function indicatorOf(id: string, formula: object): Indicator {
  return Indicator.parse({
    ...{ v: 1, id, version: 1, order: 1, formula, field: 'transport', unit: both('') },
    ...{ name: both(id), definition: both(id), formulaText: both(id), decimals: 0 },
    ...{ grain: 'month', reportGrain: 'year', cadence: 'monthly', direction: 'neutral' },
    ...{ kind: 'outcome', dimensions: ['day_type', 'hour'], levels: ['city', 'district'] },
    ...{ cityRule: 'ratio-of-sums', ownerDepartment: 'statistics', views: ['map'] },
    bands: { caution: 0, warning: 0.1, undecidedAfterDays: 800 },
  });
}

const measure = (name: string) => ({ dataset: DATASET, column: name });

function rides(): Indicator {
  return indicatorOf('bench-ride-count', { type: 'sum', measure: measure('passengers') });
}

function fare(): Indicator {
  const [numerator, denominator] = [measure('amount'), measure('passengers')];
  return indicatorOf('bench-fare', { type: 'ratio', numerator, denominator });
}
