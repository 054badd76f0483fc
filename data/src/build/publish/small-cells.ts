import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { copyFile, link, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  baseFile,
  columnsKept,
  type DatasetContract,
  type ExtractFile,
  type Manifest,
  type ManifestDataset,
  type SmallCells,
  withSmallCellsCaveat,
} from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { hashedLayout } from '../chunk-hashes.ts';
import { identifier, literal, type Row, rowsOf, withBoundedDuckDb } from '../duckdb.ts';
import { hashFile, moveAtomically, readIfThere } from '../files.ts';
import { writeParquetFrom } from '../parquet.ts';
import { extractRelation } from '../quality/gate.ts';
import { rowGroupsOf } from '../statistics.ts';
import { listVersions } from '../versions/list.ts';
import type { BroughtDataset } from './brought.ts';
import {
  type CutVersion,
  cutVersions,
  type EarlierRows,
  earlierRows,
  hiddenRows,
  ruledColumns,
} from './small-cells-earlier.ts';

/** Folder of the files with all counts, beside those of the data classes: no manifest names it as a class. */
export const INSIDE = 'inside';

async function keyOf(extracts: string): Promise<string> {
  const path = join(extracts, INSIDE, 'key');
  const known = await readIfThere(path);
  if (known !== undefined) return known;
  const key = randomBytes(32).toString('hex');
  const partial = `${path}.${randomUUID()}.tmp`;
  await mkdir(join(extracts, INSIDE), { recursive: true });
  await writeFile(partial, key, { mode: 0o600, flag: 'wx' });
  // Of several who make one at the same time the first one's holds, and whoever reads it reads it whole.
  const isFirst = await link(partial, path).then(
    () => true,
    () => false,
  );
  await rm(partial);
  return isFirst ? key : readFile(path, 'utf8');
}

function sealedBy(key: string, hash: string): string {
  return createHmac('sha256', key).update(hash).digest('hex');
}

/** A hash that only this home can make: a plain one would let anybody try small counts until it fits. */
export async function sealed(extracts: string, hash: string): Promise<string> {
  return sealedBy(await keyOf(extracts), hash);
}

function insidePath(extracts: string, name: string): string {
  return join(extracts, INSIDE, `${name}.parquet`);
}

/** SQL relation of all rows with all counts, whether the manifest's file hides some or not. */
export function insideRelation(extracts: string, dataset: ManifestDataset): string {
  if (!dataset.smallCells) return extractRelation(extracts, dataset);
  return `read_parquet(${literal(insidePath(extracts, dataset.smallCells.inside))})`;
}

/** Files of a version that lie inside, relative to the folder of extracts: the one with all counts, or those that were
 * taken out of reach. Some may not be there. */
export async function insideNames(extracts: string, dataset: ManifestDataset): Promise<string[]> {
  if (dataset.smallCells) return [join(INSIDE, `${dataset.smallCells.inside}.parquet`)];
  const key = await readIfThere(join(extracts, INSIDE, 'key'));
  if (key === undefined) return [];
  return dataset.files.map(({ hash }) => join(INSIDE, `${sealedBy(key, hash)}.parquet`));
}

/** SELECT of all rows, those at the hidden places without what tells their counts. */
function cutSql(contract: DatasetContract, rule: SmallCells, relation: string): string {
  const kept = columnsKept(rule, contract.columns);
  const columns = contract.columns.map(({ name, role }) => {
    const column = `rows_inside.${identifier(name)}`;
    const hidden = role === 'status' ? "'suppressed'" : 'null';
    const isOpen = kept.has(name) && role !== 'status';
    return isOpen
      ? column
      : `case when hidden_at is null then ${column} else ${hidden} end as ${identifier(name)}`;
  });
  return `select ${columns.join(', ')} from ${relation} as rows_inside left join hidden_rows on hidden_at = file_row_number`;
}

async function writeCut(
  connection: DuckDBConnection,
  {
    contract,
    rule,
    file,
    target,
    earlier,
  }: {
    contract: DatasetContract;
    rule: SmallCells;
    file: string;
    target: string;
    earlier: readonly EarlierRows[];
  },
): Promise<{ metadata: Row[]; hidden: number }> {
  const relation = `read_parquet(${literal(file)}, file_row_number = true)`;
  const columns = ruledColumns(rule).join(', ');
  const rows = await rowsOf(
    connection,
    `select ${columns} from ${relation} order by file_row_number`,
  );
  const places = hiddenRows(rows, { rule, contract, earlier });
  await connection.run(
    `create table hidden_rows as select unnest([${places.join(', ')}]::bigint[]) as hidden_at`,
  );
  const select = cutSql(contract, rule, relation);
  const metadata = await writeParquetFrom(connection, { contract, select, target });
  return { metadata, hidden: places.length * rule.counts.length };
}

/** Days of the first and last period as the file holds them: the contract may speak of an earlier version. */
async function withOwnPeriod(
  connection: DuckDBConnection,
  contract: DatasetContract,
  file: string,
): Promise<DatasetContract> {
  const column = contract.columns.find(({ role }) => role === 'period');
  if (!column) return contract;
  const name = identifier(column.name);
  const [row] = await rowsOf(
    connection,
    `select left(min(${name})::varchar, 10) as first, left(max(${name})::varchar, 10) as last from read_parquet(${literal(file)})`,
  );
  if (typeof row?.first !== 'string' || typeof row.last !== 'string') return contract;
  return { ...contract, period: { from: row.first, to: row.last } };
}

/** Cuts that were published, and the folder of extracts that they lie in. */
interface Before {
  readonly published: readonly CutVersion[];
  readonly extracts: string;
}

async function beforeIn(home: string, dataset: string): Promise<Before> {
  const published = cutVersions(await listVersions(home), dataset);
  return { published, extracts: join(home, 'extracts') };
}

/** The file of a dataset that anybody may read, made from the one with all counts. */
async function cutFile(
  contract: DatasetContract,
  rule: SmallCells,
  {
    extracts,
    file,
    folder,
    before,
  }: { extracts: string; file: string; folder: string; before: Before },
): Promise<{ base: ExtractFile; hidden: number }> {
  const scratch = await mkdtemp(join(extracts, '.partial-'));
  const target = join(scratch, 'cut.parquet');
  try {
    const { metadata, hidden } = await withBoundedDuckDb(scratch, async (connection) => {
      const own = await withOwnPeriod(connection, contract, file);
      const earlier = await earlierRows(connection, before);
      return writeCut(connection, { contract: own, rule, file, target, earlier });
    });
    const rowGroups = rowGroupsOf(metadata, contract.columns);
    const rows = rowGroups.reduce((sum, group) => sum + group.rows, 0);
    const [hash, { size: bytes }] = [await hashFile(target), await stat(target)];
    const layout = await hashedLayout(target, { bytes, rowGroups });
    await moveAtomically(target, join(folder, `${hash}.parquet`));
    return { base: { role: 'base', format: 'parquet', hash, rows, ...layout }, hidden };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Copies a file with all counts out of the folder of its class; whoever publishes removes it there. */
async function putInside(extracts: string, path: string, hash: string): Promise<string> {
  const name = await sealed(extracts, hash);
  const target = insidePath(extracts, name);
  if (await isThere(target)) return name;
  const partial = join(extracts, INSIDE, `.partial-${name}`);
  await copyFile(path, partial);
  await moveAtomically(partial, target);
  return name;
}

/** Whether a version that readers may still have names a file. */
async function isNamed(extracts: string, wanted: string): Promise<boolean> {
  const versions = await listVersions(dirname(extracts));
  return versions.some(({ manifest }) =>
    manifest.datasets.some(({ files }) => files.some(({ hash }) => hash === wanted)),
  );
}

/** A dataset as it may leave its department by its contract's rule: its files hold no small count, the one that does
 * lies `inside`. A rule that was taken back holds until the next version.
 * @param place `extracts` is the folder of its files, `home` the one whose versions it is held against: they differ
 * where publishing is tried only */
export async function withSmallCells(
  dataset: ManifestDataset,
  contract: DatasetContract,
  { extracts, home = dirname(extracts) }: { extracts: string; home?: string },
): Promise<ManifestDataset> {
  const { smallCells: present, ...rest } = dataset;
  const rule = contract.smallCells;
  if (!rule) return dataset;
  const folder = join(extracts, dataset.class);
  const { hash } = baseFile(dataset);
  const path = join(folder, `${hash}.parquet`);
  const inside = present?.inside ?? (await putInside(extracts, path, hash));
  const file = insidePath(extracts, inside);
  const before = await beforeIn(home, dataset.id);
  const { base, hidden } = await cutFile(contract, rule, { extracts, file, folder, before });
  const isSpare = !present && base.hash !== hash && !(await isNamed(extracts, hash));
  if (isSpare) await rm(path, { force: true });
  const files = [base, ...dataset.files.filter(({ role }) => role === 'geometry')];
  const version = `${dataset.version.replace(/\+.*$/, '')}+${base.hash.slice(0, 8)}`;
  const caveats = withSmallCellsCaveat(dataset.caveats, rule);
  return { ...rest, version, files, caveats, smallCells: { rule, inside, hidden } };
}

/** Tries a contract's rule on the rows of a version, beside the cuts published before; writes nothing that stays.
 * @returns how many rows it has, and of how many the counts would be hidden
 * @throws Error where the contract has no rule */
export async function forecastSmallCells(
  home: string,
  dataset: ManifestDataset,
  contract: DatasetContract,
): Promise<{ rows: number; hidden: number }> {
  const { smallCells: rule } = contract;
  if (!rule) throw new Error(`${contract.id} has no rule on small counts`);
  const extracts = join(home, 'extracts');
  const before = await beforeIn(home, dataset.id);
  const scratch = await mkdtemp(join(extracts, '.partial-'));
  try {
    return await withBoundedDuckDb(scratch, async (connection) => {
      const select = `select ${ruledColumns(rule).join(', ')} from ${insideRelation(extracts, dataset)}`;
      const rows = await rowsOf(connection, select);
      const earlier = await earlierRows(connection, before);
      return { rows: rows.length, hidden: hiddenRows(rows, { rule, contract, earlier }).length };
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Takes the files of versions that were made before a rule out of reach: they hold the counts that it hides. */
export async function withdrawUncut(home: string, { datasets }: Manifest): Promise<void> {
  const extracts = join(home, 'extracts');
  const ruled = new Set(datasets.flatMap(({ id, smallCells }) => (smallCells ? [id] : [])));
  if (ruled.size === 0) return;
  const versions = (await listVersions(home)).flatMap(({ manifest }) => manifest.datasets);
  const all = versions.filter(({ id }) => ruled.has(id));
  const cut = all.filter(({ smallCells }) => smallCells);
  const kept = new Set(cut.flatMap(({ files }) => files.map(({ hash }) => hash)));
  for (const dataset of all.filter(({ smallCells }) => !smallCells)) {
    for (const { role, hash, format } of dataset.files) {
      if (role === 'geometry' || kept.has(hash)) continue;
      const path = join(extracts, dataset.class, `${hash}.${format}`);
      if (!(await isThere(path))) continue;
      await putInside(extracts, path, hash);
      await rm(path);
    }
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A file that was brought, under a name that tells nothing of its content: see `sealed`. */
export async function sealInputs(
  brought: BroughtDataset,
  extracts: string,
): Promise<BroughtDataset> {
  if (!brought.contract.smallCells) return brought;
  const tables = brought.tables.map(async (table) => {
    const sha256 = await sealed(extracts, table.report.input.sha256);
    return { ...table, report: { ...table.report, input: { ...table.report.input, sha256 } } };
  });
  return { ...brought, tables: await Promise.all(tables) };
}
