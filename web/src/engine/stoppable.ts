import type { Sql } from '@bada/shared/linked';
import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { literalSql } from './literal-sql.ts';

/** Some rows of a result, by columns. */
export type Batch =
  Awaited<ReturnType<AsyncDuckDBConnection['send']>> extends AsyncIterable<infer B> ? B : never;

/** Runs a statement on a connection that nobody else uses meanwhile, and stops it when the signal
 * aborts. The statement goes as text: DuckDB-WASM cannot stop one that was prepared.
 * @throws the signal's reason when it aborts */
export async function runStoppable(
  connection: AsyncDuckDBConnection,
  query: Sql,
  signal: AbortSignal,
): Promise<Batch[]> {
  signal.throwIfAborted();
  const cancelling: Promise<unknown>[] = [];
  const cancel = () => cancelling.push(connection.cancelSent());
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const batches: Batch[] = [];
    for await (const batch of await connection.send(literalSql(query))) batches.push(batch);
    signal.throwIfAborted();
    return batches;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
    await Promise.allSettled(cancelling);
  }
}
