import {
  datasetOf,
  type ExtractFile,
  type ExtractRead,
  type Manifest,
  WHOLE_FILE_BYTES,
} from '@bada/shared';
import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { chunksOf, portionsOf } from './chunk-plan.ts';
import type { Decoded, ParquetDecoder } from './parquet-decoder.ts';
import { tableBytes } from './table-size.ts';
import { BeyondBudget, UnreadableExtract } from './unreadable-extract.ts';

interface Loaded {
  readonly hash: string;
  readonly columns: readonly string[];
  readonly rowGroups: readonly number[];
  /** As measured; before that as estimated. */
  readonly bytes: number;
}

/** What stands in the way of an answer: what is to be fetched for it, and how much of a table it needs. */
export interface TableNeed {
  readonly fetchBytes: number;
  readonly loadRows: number;
  readonly tableBytes: number;
}

/** What the cache works with. */
export interface TableCacheParts {
  readonly connection: AsyncDuckDBConnection;
  readonly decoder: ParquetDecoder;
  /** Bytes that all tables may take together. */
  readonly budget: number;
}

function covers(loaded: Loaded | undefined, read: ExtractRead): boolean {
  return (
    loaded?.hash === read.hash &&
    read.columns.every((column) => loaded.columns.includes(column)) &&
    read.rowGroups.every((group) => loaded.rowGroups.includes(group))
  );
}

function widened(loaded: Loaded | undefined, read: ExtractRead): ExtractRead {
  if (loaded?.hash !== read.hash) return read;
  const columns = new Set([...loaded.columns, ...read.columns]);
  const rowGroups = new Set([...loaded.rowGroups, ...read.rowGroups]);
  const sorted = [...rowGroups].sort((a, b) => a - b);
  return { ...read, columns: [...columns], rowGroups: sorted };
}

/** A name as statements write it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function fileOf(manifest: Manifest, { dataset, hash }: ExtractRead): ExtractFile {
  const found = datasetOf(manifest, dataset).files.find((file) => file.hash === hash);
  if (!found) throw new Error(`dataset ${dataset} has no file ${hash}`);
  return found;
}

function bytesOf(read: ExtractRead, manifest: Manifest): number {
  const { rowGroups } = fileOf(manifest, read);
  const rows = read.rowGroups.reduce((sum, index) => sum + (rowGroups[index]?.rows ?? 0), 0);
  return tableBytes(datasetOf(manifest, read.dataset), { names: read.columns, rows });
}

/** Keeps the tables that queries read within a budget of bytes: one per file of a dataset, widened when a query
 * needs more of it, the longest unused dropped first. Calls take turns, and a query runs within the
 * turn that loaded its tables: none is dropped under it. */
export class TableCache {
  readonly #parts: TableCacheParts;
  /** The last used one last. */
  readonly #loaded = new Map<string, Loaded>();
  #evicted = 0;

  constructor(parts: TableCacheParts) {
    this.#parts = parts;
  }

  get bytes(): number {
    return [...this.#loaded.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Tables that are there, the last used one last. */
  get tables(): readonly string[] {
    return [...this.#loaded.keys()];
  }

  get evicted(): number {
    return this.#evicted;
  }

  /** What a query would have to load. */
  need(reads: readonly ExtractRead[], manifest: Manifest): TableNeed {
    const absent = reads.filter((read) => !covers(this.#loaded.get(read.table), read));
    return {
      fetchBytes: absent.reduce((sum, { bytes }) => sum + bytes, 0),
      loadRows: absent.reduce((sum, { rows }) => sum + rows, 0),
      tableBytes: reads.reduce((sum, read) => sum + bytesOf(read, manifest), 0),
    };
  }

  /** Makes sure that everything a query reads is there; one call at a time. Gives the bytes that came
   * over the line.
   * @throws UnreadableExtract, EngineDied; the signal's reason when it aborts */
  async ensure(
    reads: readonly ExtractRead[],
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<number> {
    const inUse = new Set(reads.map(({ table }) => table));
    let fetched = 0;
    for (const read of reads) {
      const loaded = this.#loaded.get(read.table);
      if (!covers(loaded, read)) {
        const wide = this.#affordable(read, widened(loaded, read), manifest);
        await this.#makeRoom(bytesOf(wide, manifest), inUse, read.table);
        fetched += await this.#load(wide, manifest, signal);
        await this.#evict(0, inUse);
      }
      this.#touch(read.table);
    }
    return fetched;
  }

  /** What was there before stays along, unless that alone would go beyond the budget. */
  #affordable(read: ExtractRead, wide: ExtractRead, manifest: Manifest): ExtractRead {
    return bytesOf(wide, manifest) <= this.#parts.budget ? wide : read;
  }

  #touch(table: string): void {
    const loaded = this.#loaded.get(table);
    this.#loaded.delete(table);
    if (loaded) this.#loaded.set(table, loaded);
  }

  /** Drops the longest unused tables until a new one fits beside the rest.
   * @throws BeyondBudget where it cannot */
  async #makeRoom(bytes: number, inUse: ReadonlySet<string>, replaced: string): Promise<void> {
    await this.#drop(replaced);
    await this.#evict(bytes, inUse);
    if (this.bytes + bytes > this.#parts.budget) throw new BeyondBudget(this.#parts.budget);
  }

  async #evict(bytes: number, inUse: ReadonlySet<string>): Promise<void> {
    const others = [...this.#loaded.keys()].filter((table) => !inUse.has(table));
    for (const table of others) {
      if (this.bytes + bytes <= this.#parts.budget) return;
      await this.#drop(table);
      this.#evicted += 1;
    }
  }

  async #drop(table: string): Promise<void> {
    this.#loaded.delete(table);
    await this.#parts.connection.query(`drop table if exists ${quoted(table)}`);
  }

  async #load(read: ExtractRead, manifest: Manifest, signal: AbortSignal): Promise<number> {
    const before = await this.#held();
    try {
      const fetched = await this.#fill(read, manifest, signal);
      const { hash, columns, rowGroups } = read;
      const bytes = Math.max(0, (await this.#held()) - before);
      this.#loaded.set(read.table, { hash, columns, rowGroups, bytes });
      return fetched;
    } catch (error) {
      await this.#drop(read.table).catch(() => undefined);
      throw error;
    }
  }

  /** Decodes and inserts portion by portion; while one is inserted, the next is decoded. */
  async #fill(read: ExtractRead, manifest: Manifest, signal: AbortSignal): Promise<number> {
    const file = fileOf(manifest, read);
    const { connection, decoder } = this.#parts;
    const { class: dataClass } = datasetOf(manifest, read.dataset);
    const url = `/extracts/${dataClass}/${file.hash}.${file.format}`;
    const { columns } = read;
    const decode = (rowGroups: readonly number[]): Promise<Decoded> => {
      signal.throwIfAborted();
      const { hash, bytes } = file;
      const request = { url, hash, bytes, columns, rowGroups };
      if (bytes <= WHOLE_FILE_BYTES) return decoder.decode(request);
      return decoder.decode({ ...request, chunks: chunksOf(file, columns, rowGroups) });
    };
    const portions = portionsOf(file, read.rowGroups);
    let fetched = 0;
    let next: Promise<Decoded> | undefined;
    for (const [at, portion] of (portions.length > 0 ? portions : [[]]).entries()) {
      const { ipc, fetched: own } = await (next ?? decode(portion));
      const following = portions[at + 1];
      next = following && decode(following);
      // Whoever awaits it hears of its failure; until then it must not count as unheard.
      next?.catch(() => undefined);
      await connection.insertArrowFromIPCStream(ipc, { name: read.table, create: at === 0 });
      fetched += own;
    }
    return fetched;
  }

  /** Bytes that DuckDB holds in its tables. */
  async #held(): Promise<number> {
    const found = await this.#parts.connection.query(
      `select coalesce(sum(memory_usage_bytes), 0)::double as bytes from duckdb_memory() where tag = 'IN_MEMORY_TABLE'`,
    );
    const bytes: unknown = found.getChild('bytes')?.get(0);
    if (typeof bytes !== 'number') throw new UnreadableExtract('the engine tells no sizes');
    return bytes;
  }
}
