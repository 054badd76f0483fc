import { readFile } from 'node:fs/promises';
import {
  BadaError,
  type Column,
  type DatasetContract,
  type Localized,
  withParticle,
} from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal, type Row, rowsOf } from './duckdb.ts';

function refuse(contract: DatasetContract, where: string, what: Localized): never {
  throw new BadaError('contract.invalid', { file: contract.file, where, what });
}

async function refuseOtherHeader(contract: DatasetContract, csv: string): Promise<void> {
  const [line = ''] = (await readFile(csv, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  const found = line.split(',').map((name) => name.replace(/^"(.*)"$/, '$1'));
  const expected = contract.columns.map(({ name }) => name);
  if (found.join() !== expected.join()) {
    const [wanted, given] = [expected.join(', '), found.join(', ')];
    refuse(contract, 'header', {
      ko: `머리글이 ${withParticle(wanted, '이/가')} 아니라 ${given}입니다`,
      en: `expected ${wanted}, found ${given}`,
    });
  }
}

/** Refuses a row that DuckDB cannot split into the contract's columns; its message names the line. */
function refuseUnreadable(contract: DatasetContract, cause: unknown): never {
  const message = cause instanceof Error ? cause.message : String(cause);
  const line = /Line: (\d+)/.exec(message)?.[1];
  if (line === undefined) throw cause;
  const en = /Expected Number of Columns.*/.exec(message)?.[0] ?? 'the row cannot be read';
  refuse(contract, `line ${line}`, { ko: '행을 계약의 열로 나눌 수 없습니다', en });
}

/** Reads the committed CSV as text: types come from the contract, never from sniffing. */
async function loadText(connection: DuckDBConnection, contract: DatasetContract, csv: string) {
  await refuseOtherHeader(contract, csv);
  const columns = contract.columns.map(({ name }) => `${literal(name)}: 'VARCHAR'`).join(', ');
  try {
    await connection.run(
      `create table raw as select * from read_csv(${literal(csv)}, all_varchar = true, header = true, delim = ',', quote = '"', nullstr = '', auto_detect = false, columns = {${columns}})`,
    );
  } catch (cause) {
    refuseUnreadable(contract, cause);
  }
}

async function refuseUntypable(
  connection: DuckDBConnection,
  contract: DatasetContract,
  column: Column,
) {
  const name = identifier(column.name);
  const bad = await rowsOf(
    connection,
    `select ${name} as value, count(*) as n from raw where ${name} is not null and try_cast(${name} as ${column.type}) is null group by 1 order by 2 desc limit 1`,
  );
  if (!bad[0]) return;
  const value = String(bad[0].value);
  refuse(contract, column.name, {
    ko: `값 ‘${value}’에는 ${column.type} 형식이 맞지 않습니다`,
    en: `“${value}” is no ${column.type}`,
  });
}

async function refuseEmpty(
  connection: DuckDBConnection,
  contract: DatasetContract,
  column: Column,
) {
  if (!column.required) return;
  const name = identifier(column.name);
  const empty = await rowsOf(connection, `select 1 as one from raw where ${name} is null limit 1`);
  if (!empty[0]) return;
  refuse(contract, column.name, {
    ko: '필수 값이 비어 있습니다',
    en: 'a required value is empty',
  });
}

async function refuseRepeatedKeys(connection: DuckDBConnection, contract: DatasetContract) {
  if (contract.key.length === 0) return;
  const key = contract.key.map(identifier).join(', ');
  const [repeated] = await rowsOf(
    connection,
    `select ${key} from raw group by all having count(*) > 1 limit 1`,
  );
  if (!repeated) return;
  const values = Object.values(repeated).join(', ');
  refuse(contract, contract.key.join(', '), {
    ko: `키 ${withParticle(values, '이/가')} 되풀이됩니다`,
    en: `repeated key ${values}`,
  });
}

/** Refuses a period that the contract does not declare. */
async function refuseOtherPeriods(connection: DuckDBConnection, contract: DatasetContract) {
  const column = contract.columns.find(({ role }) => role === 'period');
  if (!column) return;
  const [bounds] = await rowsOf(
    connection,
    `select left(min(${identifier(column.name)})::varchar, 10) as first, left(max(${identifier(column.name)})::varchar, 10) as last from raw`,
  );
  const { from, to } = contract.period;
  if (bounds?.first !== from || bounds?.last !== to) {
    const [first, last] = [String(bounds?.first), String(bounds?.last)];
    refuse(contract, column.name, {
      ko: `계약에는 ${from}부터 ${to}까지인데 자료는 ${first}부터 ${last}까지입니다`,
      en: `declared ${from} to ${to}, found ${first} to ${last}`,
    });
  }
}

/** Writes the table or view `raw` as Parquet: typed by the contract, in its declared total order. */
async function copyRaw(
  connection: DuckDBConnection,
  { contract, target, order }: { contract: DatasetContract; target: string; order: string[] },
): Promise<Row[]> {
  const columns = contract.columns.map(
    ({ name, type }) => `cast(${identifier(name)} as ${type}) as ${identifier(name)}`,
  );
  const by = [...new Set(order)].map(identifier).join(', ');
  await connection.run(
    `copy (select ${columns.join(', ')} from raw order by ${by}) to ${literal(target)} (format parquet, compression zstd, row_group_size ${contract.storage.rowGroupSize})`,
  );
  return rowsOf(
    connection,
    `select * from parquet_metadata(${literal(target)}) order by row_group_id, column_id`,
  );
}

/** Writes a dataset's CSV as Parquet: typed by its contract, in its declared total order.
 * @returns the rows of DuckDB's `parquet_metadata`
 * @throws BadaError `contract.invalid` when the figures do not keep their contract. */
export async function writeParquet(
  connection: DuckDBConnection,
  { contract, csv, target }: { contract: DatasetContract; csv: string; target: string },
): Promise<Row[]> {
  await loadText(connection, contract, csv);
  for (const column of contract.columns) {
    await refuseUntypable(connection, contract, column);
    await refuseEmpty(connection, contract, column);
  }
  await refuseRepeatedKeys(connection, contract);
  await refuseOtherPeriods(connection, contract);
  const order = [...contract.storage.sortBy, ...contract.key];
  const metadata = await copyRaw(connection, { contract, target, order });
  await connection.run('drop table raw');
  return metadata;
}

/** The same from a SELECT of the contract's columns. Empty values and repeated keys pass: judging them is the gate's
 * business, which names the rules that fail.
 * @throws BadaError `contract.invalid` */
export async function writeParquetFrom(
  connection: DuckDBConnection,
  { contract, select, target }: { contract: DatasetContract; select: string; target: string },
): Promise<Row[]> {
  await connection.run(`create view raw as ${select}`);
  for (const column of contract.columns) await refuseUntypable(connection, contract, column);
  await refuseOtherPeriods(connection, contract);
  // Where a key may repeat only all columns together are a total order.
  const all = contract.columns.map(({ name }) => name);
  const order = [...contract.storage.sortBy, ...contract.key, ...all];
  return copyRaw(connection, { contract, target, order });
}
