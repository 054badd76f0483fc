import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseFile, datasetOf, Manifest } from '@bada/shared';
import { DuckDBInstance } from '@duckdb/node-api';

/** Publishes a further version of a dataset of a home: its first row is gone and the second row's
 * measure is one more. The server must not be running.
 * @returns the version's name */
export async function addAlteredVersion(
  home: string,
  { id, measure }: { id: string; measure: string },
): Promise<string> {
  const extracts = join(home, 'extracts');
  const current = readFileSync(join(extracts, 'current'), 'utf8').trim();
  const text = readFileSync(join(extracts, 'manifests', `${current}.json`), 'utf8');
  const { datasets } = Manifest.parse(JSON.parse(text));
  const before = datasetOf(Manifest.parse(JSON.parse(text)), id);
  const draft = join(extracts, 'altered-draft');
  const file = join(extracts, before.class, `${baseFile(before).hash}.parquet`);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (
    select * exclude (file_row_number) replace (
      case when file_row_number = 1 then ${measure} + 1 else ${measure} end as ${measure})
    from read_parquet('${file}', file_row_number = true) where file_row_number > 0
  ) to '${draft}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
  const bytes = readFileSync(draft);
  const hash = createHash('sha256').update(bytes).digest('hex');
  renameSync(draft, join(extracts, before.class, `${hash}.parquet`));
  const base = {
    ...baseFile(before),
    hash,
    bytes: bytes.byteLength,
    rows: baseFile(before).rows - 1,
  };
  const files = [base, ...before.files.filter(({ role }) => role !== 'base')];
  const version = `${before.version}-altered`;
  const after = datasets.map((one) => (one.id === id ? { ...one, version, files } : one));
  const next = createHash('sha256').update(JSON.stringify(after)).digest('hex');
  const builtAt = new Date().toISOString();
  const made = Manifest.parse({ v: 1, id: next, builtAt, datasets: after });
  writeFileSync(join(extracts, 'manifests', `${next}.json`), JSON.stringify(made));
  writeFileSync(join(extracts, 'current'), `${next}\n`);
  return version;
}
