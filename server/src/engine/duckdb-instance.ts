import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  BadaError,
  baseFile,
  type CompiledQuery,
  type Manifest,
  type ResultColumns,
  readsOf,
} from '@bada/shared';
import { type DuckDBConnection, DuckDBInstance, type JS } from '@duckdb/node-api';
import { columnsOf, parameterType, parameterValue } from './cells.ts';
import { extractPath } from './manifests.ts';
import { Pool } from './pool.ts';
import { quoteIdentifier, quoteText } from './sql-text.ts';

/** Milliseconds between two tries to stop a statement. */
const INTERRUPT_MS = 20;

/** Nothing is fetched and nothing is loaded: what the engine can do is what it came with. */
const CLOSED = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };

interface Source {
  readonly dataset: string;
  readonly path: string;
  /** What the file's bytes hash to unless it came to harm. */
  readonly hash: string;
  readonly intact: boolean;
}

/** Name of the view with the small counts of a dataset whose rule hides them; no dataset's id holds a slash. */
export function insideTable(dataset: string): string {
  return `${dataset}/inside`;
}

async function hashOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}

function sourcesOf(manifest: Manifest, folder: string): Promise<Source[]> {
  const tables = manifest.datasets.filter((one) => baseFile(one).format === 'parquet');
  const bases = tables.map(async (dataset) => {
    const file = baseFile(dataset);
    const path = extractPath(folder, dataset.class, file);
    const { hash } = file;
    return { dataset: dataset.id, path, hash, intact: (await hashOf(path)) === hash };
  });
  const inside = tables.flatMap(({ id, smallCells }) => {
    if (!smallCells) return [];
    const hash = smallCells.inside;
    const path = join(folder, 'inside', `${hash}.parquet`);
    const found = stat(path).then(
      () => true,
      () => false,
    );
    return [found.then((intact) => ({ dataset: insideTable(id), path, hash, intact }))];
  });
  return Promise.all([...bases, ...inside]);
}

/** How a manifest's engine is opened. */
interface Opening {
  /** The extracts of all classes. */
  readonly folder: string;
  /** Statements that may run at once. */
  readonly connections: number;
  readonly memoryMiB: number;
}

/** Views by dataset id, then a locked door: afterwards no statement reads outside the extracts. */
function setUp(sources: readonly Source[], { folder, memoryMiB }: Opening): string[] {
  const views = sources
    .filter(({ intact }) => intact)
    .map(({ dataset, path }) => {
      const rows = `select * from read_parquet(${quoteText(path)})`;
      return `create view ${quoteIdentifier(dataset)} as ${rows}`;
    });
  return [
    'set parquet_metadata_cache = true',
    `set temp_directory = ''`,
    `set memory_limit = '${memoryMiB}MiB'`,
    ...views,
    `set allowed_directories = [${quoteText(folder)}]`,
    'set enable_external_access = false',
    'set lock_configuration = true',
  ];
}

/** A statement over one dataset, made by the engine itself. */
export interface DatasetStatement {
  readonly dataset: string;
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

async function runOn(
  connection: DuckDBConnection,
  compiled: Pick<CompiledQuery, 'sql' | 'parameters'>,
  signal: AbortSignal,
) {
  signal.throwIfAborted();
  let stopping: NodeJS.Timeout | undefined;
  // An interrupt that comes before the statement has begun is lost, hence more than one.
  const interrupt = () => {
    connection.interrupt();
    stopping = setInterval(() => connection.interrupt(), INTERRUPT_MS);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    const values = compiled.parameters.map(parameterValue);
    const types = compiled.parameters.map(parameterType);
    return columnsOf(await connection.runAndReadAll(compiled.sql, values, types));
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', interrupt);
    clearInterval(stopping);
  }
}

/** Native DuckDB over the extracts of one manifest. A damaged file is left out when it opens. */
export class ManifestDatabase {
  readonly #instance: DuckDBInstance;
  readonly #pool: Pool<DuckDBConnection>;
  readonly #damaged: Set<string>;
  readonly #sources: readonly Source[];
  readonly #manifest: Manifest;

  private constructor(
    manifest: Manifest,
    instance: DuckDBInstance,
    { connections, sources }: { connections: DuckDBConnection[]; sources: readonly Source[] },
  ) {
    this.#manifest = manifest;
    this.#instance = instance;
    this.#pool = new Pool(connections);
    this.#sources = sources;
    this.#damaged = new Set(sources.filter(({ intact }) => !intact).map(({ dataset }) => dataset));
  }

  static async open(manifest: Manifest, how: Opening): Promise<ManifestDatabase> {
    const sources = await sourcesOf(manifest, how.folder);
    const instance = await DuckDBInstance.create(':memory:', CLOSED);
    const opening = Array.from({ length: how.connections }, () => instance.connect());
    const connections = await Promise.all(opening);
    for (const statement of setUp(sources, how)) await connections[0]?.run(statement);
    return new ManifestDatabase(manifest, instance, { connections, sources });
  }

  /** Datasets whose file is missing or does not have the bytes of its name. */
  get damaged(): readonly string[] {
    return [...this.#damaged];
  }

  /** @throws BadaError `extract.corrupt`; the signal's reason when it aborts */
  async run(compiled: CompiledQuery, signal: AbortSignal): Promise<ResultColumns> {
    const datasets = readsOf(compiled, this.#manifest).map(({ dataset }) => dataset);
    if (datasets.some((dataset) => this.#damaged.has(dataset))) await this.#look(datasets);
    for (const dataset of datasets) this.#refuseDamaged(dataset);
    try {
      return await this.#pool.use(signal, (connection) => runOn(connection, compiled, signal));
    } catch (error) {
      signal.throwIfAborted();
      await this.#look(datasets);
      for (const dataset of datasets) this.#refuseDamaged(dataset);
      throw error;
    }
  }

  /** A file may come to harm after it was opened, and be put back; one that was damaged when the
   * engine opened has no view and needs a new start. */
  async #look(datasets: readonly string[]): Promise<void> {
    const opened = this.#sources.filter(
      ({ dataset, intact }) => intact && datasets.includes(dataset),
    );
    for (const { dataset, path, hash } of opened) {
      if ((await hashOf(path)) === hash) this.#damaged.delete(dataset);
      else this.#damaged.add(dataset);
    }
  }

  /** @throws BadaError `extract.corrupt`; the signal's reason when it aborts */
  async select(statement: DatasetStatement, signal: AbortSignal): Promise<ResultColumns> {
    this.#refuseDamaged(statement.dataset);
    return this.#pool.use(signal, (connection) => runOn(connection, statement, signal));
  }

  /** Rows of a statement in blocks, as they are asked for. It has a connection of its own, so that
   * a reader on a slow line holds nobody up.
   * @throws BadaError `extract.corrupt` */
  async *stream({ dataset, sql }: DatasetStatement): AsyncGenerator<JS[][]> {
    this.#refuseDamaged(dataset);
    const connection = await this.#instance.connect();
    try {
      const result = await connection.stream(sql);
      for await (const rows of result.yieldRowsJs()) yield rows;
    } finally {
      connection.closeSync();
    }
  }

  #refuseDamaged(dataset: string): void {
    if (this.#damaged.has(dataset)) throw new BadaError('extract.corrupt', { dataset });
  }

  /** Waits for running statements, then frees the engine. */
  async close(): Promise<void> {
    for (const connection of await this.#pool.drain()) connection.closeSync();
    this.#instance.closeSync();
  }
}
