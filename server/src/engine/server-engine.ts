import type { CompiledQuery, Manifest, QueryEngine, ResultColumns } from '@bada/shared';
import type { JS } from '@duckdb/node-api';
import { type DatasetStatement, ManifestDatabase } from './duckdb-instance.ts';

const OPEN_MANIFESTS = 4;

/** The server's engine: one in-memory DuckDB per manifest, the least recently used closed first. */
export class ServerEngine implements QueryEngine {
  readonly kind = 'server';
  readonly #folder: string;
  readonly #open = new Map<string, Promise<ManifestDatabase>>();

  /** @param folder the extracts of all classes */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws BadaError `extract.corrupt`; the signal's reason when it aborts */
  async run(
    compiled: CompiledQuery,
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<ResultColumns> {
    const database = await this.#database(manifest);
    return database.run(compiled, signal);
  }

  /** @throws BadaError `extract.corrupt`; the signal's reason when it aborts */
  async select(
    manifest: Manifest,
    statement: DatasetStatement,
    signal: AbortSignal,
  ): Promise<ResultColumns> {
    return (await this.#database(manifest)).select(statement, signal);
  }

  /** Rows in blocks, as they are asked for.
   * @throws BadaError `extract.corrupt` */
  async *stream(manifest: Manifest, statement: DatasetStatement): AsyncGenerator<JS[][]> {
    yield* (await this.#database(manifest)).stream(statement);
  }

  /** Opens a manifest before the first question, and says which datasets are damaged. */
  async warmUp(manifest: Manifest): Promise<readonly string[]> {
    return (await this.#database(manifest)).damaged;
  }

  /** Waits for running statements, then frees all engines. */
  async close(): Promise<void> {
    const databases = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(databases.map(async (database) => (await database).close()));
  }

  #database(manifest: Manifest): Promise<ManifestDatabase> {
    const opening = this.#open.get(manifest.id) ?? this.#start(manifest);
    this.#open.delete(manifest.id);
    this.#open.set(manifest.id, opening);
    this.#closeOldest();
    return opening;
  }

  #start(manifest: Manifest): Promise<ManifestDatabase> {
    const opening = ManifestDatabase.open(manifest, this.#folder);
    // One that could not be opened is tried again by the next question.
    opening.catch(() => this.#open.delete(manifest.id));
    return opening;
  }

  #closeOldest(): void {
    const [oldest] = this.#open;
    if (!oldest || this.#open.size <= OPEN_MANIFESTS) return;
    const [id, database] = oldest;
    this.#open.delete(id);
    void database.then((one) => one.close()).catch(() => undefined);
  }
}
