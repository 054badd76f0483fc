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

/** The same in bounded memory: what does not fit goes to disk, into `scratch`. */
export async function withBoundedDuckDb<T>(
  scratch: string,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: '1GB',
    temp_directory: scratch,
  });
  const connection = await instance.connect();
  try {
    return await work(connection);
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
