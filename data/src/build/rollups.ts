import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DatasetContract,
  type ExtractFile,
  type Grain,
  type RollupContent,
  rollupContent,
} from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { hashedLayout } from './chunk-hashes.ts';
import { identifier, literal, rowsOf, withBoundedDuckDb } from './duckdb.ts';
import { hashFile, moveAtomically } from './files.ts';
import { rowGroupsOf } from './statistics.ts';

/** Rows that one reader's step should cost at most; rollups are read whole more often than not. */
const ROW_GROUP = 16_384;

function bucket(column: string, grain: Grain): string {
  if (grain === 'half') {
    return `cast(make_date(year(${column}), case when month(${column}) <= 6 then 1 else 7 end, 1) as date)`;
  }
  return `cast(date_trunc(${literal(grain)}, ${column}) as date)`;
}

/** SELECT of a rollup's rows from the base: sums of the rows that count, without an order.
 * Of a stock only the rows of the last period in each longer one count. */
function rollupSql(
  { by, grain, measures }: RollupContent,
  contract: Pick<Summed, 'columns' | 'grain'>,
  relation: string,
): string {
  const period = contract.columns.find(({ role, name }) => role === 'period' && by.includes(name));
  const own = period && identifier(period.name);
  const coarser = own && grain !== null && grain !== contract.grain ? grain : undefined;
  const slot = own && coarser ? bucket(own, coarser) : own;
  const keys = by.map((name) => {
    return name === period?.name ? `${slot} as ${own}` : identifier(name);
  });
  const sums = measures.map(({ name, type, time }) => {
    const counted = coarser && time === 'last' ? ` filter (where ${own} = __last)` : '';
    return `cast(sum(${identifier(name)})${counted} as ${type}) as ${identifier(name)}`;
  });
  const hasStock = coarser && measures.some(({ time }) => time === 'last');
  const source = hasStock
    ? `(select *, max(${own}) over (partition by ${slot}) as __last from ${relation})`
    : relation;
  const groups = by.map((_, at) => at + 1).join(', ');
  return `select ${[...keys, ...sums].join(', ')} from ${source} group by ${groups}`;
}

/** What sums are made by. */
type Summed = Pick<DatasetContract, 'grain'> & {
  readonly columns: readonly Pick<DatasetContract['columns'][number], 'name' | 'type' | 'role'>[];
  readonly storage: Pick<DatasetContract['storage'], 'rowGroupSize'>;
};

/** Writes one rollup from a base. */
export async function writeRollup(
  connection: DuckDBConnection,
  content: RollupContent,
  { contract, base, target }: { contract: Summed; base: string; target: string },
): Promise<Pick<ExtractFile, 'rows' | 'rowGroups'>> {
  const select = rollupSql(content, contract, `read_parquet(${literal(base)})`);
  const order = content.by.map((name) => `${identifier(name)} nulls last`).join(', ');
  const size = Math.min(ROW_GROUP, contract.storage.rowGroupSize);
  await connection.run(
    `copy (select * from (${select}) order by ${order}) to ${literal(target)} (format parquet, compression zstd, row_group_size ${size})`,
  );
  const metadata = await rowsOf(
    connection,
    `select * from parquet_metadata(${literal(target)}) order by row_group_id, column_id`,
  );
  const period = contract.columns.find(({ role }) => role === 'period');
  const isBundled = content.grain !== null && content.grain !== contract.grain;
  const types = new Map([
    ...content.measures.map(({ name, type }): [string, string] => [name, type]),
    ...(period && isBundled ? [[period.name, 'DATE'] satisfies [string, string]] : []),
  ]);
  const columns = contract.columns.map((column) => {
    return { ...column, type: types.get(column.name) ?? column.type };
  });
  const rowGroups = rowGroupsOf(metadata, columns);
  return { rowGroups, rows: rowGroups.reduce((sum, group) => sum + group.rows, 0) };
}

/** Builds the rollups that a contract declares from the base of an extract; each is named by its hash beside it. */
export async function buildRollups(
  contract: DatasetContract,
  { extracts, base }: { extracts: string; base: ExtractFile },
): Promise<ExtractFile[]> {
  if (contract.rollups.length === 0) return [];
  const folder = join(extracts, contract.class);
  const source = join(folder, `${base.hash}.${base.format}`);
  await mkdir(extracts, { recursive: true });
  const scratch = await mkdtemp(join(extracts, '.partial-'));
  try {
    return await withBoundedDuckDb(scratch, async (connection) => {
      const files: ExtractFile[] = [];
      for (const declared of contract.rollups) {
        const rollup = rollupContent(declared, contract);
        const target = join(scratch, `${rollup.id}.parquet`);
        const written = await writeRollup(connection, rollup, { contract, base: source, target });
        const hash = await hashFile(target);
        const { size: bytes } = await stat(target);
        const layout = await hashedLayout(target, { ...written, bytes });
        await moveAtomically(target, join(folder, `${hash}.parquet`));
        files.push({ role: 'rollup', format: 'parquet', hash, ...layout, rollup });
      }
      return files;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
