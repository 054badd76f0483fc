import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  baseFile,
  type DataCut,
  type ExtractFile,
  isRuled,
  type ManifestDataset,
  withCutCaveat,
} from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal, rowsOf, withBoundedDuckDb } from '../duckdb.ts';
import { hashFile, moveAtomically } from '../files.ts';
import { writeRollup } from '../rollups.ts';
import { rowGroupsOf } from '../statistics.ts';
import { columnsLeft, cutSql } from './cut-sql.ts';

/** DuckDB's row groups are made of vectors of this many rows. */
const VECTOR = 2048;

/** Where a cut is made from and goes to. */
export interface CutPlace {
  /** Folder of the extracts. */
  readonly extracts: string;
  /** Folder that gets the files, on the same disk. */
  readonly target: string;
  /** Name of the cut. */
  readonly key: string;
}

function groupSize(dataset: ManifestDataset): number {
  const [first] = baseFile(dataset).rowGroups;
  return Math.max(1, Math.ceil((first?.rows ?? 0) / VECTOR)) * VECTOR;
}

async function kept(path: string, target: string): Promise<Pick<ExtractFile, 'hash' | 'bytes'>> {
  const [hash, { size: bytes }] = [await hashFile(path), await stat(path)];
  await moveAtomically(path, join(target, `${hash}.parquet`));
  return { hash, bytes };
}

/** Labels of the values alone that are there. */
async function labelled(
  connection: DuckDBConnection,
  columns: ManifestDataset['columns'],
): Promise<ManifestDataset['columns']> {
  const made: ManifestDataset['columns'] = [];
  for (const { values, ...column } of columns) {
    const name = identifier(column.name);
    const found = values
      ? await rowsOf(connection, `select distinct cast(${name} as varchar) as value from seen`)
      : [];
    const there = new Set(found.map(({ value }) => String(value)));
    const labels = Object.entries(values ?? {}).filter(([value]) => there.has(value));
    made.push(labels.length > 0 ? { ...column, values: Object.fromEntries(labels) } : column);
  }
  return made;
}

async function baseOf(
  connection: DuckDBConnection,
  dataset: ManifestDataset,
  { path, columns }: { path: string; columns: ManifestDataset['columns'] },
) {
  const size = groupSize(dataset);
  await connection.run(
    `copy (select * from seen) to ${literal(path)} (format parquet, compression zstd, row_group_size ${size})`,
  );
  const metadata = await rowsOf(
    connection,
    `select * from parquet_metadata(${literal(path)}) order by row_group_id, column_id`,
  );
  const rowGroups = rowGroupsOf(metadata, columns);
  return { rowGroups, rows: rowGroups.reduce((sum, { rows }) => sum + rows, 0) };
}

/** The rollups of a dataset made anew from what is seen of it; none that needs a hidden column. */
async function rollupsOf(
  connection: DuckDBConnection,
  dataset: ManifestDataset,
  {
    base,
    scratch,
    target,
    columns,
  }: { base: string; scratch: string; target: string; columns: ManifestDataset['columns'] },
): Promise<ExtractFile[]> {
  const visible = new Set(columns.filter(({ masked }) => !masked).map(({ name }) => name));
  const files: ExtractFile[] = [];
  for (const { rollup } of dataset.files) {
    const names = rollup && [...rollup.by, ...rollup.measures.map(({ name }) => name)];
    if (!rollup || !names?.every((name) => visible.has(name))) continue;
    const path = join(scratch, `${rollup.id}.parquet`);
    const contract = {
      columns,
      grain: dataset.grain,
      storage: { rowGroupSize: groupSize(dataset) },
    };
    const written = await writeRollup(connection, rollup, { contract, base, target: path });
    files.push({
      ...{ role: 'rollup' as const, format: 'parquet' as const },
      ...(await kept(path, target)),
      ...written,
      rollup,
    });
  }
  return files;
}

function isShown(place: string, shown: readonly string[] | undefined): boolean {
  return shown === undefined || shown.some((code) => place.startsWith(code));
}

/** A rule on small counts as far as its columns are there; how many counts it hides in all rows is not told. */
function smallCellsOf(
  { smallCells }: ManifestDataset,
  { absent }: DataCut,
): Pick<ManifestDataset, 'smallCells'> {
  if (!smallCells) return {};
  const { rule, inside } = smallCells;
  const counts = rule.counts.filter((name) => !absent.includes(name));
  return counts.length > 0 ? { smallCells: { rule: { ...rule, counts }, inside } } : {};
}

/** What an entry says of a dataset without what was found out over all its rows. */
function describedOf(
  dataset: ManifestDataset,
  cut: DataCut,
  columns: ManifestDataset['columns'],
): Omit<ManifestDataset, 'files' | 'version'> {
  const { quality, intake, bands, key, places, files: _files, ...rest } = dataset;
  // Diagnoses and accounts tell of all rows; they mask columns by class themselves.
  const ofAll = isRuled(cut)
    ? {}
    : { ...(quality ? { quality } : {}), ...(intake ? { intake } : {}) };
  const there = (name: string) => columns.some((column) => column.name === name && !column.masked);
  const place = columns.find(({ role }) => role === 'place')?.name;
  const byPlace = cut.rows.find(({ by, column }) => by === 'place' && column === place)?.values;
  const caveats = withCutCaveat(dataset.caveats, cut).filter(
    ({ where }) => where?.place === undefined || isShown(where.place, byPlace),
  );
  const others = cut.rows.some(({ column }) => column !== place);
  const gaps = others ? [] : (places?.gaps ?? []).filter((gap) => isShown(gap.place, byPlace));
  const left = bands?.filter(({ column }) => there(column)) ?? [];
  return {
    ...rest,
    ...ofAll,
    columns,
    caveats,
    ...(left.length > 0 ? { bands: left } : {}),
    ...(key ? { key } : {}),
    ...(places ? { places: { levels: places.levels, gaps } } : {}),
    ...smallCellsOf(dataset, cut),
  };
}

/** Makes the files of a dataset that hold what a cut leaves of it, and the entry that names them. Shapes that came as a
 * file of their own belong to no row and are left out where rows are hidden. */
export async function cutDataset(
  dataset: ManifestDataset,
  cut: DataCut,
  { extracts, target, key }: CutPlace,
): Promise<ManifestDataset> {
  await mkdir(target, { recursive: true });
  const scratch = await mkdtemp(join(extracts, '.partial-'));
  const source = join(extracts, dataset.class, `${baseFile(dataset).hash}.parquet`);
  try {
    return await withBoundedDuckDb(scratch, async (connection) => {
      await connection.run(`create view seen as ${cutSql(dataset, cut, source)}`);
      const columns = await labelled(connection, columnsLeft(dataset, cut));
      const path = join(scratch, 'base.parquet');
      const written = await baseOf(connection, dataset, { path, columns });
      const rollups = await rollupsOf(connection, dataset, {
        base: path,
        scratch,
        target,
        columns,
      });
      const file = await kept(path, target);
      const base: ExtractFile = { role: 'base', format: 'parquet', ...file, ...written };
      const version = `${dataset.version.replace(/\+.*$/, '')}+${base.hash.slice(0, 8)}`;
      const described = describedOf(dataset, cut, columns);
      return { ...described, version, files: [base, ...rollups], cut: { key, of: cut } };
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
