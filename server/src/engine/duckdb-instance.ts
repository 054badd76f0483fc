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
  type ManifestDataset,
  type ResultColumns,
  readsOf,
  type SharedScan,
  tableOf,
  sourcesOf as tablesOf,
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
  /** Name of its view. */
  readonly table: string;
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

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The tables of one dataset; of one whose small counts are hidden also that with all of them, if it is no cut. */
function tablesIn(dataset: ManifestDataset, folder: string): Promise<Source>[] {
  const { id, smallCells, cut } = dataset;
  const files = tablesOf(dataset).map(async ({ table, file }) => {
    const path = extractPath(folder, dataset, file);
    const { hash } = file;
    const intact = (await hashOf(path)) === hash;
    return { dataset: id, table, path, hash, intact };
  });
  if (!smallCells || cut) return files;
  const hash = smallCells.inside;
  const path = join(folder, 'inside', `${hash}.parquet`);
  const table = insideTable(id);
  const inside = isThere(path).then((intact) => ({ dataset: table, table, path, hash, intact }));
  return [...files, inside];
}

/** How a manifest's engine is opened. */
interface Opening {
  /** The extracts of all classes. */
  readonly folder: string;
  /** Statements that may run at once. */
  readonly connections: number;
  readonly memoryMiB: number;
}

function viewSql({ table, path }: Source): string {
  const rows = `select * from read_parquet(${quoteText(path)})`;
  return `create or replace view ${quoteIdentifier(table)} as ${rows}`;
}

/** A locked door: afterwards no statement reads outside the extracts. */
function setUp({ folder, memoryMiB }: Opening): string[] {
  return [
    'set parquet_metadata_cache = true',
    `set temp_directory = ''`,
    `set memory_limit = '${memoryMiB}MiB'`,
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

/** Rows of a statement in blocks, made when they are asked for. */
export interface BlockStream {
  /** @throws the signal's reason when it aborts */
  next(signal: AbortSignal): Promise<IteratorResult<JS[][], unknown>>;
  close(): void;
}

/** Work of a connection that is stopped when the signal aborts. */
async function interruptible<R>(
  connection: DuckDBConnection,
  signal: AbortSignal,
  work: () => Promise<R>,
): Promise<R> {
  signal.throwIfAborted();
  let stopping: NodeJS.Timeout | undefined;
  // An interrupt that comes before the statement has begun is lost, hence more than one.
  const interrupt = () => {
    connection.interrupt();
    stopping = setInterval(() => connection.interrupt(), INTERRUPT_MS);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', interrupt);
    clearInterval(stopping);
  }
}

async function runOn(
  connection: DuckDBConnection,
  { sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>,
  signal: AbortSignal,
) {
  const values = parameters.map(parameterValue);
  const types = parameters.map(parameterType);
  const work = () => connection.runAndReadAll(sql, values, types);
  return columnsOf(await interruptible(connection, signal, work));
}

/** Native DuckDB over the extracts of one manifest. A damaged file is left out when it opens. */
export class ManifestDatabase {
  readonly #instance: DuckDBInstance;
  readonly #pool: Pool<DuckDBConnection>;
  /** Tables without their bytes, with the dataset of each. */
  readonly #damaged = new Map<string, string>();
  #sources: readonly Source[] = [];
  readonly #folder: string;
  /** Datasets and cuts that have their views, by table. */
  readonly #opened = new Map<string, Promise<void>>();

  private constructor(
    instance: DuckDBInstance,
    { connections, folder }: { connections: DuckDBConnection[]; folder: string },
  ) {
    this.#folder = folder;
    this.#instance = instance;
    this.#pool = new Pool(connections);
  }

  /** @param manifest what somebody sees of it will do: what others see besides is opened when they ask */
  static async open(manifest: Manifest, how: Opening): Promise<ManifestDatabase> {
    const instance = await DuckDBInstance.create(':memory:', CLOSED);
    const opening = Array.from({ length: how.connections }, () => instance.connect());
    const connections = await Promise.all(opening);
    for (const statement of setUp(how)) await connections[0]?.run(statement);
    const database = new ManifestDatabase(instance, { connections, folder: how.folder });
    await database.#openTables(manifest);
    return database;
  }

  /** Datasets whose file is missing or does not have the bytes of its name. */
  get damaged(): readonly string[] {
    return [...new Set(this.#damaged.values())];
  }

  /** @param manifest this one, or what a viewer sees of it
   * @throws BadaError `extract.corrupt`; the signal's reason when it aborts */
  async run(
    compiled: CompiledQuery,
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<ResultColumns> {
    await this.#openTables(manifest);
    const tables = readsOf(compiled, manifest).map(({ table }) => table);
    if (tables.some((table) => this.#damaged.has(table))) await this.#look(tables);
    for (const table of tables) this.#refuseDamaged(table);
    try {
      return await this.#pool.use(signal, (connection) => runOn(connection, compiled, signal));
    } catch (error) {
      signal.throwIfAborted();
      await this.#look(tables);
      for (const table of tables) this.#refuseDamaged(table);
      throw error;
    }
  }

  /** Opens what of a viewer's manifest nobody has asked for yet, each table once. */
  async #openTables({ datasets }: Manifest): Promise<void> {
    const tables = datasets.filter((one) => baseFile(one).format === 'parquet');
    await Promise.all(
      tables.map((dataset) => {
        const table = tableOf(dataset);
        const opening = this.#opened.get(table) ?? this.#openTable(dataset);
        this.#opened.set(table, opening);
        opening.catch(() => this.#opened.delete(table));
        return opening;
      }),
    );
  }

  async #openTable(dataset: ManifestDataset): Promise<void> {
    const sources = await Promise.all(tablesIn(dataset, this.#folder));
    const intact = sources.filter((one) => one.intact);
    const never = new AbortController().signal;
    await this.#pool.use(never, async (connection) => {
      for (const source of intact) await connection.run(viewSql(source));
    });
    for (const source of sources) {
      if (source.intact) this.#damaged.delete(source.table);
      else this.#damaged.set(source.table, source.dataset);
    }
    const names = new Set(sources.map(({ table }) => table));
    this.#sources = [...this.#sources.filter(({ table }) => !names.has(table)), ...sources];
    // A cut whose file is gone is made anew for whoever asks next.
    if (dataset.cut && intact.length < sources.length) this.#opened.delete(tableOf(dataset));
  }

  /** A file may come to harm after it was opened, and be put back; one that was damaged when the
   * engine opened has no view and needs a new start. */
  async #look(tables: readonly string[]): Promise<void> {
    const opened = this.#sources.filter(({ table, intact }) => intact && tables.includes(table));
    for (const { dataset, table, path, hash } of opened) {
      if ((await hashOf(path)) === hash) this.#damaged.delete(table);
      else this.#damaged.set(table, dataset);
    }
  }

  /** @throws BadaError `extract.corrupt`; the signal's reason when it aborts */
  async select(
    statement: DatasetStatement,
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<ResultColumns> {
    await this.#openTables(manifest);
    this.#refuseDamaged(statement.dataset);
    return this.#pool.use(signal, (connection) => runOn(connection, statement, signal));
  }

  /** Makes the table that the queries of one page share.
   * @throws BadaError `extract.corrupt`; the signal's reason when it aborts */
  async share(
    { table, from, sql }: SharedScan,
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#openTables(manifest);
    this.#refuseDamaged(from);
    const statement = { sql: `create table ${quoteIdentifier(table)} as ${sql}`, parameters: [] };
    await this.#pool.use(signal, (connection) => runOn(connection, statement, signal));
  }

  /** Frees what was shared. */
  async unshare({ table }: SharedScan): Promise<void> {
    const statement = `drop table if exists ${quoteIdentifier(table)}`;
    const never = new AbortController().signal;
    await this.#pool.use(never, async (connection) => void (await connection.run(statement)));
  }

  /** Rows of a statement in blocks, as they are asked for. It has a connection of its own, so that
   * a reader on a slow line holds nobody up, and must be closed.
   * @throws BadaError `extract.corrupt`; the signal's reason when it aborts */
  async stream(
    { dataset, sql }: DatasetStatement,
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<BlockStream> {
    await this.#openTables(manifest);
    this.#refuseDamaged(dataset);
    const connection = await this.#instance.connect();
    try {
      const result = await interruptible(connection, signal, () => connection.stream(sql));
      const blocks = result.yieldRowsJs();
      return {
        next: (limited) => interruptible(connection, limited, () => blocks.next()),
        close: () => connection.closeSync(),
      };
    } catch (error) {
      connection.closeSync();
      throw error;
    }
  }

  #refuseDamaged(table: string): void {
    const dataset = this.#damaged.get(table);
    if (dataset !== undefined) throw new BadaError('extract.corrupt', { dataset });
  }

  /** Waits for running statements, then frees the engine. */
  async close(): Promise<void> {
    for (const connection of await this.#pool.drain()) connection.closeSync();
    this.#instance.closeSync();
  }
}
