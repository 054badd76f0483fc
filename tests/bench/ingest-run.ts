import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ingestFile, readCrosswalk } from '@bada/data/build';
import { Mapping } from '@bada/shared/intake';
import { DuckDBInstance } from '@duckdb/node-api';
import { projectRoot } from '../support/project.ts';

/** What the generated table is mapped by: places, dates, thousands separators, a labelled missing value, totals. */
const MAPPING = Mapping.parse({
  v: 1,
  id: 'generated',
  title: { ko: '시험', en: 'Test' },
  dataset: 'generated',
  match: { file: '\\.csv$', columns: ['.'] },
  columns: [
    { name: 'id', from: '연번', type: 'integer', required: true },
    { name: 'day', from: '기준일', type: 'date', required: true },
    {
      name: 'place',
      from: ['시도', '구군'],
      type: 'place',
      required: true,
      place: { system: 'names' },
    },
    { name: 'name', from: '시설명', type: 'text' },
    { name: 'uses', from: '이용건수', type: 'integer' },
    { name: 'won', from: '금액', type: 'integer' },
    { name: 'share', from: '비율', type: 'decimal', missing: { '-': 'not-published' } },
    { name: 'note', from: '비고', type: 'text' },
  ],
  totals: [{ column: '구군', pattern: '^(합계|소계)$' }],
});

async function ingest(path: string, folder: string): Promise<number> {
  const { reports } = await ingestFile({
    path,
    mappings: [MAPPING],
    output: join(folder, 'out'),
    crosswalk: await readCrosswalk(join(projectRoot, 'data/crosswalk/places.csv')),
    districts: join(projectRoot, 'data/sources/districts/districts.geojson'),
  });
  const [report] = reports;
  if (report?.account.kept !== report?.account.read) throw new Error('not every row was kept');
  return report?.rows ?? 0;
}

async function createTable(path: string, folder: string): Promise<number> {
  const instance = await DuckDBInstance.create(join(folder, 'peer.duckdb'), {
    threads: '2',
    memory_limit: '1GB',
  });
  const connection = await instance.connect();
  await connection.run(
    `create table t as select * from read_csv('${path}', header = true, all_varchar = true)`,
  );
  const reader = await connection.runAndReadAll('select count(*) from t');
  connection.closeSync();
  instance.closeSync();
  return Number(reader.getRows()[0]?.[0] ?? 0);
}

/** Peak of the process, bytes; the kernel's own count. */
function peak(): number {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return line === undefined ? process.resourceUsage().maxRSS * 1024 : Number(line) * 1024;
}

const [what, path = '', folder = ''] = process.argv.slice(2);
const began = performance.now();
const rows = await (what === 'bada' ? ingest(path, folder) : createTable(path, folder));
const done = { ms: performance.now() - began, rows, peak: peak() };
process.stdout.write(`${JSON.stringify(done)}\n`);
