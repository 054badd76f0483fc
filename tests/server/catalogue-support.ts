import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DataClass, Manifest } from '@bada/shared';
import { DuckDBInstance } from '@duckdb/node-api';
import type { TestApp } from './support.ts';

/** Texts that files get wrong: formulas, separators, line ends, letters CP949 has and has not. */
export const ODD_TEXTS = [
  '=1+1',
  '+82-51-888-1234',
  '@sum',
  '-',
  '-5',
  'a,b',
  'say "hi"',
  'two\nlines',
  '똠방각하',
  '吉野 𠮷',
  '😀 😀',
  '',
  null,
] as const;

async function writeTable(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('create table t (place varchar, period date, note varchar, amount double)');
  for (const [at, text] of ODD_TEXTS.entries()) {
    const amount = at === 3 ? null : at - 1.5;
    await connection.run("insert into t values ('26110', date '2024-01-01' + $1, $2, $3)", [
      at,
      text,
      amount,
    ]);
  }
  await connection.run(`copy t to '${path}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
}

function describe(id: string, dataClass: DataClass, file: { hash: string; bytes: number }) {
  const column = (name: string, type: string, role: string, ko: string) => ({
    ...{ name, type, role },
    title: { ko, en: name },
  });
  return {
    ...{ id, version: '1', contractVersion: '1.0.0', class: dataClass, caveats: [] },
    title: { ko: '이상한 값: 시험', en: 'Odd values' },
    publisher: { ko: '시험', en: 'fixture' },
    source: { ko: '시험', en: 'fixture' },
    licence: { id: 'CC-BY-4.0' },
    ...{ ownerDepartment: 'statistics', cadence: 'yearly', grain: 'day', asOf: '2024-01-13' },
    columns: [
      column('place', 'VARCHAR', 'place', '구·군'),
      column('period', 'DATE', 'period', '날짜'),
      column('note', 'VARCHAR', 'attribute', '비고'),
      column('amount', 'DOUBLE', 'measure', '금액'),
    ],
    files: [{ role: 'base', format: 'parquet', rows: ODD_TEXTS.length, rowGroups: [], ...file }],
  };
}

/** Publishes a further manifest with a dataset of odd values.
 * @returns id of the manifest */
export async function addOddDataset(
  { folder, manifest }: TestApp,
  { id = 'odd-values', dataClass = 'open' }: { id?: string; dataClass?: DataClass } = {},
): Promise<string> {
  const draft = join(folder, 'odd-draft');
  await writeTable(draft);
  const bytes = readFileSync(draft);
  const hash = createHash('sha256').update(bytes).digest('hex');
  mkdirSync(join(folder, dataClass), { recursive: true });
  renameSync(draft, join(folder, dataClass, `${hash}.parquet`));
  const datasets = [
    ...manifest.datasets,
    describe(id, dataClass, { hash, bytes: bytes.byteLength }),
  ];
  const manifestId = createHash('sha256').update(JSON.stringify(datasets)).digest('hex');
  const next = Manifest.parse({ v: 1, id: manifestId, builtAt: '2024-02-01T00:00:00Z', datasets });
  writeFileSync(join(folder, 'manifests', `${manifestId}.json`), JSON.stringify(next));
  writeFileSync(join(folder, 'current'), `${manifestId}\n`);
  return manifestId;
}
