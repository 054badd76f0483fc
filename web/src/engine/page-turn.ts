import {
  type Batch,
  type CompiledQuery,
  type ExtractRead,
  type Manifest,
  planBatch,
  type ResultColumns,
  readsOf,
} from '@bada/shared';

/** What the queries of one page are run with, while nothing else runs. */
export interface PageEngine {
  /** Makes sure that everything is there which is read; throws where that cannot be. */
  ensure(reads: readonly ExtractRead[]): Promise<void>;
  run(compiled: CompiledQuery): Promise<ResultColumns>;
  /** Makes a table of a SELECT without parameters. */
  make(table: string, select: string): Promise<void>;
  /** Lets go of a table, if it is there. */
  free(table: string): Promise<void>;
}

interface PageOf {
  readonly engine: PageEngine;
  readonly manifest: Manifest;
  /** Beginning of its tables' names; no dataset's id holds a slash. */
  readonly name: string;
  readonly signal: AbortSignal;
}

/** A query's rows, and the milliseconds that its own statement took. */
export interface PageRows {
  readonly columns: ResultColumns;
  readonly ms: number;
}

/** Makes the tables that queries of a page share; whether they are there. */
async function share(asked: readonly CompiledQuery[], batch: Batch, of: PageOf): Promise<boolean> {
  const { engine, manifest, signal } = of;
  const sharing = asked.filter((one, at) => batch.queries[at] !== one);
  const read = new Set(batch.scans.map(({ from }) => from));
  const reads = readsOf(sharing, manifest).filter(({ table }) => read.has(table));
  try {
    await engine.ensure(reads);
    for (const { table, sql } of batch.scans) await engine.make(table, sql);
    return true;
  } catch {
    // Each query says by itself what is wrong, if anything is.
    signal.throwIfAborted();
    return false;
  }
}

async function free({ scans }: Batch, { engine }: PageOf): Promise<void> {
  for (const { table } of scans) await engine.free(table);
}

/** Runs the queries of one page one after another. What several of them read of one table is read once: their
 * shared tables are made before the first and freed after the last, also where the page is left.
 * @throws the signal's reason when it aborts; what else goes wrong with a query stands in its place */
export async function runPage(
  asked: readonly CompiledQuery[],
  of: PageOf,
): Promise<PromiseSettledResult<PageRows>[]> {
  const { engine, manifest, signal } = of;
  const batch = planBatch(asked, of);
  const runOne = async (compiled: CompiledQuery): Promise<PageRows> => {
    signal.throwIfAborted();
    await engine.ensure(readsOf(compiled, manifest));
    const began = performance.now();
    const columns = await engine.run(compiled);
    return { columns, ms: performance.now() - began };
  };
  try {
    const isShared = batch.scans.length > 0 && (await share(asked, batch, of));
    const settled: PromiseSettledResult<PageRows>[] = [];
    for (const one of isShared ? batch.queries : asked) {
      const [result] = await Promise.allSettled([runOne(one)]);
      signal.throwIfAborted();
      settled.push(result);
    }
    return settled;
  } finally {
    await free(batch, of);
  }
}
