import {
  type Answer,
  answerOf,
  type Cell,
  type CompiledQuery,
  compileQuery,
  type ExtractRead,
  type Manifest,
  type MetricQuery,
  passesOf,
  pinned,
  type QueryContext,
  type ResultColumns,
  readsOf,
} from '@bada/shared';
import type { LinkedEngine } from '@bada/shared/linked';
import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import type { BrowserEngine } from './answerer.ts';
import { openDuckDb } from './duckdb-instance.ts';
import { numberColumns } from './duckdb-linked.ts';
import { EngineDied } from './engine-died.ts';
import type { Need } from './engine-state.ts';
import { LoadSpeed } from './load-speed.ts';
import { memoryBudget } from './obstacle.ts';
import { type PageEngine, type PageRows, runPage } from './page-turn.ts';
import { openDecoder, type ParquetDecoder } from './parquet-decoder.ts';
import { type Batch, runStoppable } from './stoppable.ts';
import { quoted, TableCache } from './table-cache.ts';

/** What became of the engine's statements since it started, and how many are under way. */
export interface BrowserStatistics {
  readonly running: number;
  readonly answered: number;
  /** Given up by who asked, and stopped. */
  readonly cancelled: number;
  readonly failed: number;
  /** Passes over tables of extracts that were begun for metric queries. */
  readonly scans: number;
}

/** What the engine holds. */
export interface BrowserHoldings {
  /** Datasets, the last used one last. */
  readonly tables: readonly string[];
  readonly bytes: number;
  readonly evicted: number;
  /** Bytes that came over the line. */
  readonly fetched: number;
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

interface Parts {
  readonly db: AsyncDuckDB;
  readonly connection: AsyncDuckDBConnection;
  readonly decoder: ParquetDecoder;
  /** Rejects when a worker ends. */
  readonly died: Promise<never>;
}

async function openParts(): Promise<Parts> {
  const { promise: died, reject } = Promise.withResolvers<never>();
  died.catch(() => undefined);
  const db = await openDuckDb(() => reject(new EngineDied('the engine’s worker has ended')));
  const connection = await db.connect();
  const decoder = openDecoder(() => reject(new EngineDied('the decoder’s worker has ended')));
  return { db, connection, decoder, died };
}

/** DuckDB-WASM in its worker, fed by the Parquet decoder in another. */
export class DuckDbEngine implements BrowserEngine {
  readonly #parts: Parts;
  readonly #tables: TableCache;
  readonly #speed = new LoadSpeed();
  readonly #statistics = { running: 0, answered: 0, cancelled: 0, failed: 0, scans: 0 };
  #fetched = 0;
  #pages = 0;
  #turn: Promise<void> = Promise.resolve();

  private constructor(parts: Parts, budget: number) {
    this.#parts = parts;
    const { connection, decoder } = parts;
    this.#tables = new TableCache({ connection, decoder, budget });
  }

  /** Starts the engine; takes about a second after its 6 MB are there. `budget`: bytes of tables. */
  static async start(budget = memoryBudget()): Promise<DuckDbEngine> {
    return new DuckDbEngine(await openParts(), budget);
  }

  get statistics(): BrowserStatistics {
    return { ...this.#statistics };
  }

  get holdings(): BrowserHoldings {
    const { tables, bytes, evicted } = this.#tables;
    return { tables, bytes, evicted, fetched: this.#fetched };
  }

  need(asked: MetricQuery, context: QueryContext): Need {
    const { manifest } = context;
    const compiled = compileQuery({ ...context, query: pinned(asked, manifest) });
    const need = this.#tables.need(readsOf(compiled, manifest), manifest);
    return { ...need, loadMs: this.#speed.estimate(need) };
  }

  /** Answers one query with the same proof that the server would mint. */
  async answer(asked: MetricQuery, context: QueryContext, signal: AbortSignal): Promise<Answer> {
    const [settled] = await this.answerAll([asked], context, signal);
    if (settled?.status === 'fulfilled') return settled.value;
    throw settled?.reason;
  }

  async answerAll(
    asked: readonly MetricQuery[],
    context: QueryContext,
    signal: AbortSignal,
  ): Promise<PromiseSettledResult<Answer>[]> {
    const { manifest } = context;
    const compiled = await Promise.allSettled(
      asked.map(async (one) => compileQuery({ ...context, query: pinned(one, manifest) })),
    );
    const queries = compiled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const rows = (await this.#inTurn(() => this.#page(queries, manifest, signal))).values();
    const answers = compiled.map(async (one): Promise<Answer> => {
      if (one.status === 'rejected') throw one.reason;
      const found = rows.next().value;
      if (found?.status !== 'fulfilled') throw found?.reason;
      const { columns, ms } = found.value;
      return answerOf(one.value, { manifest, columns, run: { engine: 'browser', ms } });
    });
    return Promise.allSettled(answers);
  }

  #page(
    queries: readonly CompiledQuery[],
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<PromiseSettledResult<PageRows>[]> {
    const { connection } = this.#parts;
    const engine: PageEngine = {
      ensure: (reads) => this.#ensure(reads, manifest, signal),
      run: (compiled) => {
        this.#statistics.scans += passesOf(compiled, manifest);
        return this.#run(compiled, signal);
      },
      make: async (table, select) => {
        this.#statistics.scans += 1;
        const sql = `create temp table ${quoted(table)} as ${select}`;
        await runStoppable(connection, { sql, parameters: [] }, signal);
      },
      free: async (table) => {
        await connection.query(`drop table if exists ${quoted(table)}`);
      },
    };
    this.#pages += 1;
    return runPage(queries, { engine, manifest, name: `page/${this.#pages}`, signal });
  }

  /** The engine for linked views over one dataset. Its statements take turns with all others; the
   * table is loaded by the first, and again where it was dropped meanwhile. */
  linked(read: ExtractRead, manifest: Manifest): LinkedEngine {
    const { connection } = this.#parts;
    return {
      numbers: (query, signal) =>
        this.#inTurn(async () => {
          signal.throwIfAborted();
          await this.#ensure([read], manifest, signal);
          return numberColumns(await runStoppable(connection, query, signal));
        }),
    };
  }

  async #ensure(
    reads: readonly ExtractRead[],
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<void> {
    const need = this.#tables.need(reads, manifest);
    const began = performance.now();
    const fetched = await this.#tables.ensure(reads, manifest, signal);
    this.#fetched += fetched;
    this.#speed.learn(need, performance.now() - began);
  }

  /** Questions take turns: a table must not be replaced under a running statement, the connection
   * streams one result at a time, and what cancels must never meet another reader's statement.
   * @throws EngineDied at once when a worker has ended */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(() => Promise.race([work(), this.#parts.died]));
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
      for (const batch of await runStoppable(this.#parts.connection, compiled, signal)) {
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
    this.#parts.decoder.close();
    await this.#parts.db.terminate();
  }
}
