import { join } from 'node:path';
import { BadaError, type Column, type DatasetContract, type ManifestDataset } from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal, rowsOf } from '../duckdb.ts';
import type { BroughtDataset, BroughtTable } from './brought.ts';
import { isNarrower } from './column-class.ts';
import { insideRelation } from './small-cells.ts';

function kept({ folder }: BroughtTable): string {
  return `read_parquet(${literal(join(folder, 'kept.parquet'))})`;
}

function refuse({ id }: DatasetContract, what: string): never {
  throw new BadaError('ingest.contract-differs', { dataset: id, what });
}

async function refuseMissing(
  connection: DuckDBConnection,
  contract: DatasetContract,
  table: BroughtTable,
): Promise<void> {
  const rows = await rowsOf(connection, `describe select * from ${kept(table)}`);
  const there = new Set(rows.map((row) => String(row.column_name)));
  const missing = contract.columns.filter(({ name }) => !there.has(name));
  if (missing.length > 0) refuse(contract, missing.map(({ name }) => name).join(', '));
}

/** A column as its class lets it leave: what is classified narrower than the dataset goes out as `***`. */
function published(column: Column, contract: DatasetContract): string {
  const name = identifier(column.name);
  if (!isNarrower(column, contract)) return name;
  const mask = column.type === 'VARCHAR' ? `case when ${name} is not null then '***' end` : 'null';
  return `${mask} as ${name}`;
}

/** Rows of the version in force whose periods the new file does not hold. */
function carriedOver(
  contract: DatasetContract,
  { current, extracts }: { current: ManifestDataset; extracts: string },
): string {
  const period = contract.columns.find(({ role }) => role === 'period');
  if (!period) refuse(contract, 'period');
  const there = new Set(current.columns.map(({ name }) => name));
  const columns = contract.columns.map(({ name, type }) =>
    there.has(name) ? identifier(name) : `cast(null as ${type}) as ${identifier(name)}`,
  );
  const name = identifier(period.name);
  return (
    `select ${columns.join(', ')} from ${insideRelation(extracts, current)} ` +
    `where ${name} is not null and ${name}::varchar not in (select distinct ${name}::varchar from fresh where ${name} is not null)`
  );
}

/** Names the rows of a new version `version_rows`: all tables brought, and where the mapping adds periods those of the
 * version in force that the file does not hold.
 * @throws BadaError `ingest.contract-differs` when a table lacks a column of the contract */
export async function createVersionRows(
  connection: DuckDBConnection,
  { contract, tables }: BroughtDataset,
  { current, extracts }: { current: ManifestDataset | undefined; extracts: string },
): Promise<void> {
  for (const table of tables) await refuseMissing(connection, contract, table);
  const columns = contract.columns.map((column) => published(column, contract)).join(', ');
  const fresh = tables.map((table) => `select ${columns} from ${kept(table)}`);
  await connection.run(`create view fresh as ${fresh.join(' union all ')}`);
  const adds = tables.some(({ mapping }) => mapping.update === 'periods');
  const rest = adds && current ? ` union all ${carriedOver(contract, { current, extracts })}` : '';
  await connection.run(`create view version_rows as select * from fresh${rest}`);
}

/** First and last day of the period column in `version_rows`; undefined where the contract has no such column. */
export async function periodOfRows(
  connection: DuckDBConnection,
  contract: DatasetContract,
): Promise<DatasetContract['period'] | undefined> {
  const column = contract.columns.find(({ role }) => role === 'period');
  if (!column) return undefined;
  const name = identifier(column.name);
  const [row] = await rowsOf(
    connection,
    `select left(min(${name})::varchar, 10) as first, left(max(${name})::varchar, 10) as last from version_rows`,
  );
  if (typeof row?.first !== 'string' || typeof row.last !== 'string') return undefined;
  return { from: row.first, to: row.last };
}
