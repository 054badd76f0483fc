import type { LinkedEngine, NumberColumn, Sql } from '@bada/shared/linked';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { parameterType, parameterValue } from '../../server/src/engine/cells.ts';

function numbersOf(cells: readonly unknown[]): NumberColumn {
  const missing = Uint8Array.from(cells, (cell) => (cell === null ? 1 : 0));
  return { values: Float64Array.from(cells, (cell) => Number(cell)), missing };
}

/** Native DuckDB behind the port of linked views. */
export class NativeLinkedEngine implements LinkedEngine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  /** Statements that ran to their end. */
  ran = 0;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open(): Promise<NativeLinkedEngine> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    return new NativeLinkedEngine(instance, await instance.connect());
  }

  async run(statements: readonly string[]): Promise<void> {
    for (const statement of statements) await this.#connection.run(statement);
  }

  async numbers(
    { sql, parameters }: Sql,
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, NumberColumn>>> {
    const values = parameters.map(parameterValue);
    const types = parameters.map(parameterType);
    const reader = await this.#connection.runAndReadAll(sql, values, types);
    signal.throwIfAborted();
    this.ran += 1;
    const columns = reader.getColumnsJS();
    return Object.fromEntries(
      reader.columnNames().map((name, at) => [name, numbersOf(columns[at] ?? [])]),
    );
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}
