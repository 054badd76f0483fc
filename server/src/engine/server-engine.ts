import {
  type Manifest,
  passesOf,
  type QueryEngine,
  type ResultColumns,
  type SharedScan,
  type Viewer,
} from '@bada/shared';
import type { JS } from '@duckdb/node-api';
import { type DatasetStatement, ManifestDatabase } from './duckdb-instance.ts';
import { type DeskStatistics, ENGINE_LIMITS, type EngineLimits, QueryDesk } from './query-desk.ts';

/** Engines open at a time: of the current manifest and of those that frozen documents name. */
const OPEN_MANIFESTS = 3;

/** What became of the engine's statements, and what they read. */
export interface ServerStatistics extends DeskStatistics {
  /** Passes over the files of extracts that were begun for metric queries. */
  readonly scans: number;
}

/** An engine of a manifest with how many are using it: only one that nobody uses is closed for another. */
interface Opened {
  readonly database: Promise<ManifestDatabase>;
  users: number;
}

/** The server's engine: one in-memory DuckDB per manifest, the least recently used closed first.
 * Statements take turns between viewers and are stopped at their limits. */
export class ServerEngine {
  readonly #desk: QueryDesk;
  readonly #limits: EngineLimits;
  readonly #folder: string;
  readonly #open = new Map<string, Opened>();
  #scans = 0;

  /** @param folder the extracts of all classes */
  constructor(folder: string, limits: Partial<EngineLimits> = {}) {
    this.#folder = folder;
    const wanted = { ...ENGINE_LIMITS, ...limits };
    // DuckDB bounds each engine by itself; equal shares bound their sum.
    this.#limits = { ...wanted, memoryMiB: Math.floor(wanted.memoryMiB / OPEN_MANIFESTS) };
    this.#desk = new QueryDesk(this.#limits);
  }

  get statistics(): ServerStatistics {
    return { ...this.#desk.statistics, scans: this.#scans };
  }

  /** The engine for what a viewer asks. Its `run` throws BadaError `extract.corrupt`, `query.busy`,
   * `query.too-long`, `query.too-big`, or the signal's reason when it aborts. */
  as(viewer: Viewer): QueryEngine {
    return {
      kind: 'server',
      run: (compiled, manifest, signal) =>
        this.#desk.ask(viewer, signal, (limited) =>
          this.#with(manifest, (database) => {
            this.#scans += passesOf(compiled, manifest);
            return database.run(compiled, manifest, limited);
          }),
        ),
    };
  }

  /** Makes the tables that the queries of one page share, all or none. They stay until they are freed.
   * @throws as a query's `run` does */
  async share(
    viewer: Viewer,
    { manifest, scans }: { manifest: Manifest; scans: readonly SharedScan[] },
    signal: AbortSignal,
  ): Promise<() => Promise<void>> {
    const opened = this.#take(manifest);
    const free = async () => {
      try {
        const database = await opened.database;
        for (const scan of scans) await database.unshare(scan);
      } finally {
        this.#leave(opened);
      }
    };
    try {
      await this.#desk.ask(viewer, signal, async (limited) => {
        const database = await opened.database;
        for (const scan of scans) {
          this.#scans += 1;
          await database.share(scan, manifest, limited);
        }
      });
    } catch (error) {
      await free().catch(() => undefined);
      throw error;
    }
    return free;
  }

  /** Rows of one statement over a dataset; throws as a query's `run` does. */
  select(
    viewer: Viewer,
    { manifest, ...statement }: DatasetStatement & { readonly manifest: Manifest },
    signal: AbortSignal,
  ): Promise<ResultColumns> {
    return this.#desk.ask(viewer, signal, (limited) =>
      this.#with(manifest, (database) => database.select(statement, manifest, limited)),
    );
  }

  /** Rows in blocks, as they are asked for: each is made in a turn and within the limits, and a slow reader holds no
   * place between them.
   * @throws as a query's `run` does; once the first block is there, no longer `query.busy` */
  async *stream(
    viewer: Viewer,
    { manifest, ...statement }: DatasetStatement & { readonly manifest: Manifest },
    signal: AbortSignal,
  ): AsyncGenerator<JS[][]> {
    const opened = this.#take(manifest);
    try {
      const stream = async (limited: AbortSignal) =>
        (await opened.database).stream(statement, manifest, limited);
      yield* this.#desk.blocks(viewer, signal, stream);
    } finally {
      this.#leave(opened);
    }
  }

  /** Opens a manifest before the first question, and says which datasets are damaged. */
  async warmUp(manifest: Manifest): Promise<readonly string[]> {
    return this.#with(manifest, async ({ damaged }) => damaged);
  }

  /** Waits for running statements, then frees all engines. */
  async close(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(all.map(async ({ database }) => (await database).close()));
  }

  /** Something done with a manifest's engine, which stays open meanwhile. */
  async #with<R>(manifest: Manifest, work: (database: ManifestDatabase) => Promise<R>): Promise<R> {
    const opened = this.#take(manifest);
    try {
      return await work(await opened.database);
    } finally {
      this.#leave(opened);
    }
  }

  #take(manifest: Manifest): Opened {
    const opened = this.#open.get(manifest.id) ?? { database: this.#start(manifest), users: 0 };
    this.#open.delete(manifest.id);
    this.#open.set(manifest.id, opened);
    opened.users += 1;
    this.#closeOldest();
    return opened;
  }

  #leave(opened: Opened): void {
    opened.users -= 1;
    this.#closeOldest();
  }

  #start(manifest: Manifest): Promise<ManifestDatabase> {
    const opening = ManifestDatabase.open(manifest, {
      folder: this.#folder,
      connections: this.#limits.running,
      memoryMiB: this.#limits.memoryMiB,
    });
    // One that could not be opened is tried again by the next question.
    opening.catch(() => this.#open.delete(manifest.id));
    return opening;
  }

  #closeOldest(): void {
    for (const [id, { database, users }] of this.#open) {
      if (this.#open.size <= OPEN_MANIFESTS) return;
      if (users > 0) continue;
      this.#open.delete(id);
      void database.then((one) => one.close()).catch(() => undefined);
    }
  }
}
