import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseFile, datasetOf, Manifest } from '@bada/shared';
import { DuckDBInstance } from '@duckdb/node-api';
import type { TestApp } from './support.ts';

const KEY = ['place', 'period', 'sex'];

function fileOf({ folder, manifest }: TestApp, id: string): string {
  const dataset = datasetOf(manifest, id);
  return join(folder, dataset.class, `${baseFile(dataset).hash}.parquet`);
}

/** Publishes a further version of a fixture dataset: one row more, one less, two other figures, one
 * column more and a wider type.
 * @returns id of the manifest */
export async function addVersion(world: TestApp, id: string): Promise<string> {
  const { folder, manifest } = world;
  const draft = join(folder, 'version-draft');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (
    select * from (
      select place, period, sex,
        cast(persons + (case when persons in (120, 250) then 1 else 0 end) as bigint) as persons,
        'x' as note
      from '${fileOf(world, id)}' where persons <> 100
      union all select '26140', date '2022-01-01', 'male', 260, 'x'
    ) order by all
  ) to '${draft}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
  const bytes = readFileSync(draft);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const before = datasetOf(manifest, id);
  mkdirSync(join(folder, before.class), { recursive: true });
  renameSync(draft, join(folder, before.class, `${hash}.parquet`));
  const columns = before.columns.map((column) =>
    column.name === 'persons' ? { ...column, type: 'BIGINT' } : column,
  );
  const note = {
    name: 'note',
    type: 'VARCHAR',
    role: 'attribute',
    title: { ko: '비고', en: 'Note' },
  };
  const file = { ...baseFile(before), hash, bytes: bytes.byteLength, rows: 12 };
  const others = before.files.filter(({ role }) => role !== 'base');
  const after = {
    ...{ ...before, version: '2', key: KEY, columns: [...columns, note] },
    files: [file, ...others],
  };
  const keyed = manifest.datasets.map((one) => (one.id === id ? after : one));
  const next = createHash('sha256').update(JSON.stringify(keyed)).digest('hex');
  const made = Manifest.parse({ v: 1, id: next, builtAt: '2024-02-01T00:00:00Z', datasets: keyed });
  writeFileSync(join(folder, 'manifests', `${next}.json`), JSON.stringify(made));
  writeFileSync(join(folder, 'current'), `${next}\n`);
  return next;
}

/** Cuts the file of the first version short. */
export function damageVersion(world: TestApp, id: string): void {
  writeFileSync(fileOf(world, id), 'damaged');
}
