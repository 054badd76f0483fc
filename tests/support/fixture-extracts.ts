import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Indicator, Manifest, type ManifestDataset } from '@bada/shared';
import { DuckDBInstance } from '@duckdb/node-api';

/** Rows of the fixture: two districts, three years, two sexes; `persons` is known by heart. */
const FIXTURE_ROWS = [
  ['26110', '2019-01-01', 'female', 100],
  ['26110', '2019-01-01', 'male', 110],
  ['26110', '2020-01-01', 'female', 120],
  ['26110', '2020-01-01', 'male', 130],
  ['26110', '2021-01-01', 'female', 140],
  ['26110', '2021-01-01', 'male', 150],
  ['26140', '2019-01-01', 'female', 200],
  ['26140', '2019-01-01', 'male', 210],
  ['26140', '2020-01-01', 'female', 220],
  ['26140', '2020-01-01', 'male', 230],
  ['26140', '2021-01-01', 'female', 240],
  ['26140', '2021-01-01', 'male', 250],
] as const;

const both = (text: string) => ({ ko: text, en: text });

type File = ManifestDataset['files'][number];

function datasetOf(id: string, dataClass: 'open' | 'internal', files: File[]) {
  const column = (name: string, type: string, role: string) => ({
    name,
    type,
    role,
    title: both(name),
    ...(role === 'measure' ? { time: 'sum' } : {}),
  });
  return {
    id,
    version: '1.0.0',
    contractVersion: '1.0.0',
    class: dataClass,
    title: both(id),
    publisher: both('fixture'),
    source: both('fixture'),
    licence: { id: 'MIT' },
    ownerDepartment: 'statistics',
    cadence: 'yearly',
    grain: 'year',
    asOf: dataClass === 'open' ? '2021-12-31' : '2020-12-31',
    columns: [
      column('place', 'VARCHAR', 'place'),
      column('period', 'DATE', 'period'),
      column('sex', 'VARCHAR', 'dimension'),
      column('persons', 'INTEGER', 'measure'),
    ],
    caveats: [],
    files,
  };
}

function store(
  folder: string,
  dataClass: string,
  format: 'parquet' | 'geojson',
  { path, copies = 1 }: { path: string; copies?: number },
) {
  const bytes = readFileSync(path);
  const hash = createHash('sha256').update(bytes).digest('hex');
  mkdirSync(join(folder, dataClass), { recursive: true });
  renameSync(path, join(folder, dataClass, `${hash}.${format}`));
  const rows = format === 'parquet' ? FIXTURE_ROWS.length * copies : 0;
  const groups = [{ offset: 0, bytes: bytes.byteLength, rows, columns: {} }];
  const role = format === 'parquet' ? ('base' as const) : ('geometry' as const);
  const rowGroups = format === 'parquet' ? groups : [];
  return { role, format, hash, bytes: bytes.byteLength, rows, rowGroups };
}

async function writeParquet(path: string, codec: 'zstd' | 'snappy', copies = 1): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('create table t (place varchar, period date, sex varchar, persons int)');
  for (const row of FIXTURE_ROWS) {
    await connection.run('insert into t values ($1, cast($2 as date), $3, $4)', [...row]);
  }
  const rows = `(select t.* from t, range(${copies}))`;
  await connection.run(`copy ${rows} to '${path}' (format parquet, compression ${codec})`);
  connection.closeSync();
  instance.closeSync();
}

function indicatorOf(id: string, dataset: string, version = 1): Indicator {
  return Indicator.parse({
    v: 1,
    id,
    version,
    name: both(id),
    definition: both(id),
    formulaText: both(id),
    field: 'population',
    order: 1,
    reportGrain: 'year',
    unit: { ko: '명', en: 'persons' },
    decimals: 0,
    direction: 'neutral',
    kind: 'outcome',
    formula: { type: 'sum', measure: { dataset, column: 'persons' } },
    grain: 'year',
    cadence: 'yearly',
    dimensions: ['sex'],
    levels: ['city', 'district'],
    cityRule: 'sum',
    ownerDepartment: 'statistics',
    bands: { caution: 0.05, warning: 0.1, undecidedAfterDays: 800 },
    views: ['map'],
  });
}

/** Small extracts of controlled data. */
export interface FixtureExtracts {
  /** `extracts` folder of the home. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** `people` reads the open dataset, `staff` the internal one. */
  readonly indicators: readonly Indicator[];
}

/** Shapes without a shape, long enough to be worth compressing. */
export const FIXTURE_SHAPES = {
  type: 'FeatureCollection',
  name: 'districts '.repeat(300),
  features: [],
};

/** Writes two tables and a geometry under `<home>/extracts` and makes them current. `copies` repeats
 * each row of the open table, for queries that take their time. */
export async function makeFixtureExtracts(home: string, copies = 1): Promise<FixtureExtracts> {
  const folder = join(home, 'extracts');
  mkdirSync(join(folder, 'manifests'), { recursive: true });
  const draft = join(folder, 'draft');
  await writeParquet(draft, 'zstd', copies);
  const open = store(folder, 'open', 'parquet', { path: draft, copies });
  await writeParquet(draft, 'snappy');
  const internal = store(folder, 'internal', 'parquet', { path: draft });
  writeFileSync(draft, JSON.stringify(FIXTURE_SHAPES));
  const geometry = store(folder, 'open', 'geojson', { path: draft });
  const datasets = [
    datasetOf('people-count', 'open', [open, geometry]),
    datasetOf('staff-count', 'internal', [internal]),
  ];
  const id = createHash('sha256').update(JSON.stringify(datasets)).digest('hex');
  const manifest = Manifest.parse({ v: 1, id, builtAt: '2024-01-01T00:00:00Z', datasets });
  writeFileSync(join(folder, 'manifests', `${id}.json`), JSON.stringify(manifest));
  writeFileSync(join(folder, 'current'), `${id}\n`);
  const indicators = [indicatorOf('people', 'people-count'), indicatorOf('staff', 'staff-count')];
  return { folder, manifest, indicators };
}
