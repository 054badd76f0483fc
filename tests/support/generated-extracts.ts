import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DISTRICTS, Indicator, Manifest } from '@bada/shared';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { hashedLayout } from '../../data/src/build/chunk-hashes.ts';
import { rowGroupsOf } from '../../data/src/build/statistics.ts';

const both = (text: string) => ({ ko: text, en: text });

/** Columns of a generated table, in the order of its file. */
const COLUMNS = [
  ['place', 'VARCHAR', 'place'],
  ['period', 'DATE', 'period'],
  ['kind', 'VARCHAR', 'dimension'],
  ['hour', 'INTEGER', 'dimension'],
  ['persons', 'INTEGER', 'measure'],
  ['amount', 'DOUBLE', 'measure'],
] as const;

const columns = COLUMNS.map(([name, type, role]) => ({
  ...{ name, type, role, title: both(name), required: true },
  ...(role === 'measure' ? { time: 'sum' as const } : {}),
}));

/** Generated extracts and an indicator over each. */
export interface GeneratedExtracts {
  /** `extracts` folder of the home. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** `riders-<n>` sums the persons of the n-th dataset. */
  readonly indicators: readonly Indicator[];
}

/** What to generate. */
export interface Generating {
  readonly datasets: number;
  /** Of each dataset. */
  readonly rows: number;
  readonly rowGroup?: number;
}

function rowsSql(seed: number, rows: number): string {
  const places = DISTRICTS.map(({ place }) => `'${place}'`).join(', ');
  return `
    select [${places}][1 + (n % 16)::int] as place,
           (date '2014-01-01' + to_months((n * 120 // ${rows})::int))::date as period,
           ['weekday', 'saturday', 'holiday'][1 + (hash(n + ${seed}) % 3)::int] as kind,
           (hash(n + ${seed} + 1) % 24)::int as hour,
           (hash(n + ${seed} + 2) % 5000)::int as persons,
           (hash(n + ${seed} + 3) % 1000000)::double / 100 as amount
    from range(${rows}) as r(n)`;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function datasetOf(id: string, file: object) {
  return {
    ...{ id, version: '1.0.0', contractVersion: '1.0.0', class: 'open' as const },
    ...{ title: both(id), publisher: both('generated'), source: both('generated') },
    ...{ licence: { id: 'MIT' }, ownerDepartment: 'statistics', caveats: [] },
    columns: columns.map(({ required, ...column }) => column),
    ...{ cadence: 'monthly', grain: 'month', asOf: '2023-12-31', files: [file] },
  };
}

async function writeDataset(
  connection: DuckDBConnection,
  folder: string,
  { at, rows, rowGroup }: { at: number; rows: number; rowGroup: number },
) {
  const draft = join(folder, `draft-${at}`);
  const options = `format parquet, compression zstd, row_group_size ${rowGroup}`;
  await connection.run(`copy (${rowsSql(at * 1_000_003, rows)}) to '${draft}' (${options})`);
  const metadata = await connection.runAndReadAll(`select * from parquet_metadata('${draft}')`);
  const hash = await hashOf(draft);
  const bytes = statSync(draft).size;
  const rowGroups = rowGroupsOf(metadata.getRowObjects(), columns);
  const layout = await hashedLayout(draft, { bytes, rowGroups });
  renameSync(draft, join(folder, 'open', `${hash}.parquet`));
  const file = { role: 'base', format: 'parquet', hash, rows, ...layout };
  return datasetOf(`rides-${at}`, file);
}

function indicatorOf(at: number): Indicator {
  const name = both(`riders-${at}`);
  return Indicator.parse({
    ...{ v: 1, id: `riders-${at}`, version: 1, order: 1, field: 'transport', unit: both('명') },
    ...{ name, definition: name, formulaText: name, decimals: 0, grain: 'month' },
    formula: { type: 'sum', measure: { dataset: `rides-${at}`, column: 'persons' } },
    ...{ reportGrain: 'year', cadence: 'monthly', direction: 'neutral', kind: 'outcome' },
    ...{ dimensions: ['kind', 'hour'], levels: ['city', 'district'], cityRule: 'sum' },
    ...{ ownerDepartment: 'statistics', views: ['map'] },
    bands: { caution: 0, warning: 0.1, undecidedAfterDays: 800 },
  });
}

/** Writes seeded tables under `<home>/extracts` and makes them current: the same bytes each time. */
export async function generateExtracts(
  home: string,
  { datasets, rows, rowGroup = 122_880 }: Generating,
): Promise<GeneratedExtracts> {
  const folder = join(home, 'extracts');
  mkdirSync(join(folder, 'manifests'), { recursive: true });
  mkdirSync(join(folder, 'open'), { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const made: object[] = [];
  for (let at = 1; at <= datasets; at++) {
    made.push(await writeDataset(connection, folder, { at, rows, rowGroup }));
  }
  connection.closeSync();
  instance.closeSync();
  const id = createHash('sha256').update(JSON.stringify(made)).digest('hex');
  const manifest = Manifest.parse({ v: 1, id, builtAt: '2024-01-01T00:00:00Z', datasets: made });
  writeFileSync(join(folder, 'manifests', `${id}.json`), JSON.stringify(manifest));
  writeFileSync(join(folder, 'current'), `${id}\n`);
  return { folder, manifest, indicators: made.map((_, at) => indicatorOf(at + 1)) };
}
