import {
  type Answer,
  answerOf,
  type Cell,
  type CompiledQuery,
  compileQuery,
  type MetricQuery,
  pinned,
  type QueryContext,
  type ResultColumns,
  readsOf,
} from '@bada/shared';
import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import type { BrowserEngine } from './answerer.ts';
import { openDuckDb } from './duckdb-instance.ts';
import { ParquetDecoder } from './parquet-decoder.ts';
import { type Batch, runStoppable } from './stoppable.ts';
import { TableCache } from './table-cache.ts';

/** What became of the engine's statements since it started, and how many are under way. */
export interface BrowserStatistics {
  readonly running: number;
  readonly answered: number;
  /** Given up by who asked, and stopped. */
  readonly cancelled: number;
  readonly failed: number;
}

function cell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  return typeof value === 'number'
    ? value
    : typeof value === 'bigint'
      ? Number(value)
      : String(value);
}

function appendBatch(columns: Map<string, Cell[]>, batch: Batch): void {
  for (const [index, field] of batch.schema.fields.entries()) {
    const column = columns.get(field.name) ?? [];
    const vector = batch.getChildAt(index);
    for (let row = 0; row < batch.numRows; row++) column.push(cell(vector?.get(row)));
    columns.set(field.name, column);
  }
}

/** DuckDB-WASM in its worker, fed by the Parquet decoder in another. */
export class DuckDbEngine implements BrowserEngine {
  readonly #db: AsyncDuckDB;
  readonly #connection: AsyncDuckDBConnection;
  readonly #decoder: ParquetDecoder;
  readonly #tables: TableCache;
  readonly #statistics = { running: 0, answered: 0, cancelled: 0, failed: 0 };
  #turn: Promise<void> = Promise.resolve();

  private constructor(db: AsyncDuckDB, connection: AsyncDuckDBConnection, decoder: ParquetDecoder) {
    this.#db = db;
    this.#connection = connection;
    this.#decoder = decoder;
    this.#tables = new TableCache(connection, decoder);
  }

  /** Starts the engine; takes about a second after its 6 MB are there. */
  static async start(): Promise<DuckDbEngine> {
    const db = await openDuckDb();
    const connection = await db.connect();
    const worker = new Worker(new URL('./parquet-worker.ts', import.meta.url), { type: 'module' });
    return new DuckDbEngine(db, connection, new ParquetDecoder(worker));
  }

  get statistics(): BrowserStatistics {
    return { ...this.#statistics };
  }

  /** Answers one query with the same proof that the server would mint. */
  async answer(asked: MetricQuery, context: QueryContext, signal: AbortSignal): Promise<Answer> {
    const { manifest } = context;
    const compiled = compileQuery({ ...context, query: pinned(asked, manifest) });
    const { columns, ms } = await this.#inTurn(async () => {
      signal.throwIfAborted();
      await this.#tables.ensure(readsOf(compiled, manifest), manifest);
      const began = performance.now();
      const found = await this.#run(compiled, signal);
      return { columns: found, ms: performance.now() - began };
    });
    return answerOf(compiled, { manifest, columns, run: { engine: 'browser', ms } });
  }

  /** Questions take turns: a table must not be replaced under a running statement, the connection
   * streams one result at a time, and what cancels must never meet another reader's statement. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  async #run(compiled: CompiledQuery, signal: AbortSignal): Promise<ResultColumns> {
    this.#statistics.running += 1;
    try {
      const columns = new Map<string, Cell[]>();
      for (const batch of await runStoppable(this.#connection, compiled, signal)) {
        appendBatch(columns, batch);
      }
      this.#statistics.answered += 1;
      return Object.fromEntries(columns);
    } catch (error) {
      this.#statistics[signal.aborted ? 'cancelled' : 'failed'] += 1;
      throw error;
    } finally {
      this.#statistics.running -= 1;
    }
  }

  async close(): Promise<void> {
    this.#decoder.close();
    await this.#db.terminate();
  }
}
