import { sql, type Transaction } from 'kysely';
import { type DatabasePlace, openDatabase } from '../database.ts';
import { isShared, takeTime } from '../dialect/concurrency.ts';
import type { TableSum } from './checksum.ts';
import {
  type AnyTables,
  type Batch,
  batchesOf,
  copiedTables,
  MIGRATIONS_TABLE,
  sumsOf,
} from './tables.ts';

/** A store as it was at one moment, however long it is read and whoever writes meanwhile. */
export interface Snapshot {
  /** Names of the tables, in order. */
  readonly tables: readonly string[];
  /** Names of the migrations that ran, in order. */
  readonly migrations: readonly string[];
  /** All rows of all tables, table by table. */
  batches(): AsyncGenerator<Batch>;
  sums(): Promise<TableSum[]>;
  /** What the database itself finds damaged. */
  damage(): Promise<string[]>;
}

/** Reads a store as of now. On both databases one reading transaction sees one state, and keeps nobody from writing.
 * @throws BadaError `store.open` */
export async function withSnapshot<T>(
  place: DatabasePlace,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const db = await openDatabase<AnyTables>(place);
  try {
    const reading = db.transaction().setIsolationLevel('repeatable read');
    return await reading.setAccessMode('read only').execute(async (transaction) => {
      await takeTime(transaction);
      return work(await snapshotOf(transaction));
    });
  } finally {
    await db.destroy();
  }
}

async function snapshotOf(transaction: Transaction<AnyTables>): Promise<Snapshot> {
  const tables = await copiedTables(transaction);
  return {
    tables,
    migrations: tables.includes(MIGRATIONS_TABLE) ? await migrationsOf(transaction) : [],
    async *batches() {
      for (const table of tables) yield* batchesOf(transaction, table);
    },
    sums: () => sumsOf(transaction),
    damage: () => damageOf(transaction),
  };
}

async function migrationsOf(transaction: Transaction<AnyTables>): Promise<string[]> {
  const query = transaction.selectFrom(MIGRATIONS_TABLE).select('name').orderBy('name');
  return (await query.execute()).map(({ name }) => String(name));
}

/** SQLite checks its file; PostgreSQL says so when a damaged row is read. */
async function damageOf(transaction: Transaction<AnyTables>): Promise<string[]> {
  if (isShared(transaction)) return [];
  const check = sql<{ integrity_check: string }>`pragma integrity_check`;
  const { rows } = await check.execute(transaction);
  return rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
}
