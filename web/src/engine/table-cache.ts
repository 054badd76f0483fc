import { baseFile, datasetOf, type ExtractRead, type Manifest } from '@bada/shared';
import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import type { ParquetDecoder } from './parquet-decoder.ts';

interface Loaded {
  readonly hash: string;
  readonly columns: readonly string[];
  readonly rowGroups: readonly number[];
}

function covers(loaded: Loaded | undefined, read: ExtractRead): boolean {
  return (
    loaded?.hash === read.hash &&
    read.columns.every((column) => loaded.columns.includes(column)) &&
    read.rowGroups.every((group) => loaded.rowGroups.includes(group))
  );
}

function widened(loaded: Loaded | undefined, read: ExtractRead): Loaded {
  const before = loaded?.hash === read.hash ? loaded : undefined;
  const columns = new Set([...(before?.columns ?? []), ...read.columns]);
  const rowGroups = new Set([...(before?.rowGroups ?? []), ...read.rowGroups]);
  return {
    hash: read.hash,
    columns: [...columns],
    rowGroups: [...rowGroups].sort((a, b) => a - b),
  };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Keeps the tables that queries read: one per dataset, widened when a query needs more of it. */
export class TableCache {
  readonly #connection: AsyncDuckDBConnection;
  readonly #decoder: ParquetDecoder;
  readonly #loaded = new Map<string, Loaded>();

  constructor(connection: AsyncDuckDBConnection, decoder: ParquetDecoder) {
    this.#connection = connection;
    this.#decoder = decoder;
  }

  /** Makes sure that everything a query reads is there; one call at a time.
   * @throws UnreadableExtract */
  async ensure(reads: readonly ExtractRead[], manifest: Manifest): Promise<void> {
    for (const read of reads) {
      const loaded = this.#loaded.get(read.dataset);
      if (!covers(loaded, read)) await this.#load(read, widened(loaded, read), manifest);
    }
  }

  async #load(read: ExtractRead, wanted: Loaded, manifest: Manifest): Promise<void> {
    const dataset = datasetOf(manifest, read.dataset);
    const { hash, format, bytes } = baseFile(dataset);
    const url = `/extracts/${dataset.class}/${hash}.${format}`;
    const { columns, rowGroups } = wanted;
    const ipc = await this.#decoder.decode({ url, hash, bytes, columns, rowGroups });
    this.#loaded.delete(read.dataset);
    await this.#connection.query(`drop table if exists ${quoted(read.dataset)}`);
    await this.#connection.insertArrowFromIPCStream(ipc, { name: read.dataset, create: true });
    this.#loaded.set(read.dataset, wanted);
  }
}
