import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';

/** A row as DuckDB hands it over, by column name. */
export type Row = Readonly<Record<string, DuckDBValue>>;

/** Runs work on an in-memory DuckDB with one thread, so that the same input gives the same bytes. */
export async function withDuckDb<T>(
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** An interrupt that comes before the statement has begun is lost, hence more than one. */
const INTERRUPT_MS = 20;

async function unlessAborted<T>(
  connection: DuckDBConnection,
  work: (connection: DuckDBConnection) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  let stopping: NodeJS.Timeout | undefined;
  const stop = () => {
    connection.interrupt();
    stopping = setInterval(() => connection.interrupt(), INTERRUPT_MS);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    const done = await work(connection);
    signal.throwIfAborted();
    return done;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    clearInterval(stopping);
  }
}

/** The same in bounded memory: what does not fit goes to disk, into `scratch`. A signal stops the statement that runs. */
export async function withBoundedDuckDb<T>(
  scratch: string,
  work: (connection: DuckDBConnection) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: '1GB',
    temp_directory: scratch,
  });
  const connection = await instance.connect();
  try {
    return await (signal ? unlessAborted(connection, work, signal) : work(connection));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** All rows of a statement. */
export async function rowsOf(
  connection: DuckDBConnection,
  statement: string,
  parameters: readonly (string | number)[] = [],
): Promise<Row[]> {
  const reader = await connection.runAndReadAll(statement, [...parameters]);
  return reader.getRowObjects();
}

/** Quotes an identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes a text, for the places where DuckDB takes no parameter (COPY's target). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
