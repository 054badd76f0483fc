import { join } from 'node:path';
import { MAPPING_MACROS } from '@bada/shared/intake';
import { type DuckDBConnection, DuckDBInstance, DuckDBListValue } from '@duckdb/node-api';
import type { RawRow } from '../../read/raw-table.ts';
import { type Row, rowsOf } from '../duckdb.ts';

/** How much of the machine a run may take. */
export interface Resources {
  /** DuckDB's own size form. */
  readonly memory: string;
  readonly threads: number;
}

const POLL_MS = 400;

/** A database for one table on its way in; spills to disk beyond its memory. */
export class Session {
  readonly #connection: DuckDBConnection;
  readonly #instance: DuckDBInstance;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort: () => void;

  private constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    signal: AbortSignal | undefined,
  ) {
    this.#instance = instance;
    this.#connection = connection;
    this.#signal = signal;
    this.#onAbort = () => connection.interrupt();
    signal?.addEventListener('abort', this.#onAbort);
  }

  /** Opens a session whose files lie in `folder`. */
  static async open(
    folder: string,
    { memory, threads }: Resources,
    signal?: AbortSignal,
  ): Promise<Session> {
    const instance = await DuckDBInstance.create(join(folder, 'work.duckdb'), {
      memory_limit: memory,
      threads: String(threads),
      temp_directory: join(folder, 'spill'),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      // Trying these on every column costs more than what is soon thrown away is worth.
      disabled_compression_methods: 'fsst,dict_fsst,zstd',
    });
    const connection = await instance.connect();
    // Nothing of the work database outlives the run, so there is nothing to recover.
    await connection.run('pragma disable_checkpoint_on_shutdown');
    await connection.run('set enable_progress_bar = true; set enable_progress_bar_print = false');
    for (const macro of MAPPING_MACROS) await connection.run(macro);
    return new Session(instance, connection, signal);
  }

  /** Runs a statement; `onPercent` hears how far it is. */
  async run(statement: string, onPercent?: (percent: number) => void): Promise<void> {
    const timer = onPercent && setInterval(() => onPercent(this.#percent()), POLL_MS);
    try {
      await this.#connection.run(statement);
    } finally {
      clearInterval(timer);
    }
  }

  /** All rows of a statement; for small results. */
  async rows(statement: string): Promise<Row[]> {
    return rowsOf(this.#connection, statement);
  }

  /** Rows of a SELECT of `row_number` and `cells`, a few thousand at a time; for results of any size. */
  async *textRows(statement: string): AsyncGenerator<RawRow[]> {
    const result = await this.#connection.stream(statement);
    for (
      let chunk = await result.fetchChunk();
      chunk?.rowCount;
      chunk = await result.fetchChunk()
    ) {
      this.#signal?.throwIfAborted();
      yield chunk.getRows().map(([number, cells]) => ({
        number: Number(number),
        cells:
          cells instanceof DuckDBListValue ? cells.items.map((cell) => String(cell ?? '')) : [],
      }));
    }
  }

  /** The first column of the first row as a number. */
  async count(statement: string): Promise<number> {
    const [row] = await this.rows(statement);
    return Number(Object.values(row ?? {})[0] ?? 0);
  }

  /** Appends rows of text to a table of the same columns; null stays null. */
  async append(
    table: string,
    batches: AsyncIterable<Iterable<readonly (string | number | boolean | null)[]>>,
  ): Promise<void> {
    const appender = await this.#connection.createAppender(table);
    try {
      for await (const batch of batches) {
        this.#signal?.throwIfAborted();
        for (const row of batch) {
          for (const cell of row) {
            if (cell === null) appender.appendNull();
            else if (typeof cell === 'string') appender.appendVarchar(cell);
            else if (typeof cell === 'boolean') appender.appendBoolean(cell);
            else appender.appendBigInt(BigInt(cell));
          }
          appender.endRow();
        }
        appender.flushSync();
      }
    } finally {
      appender.closeSync();
    }
  }

  /** Closes the database. */
  close(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  #percent(): number {
    return Math.max(0, this.#connection.progress.percentage);
  }
}
