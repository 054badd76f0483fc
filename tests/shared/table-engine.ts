import { join } from 'node:path';
import {
  type CompiledQuery,
  datasetOf,
  type ExtractRead,
  type Manifest,
  type ResultColumns,
  type SharedScan,
} from '@bada/shared';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { columnsOf, parameterType, parameterValue } from '../../server/src/engine/cells.ts';
import type { Row, Table, Value } from './random-world.ts';

function literal(value: Value | undefined): string {
  if (value == null) return 'null';
  return typeof value === 'number' ? String(value) : `'${value}'`;
}

/** Native DuckDB over tables that a test made up. */
export class TableEngine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open(): Promise<TableEngine> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    return new TableEngine(instance, await instance.connect());
  }

  /** Replaces a table; `rows` may be fewer than the table's own. */
  async load({ id, columns }: Table, rows: readonly Row[]): Promise<void> {
    const names = Object.keys(columns);
    const types = Object.entries(columns).map(([name, [type]]) => `"${name}" ${type}`);
    const tuples = rows.map((row) => `(${names.map((name) => literal(row[name])).join(', ')})`);
    const insert = tuples.length > 0 ? `insert into "${id}" values ${tuples.join(', ')};` : '';
    await this.#connection.run(`create or replace table "${id}" (${types.join(', ')}); ${insert}`);
  }

  /** Loads of a published file the row groups that a query reads, and no others. */
  async loadGroups(
    { dataset, table, hash, rowGroups }: ExtractRead,
    { manifest, folder }: { manifest: Manifest; folder: string },
  ): Promise<void> {
    const { class: dataClass, files } = datasetOf(manifest, dataset);
    const sizes = files.find((file) => file.hash === hash)?.rowGroups.map(({ rows }) => rows) ?? [];
    const ranges = rowGroups.map((at) => {
      const from = sizes.slice(0, at).reduce((sum, rows) => sum + rows, 0);
      return `file_row_number between ${from} and ${from + (sizes[at] ?? 0) - 1}`;
    });
    const source = `read_parquet('${join(folder, dataClass, `${hash}.parquet`)}', file_row_number = true)`;
    await this.#connection.run(
      `create or replace table "${table}" as select * exclude (file_row_number) from ${source} where ${ranges.join(' or ') || 'false'}`,
    );
  }

  /** Makes the table that the queries of a page share. */
  async make({ table, sql }: SharedScan): Promise<void> {
    await this.#connection.run(`create or replace table "${table}" as ${sql}`);
  }

  /** Runs a compiled query as the server's engine does. */
  async run({ sql, parameters }: CompiledQuery): Promise<ResultColumns> {
    const values = parameters.map(parameterValue);
    const types = parameters.map(parameterType);
    return columnsOf(await this.#connection.runAndReadAll(sql, values, types));
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}
