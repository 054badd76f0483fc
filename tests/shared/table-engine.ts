import type { CompiledQuery, ResultColumns, SharedScan } from '@bada/shared';
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
