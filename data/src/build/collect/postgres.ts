import { BadaError } from '@bada/shared';
import { type PostgresSource, sourceIdentity } from '@bada/shared/catalogue';
import pg from 'pg';
import Cursor from 'pg-cursor';
import type { KeyedRecord } from '../../read/keyed-table.ts';
import { redacted } from './http.ts';

const BATCH = 1000;
const CONNECT_MS = 15_000;
const STATEMENT_MS = 600_000;

/** What reading a database needs besides its address. */
export interface PostgresPorts {
  readonly password: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Rows held at once, > 0. */
  readonly batchRows?: number;
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** The statement that gives the rows. A query stands inside another one, so that it can be nothing but a query. */
function statementOf({ read }: PostgresSource): string {
  if (read.kind === 'table') return `select * from ${quoted(read.schema)}.${quoted(read.table)}`;
  return `select * from (\n${read.sql.replace(/;\s*$/, '')}\n) as "query"`;
}

function databaseError(source: PostgresSource, cause: unknown, password: string | undefined) {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'connection';
  const message = cause instanceof Error ? cause.message : String(cause);
  const what = redacted(message, password === undefined ? [] : [password]);
  return new BadaError('collect.database', { source: sourceIdentity(source).name, code, what });
}

function namesOf(result: pg.QueryResult): string[] {
  const seen = new Map<string, number>();
  return result.fields.map(({ name }) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}#${times}`;
  });
}

function readBatch(
  cursor: Cursor<(string | null)[]>,
  rows: number,
): Promise<{ rows: (string | null)[][]; result: pg.QueryResult }> {
  return new Promise((resolve, reject) => {
    cursor.read(rows, (error, batch, result) => {
      if (error) reject(error);
      else resolve({ rows: batch, result });
    });
  });
}

/** Rows by a cursor: never more than a batch in memory, every value in the text that the database writes it in. */
async function* streamed(
  client: pg.Client,
  statement: string,
  { batchRows = BATCH, signal }: PostgresPorts,
): AsyncGenerator<readonly KeyedRecord[]> {
  const types = { getTypeParser: () => (text: string) => text };
  const config = { rowMode: 'array' as const, types };
  const cursor = client.query(new Cursor<(string | null)[]>(statement, [], config));
  for (;;) {
    signal?.throwIfAborted();
    const { rows, result } = await readBatch(cursor, batchRows);
    if (rows.length === 0) return;
    const names = namesOf(result);
    yield rows.map((row) => new Map(names.map((name, at) => [name, row[at] ?? ''])));
  }
}

function clientOf(source: PostgresSource, password: string | undefined): pg.Client {
  const { host, port, database, user, tls } = source;
  return new pg.Client({
    host,
    port,
    database,
    user,
    ...(password === undefined ? {} : { password }),
    ssl: tls ? { rejectUnauthorized: true } : false,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    application_name: 'bada',
  });
}

/**
 * Rows of a PostgreSQL table or query, all seen at one moment, in a transaction that cannot write.
 * @throws BadaError `collect.database`
 */
export async function* postgresRecords(
  source: PostgresSource,
  ports: PostgresPorts,
): AsyncGenerator<readonly KeyedRecord[]> {
  const client = clientOf(source, ports.password);
  // A connection that breaks between two reads tells so by the next read.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
    await client.query("set local datestyle = 'ISO, YMD'");
    yield* streamed(client, statementOf(source), ports);
    await client.query('rollback');
  } catch (error) {
    if (ports.signal?.aborted || error instanceof BadaError) throw error;
    throw databaseError(source, error, ports.password);
  } finally {
    await client.end().catch(() => undefined);
  }
}
