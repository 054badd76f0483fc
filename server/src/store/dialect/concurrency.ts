import { type Kysely, PostgresAdapter, sql, type Transaction } from 'kysely';
import type { Database } from '../schema.ts';
import { wasUndone } from './postgres.ts';

const TRIES = 5;

/** Whether the store is in PostgreSQL, where several may write at the same time; SQLite lets one. */
export function isShared<Tables>(db: Kysely<Tables>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** Runs a transaction, again where the database undid it because of another one; so the work has no
 * effect outside the database. */
export async function inTransaction<T>(
  db: Kysely<Database>,
  work: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (tries >= TRIES || !wasUndone(error)) throw error;
    }
  }
}

/** Lets transactions that decide by the same set of rows run one after the other, also where no row
 * is there yet that they could lock. It ends with the transaction. */
export async function queueUp<Tables>(
  transaction: Transaction<Tables>,
  what: string,
): Promise<void> {
  if (!isShared(transaction)) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${what}, 0))`.execute(transaction);
}

/** Frees a transaction of the limits that requests have: it builds an index, or waits for a slow disk. */
export async function takeTime<Tables>(transaction: Kysely<Tables>): Promise<void> {
  if (!isShared(transaction)) return;
  await sql`set local statement_timeout = 0`.execute(transaction);
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction);
}

interface Lockable<Q> {
  forUpdate(): Q;
}

/** Keeps the rows that a transaction reads from all others until it ends, so that what it decides by them still
 * holds when it writes. */
export function forChange<Q extends Lockable<Q>>(db: Kysely<Database>, query: Q): Q {
  return isShared(db) ? query.forUpdate() : query;
}
