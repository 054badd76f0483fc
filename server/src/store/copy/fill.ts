import { BadaError } from '@bada/shared';
import { type Kysely, sql, type Transaction } from 'kysely';
import { type DatabasePlace, openDatabase, placeName } from '../database.ts';
import { isShared, queueUp, takeTime } from '../dialect/concurrency.ts';
import { migrate, runMigrations } from '../migrations.ts';
import { Checksum, differences, type TableSum } from './checksum.ts';
import { type AnyTables, type Batch, MIGRATIONS_TABLE, sumsOf, tableNames } from './tables.ts';

/** Values that one statement takes, on either database. */
const MAX_VALUES = 30_000;

/** What a store is filled with. */
export interface Filling {
  /** Names of the migrations that made the tables. */
  readonly migrations: readonly string[];
  readonly batches: AsyncIterable<Batch>;
  /** Whether what the store holds now goes. */
  readonly replace: boolean;
  /** Last word before the rows are there for all: throwing leaves the store as it was. */
  readonly beforeCommit: (sums: readonly TableSum[]) => Promise<void>;
}

/** Fills a store in one transaction: all rows or none. What was written is read again and compared.
 * @returns counts and sums of what the store holds now
 * @throws BadaError `store.not-empty`, `store.newer`, `store.differs`, `store.open` */
export async function fillStore(place: DatabasePlace, filling: Filling): Promise<TableSum[]> {
  const db = await openDatabase<AnyTables>(place);
  try {
    const sums = await db.transaction().execute(async (transaction) => {
      await takeTime(transaction);
      await queueUp(transaction, 'fill');
      await makeRoom(transaction, filling.replace, place);
      await makeTables(transaction, filling.migrations);
      const written = await writeAll(transaction, filling.batches);
      await goOnCounting(transaction);
      const read = await sumsOf(transaction);
      const [table] = differences(withEmpty(written, read), read);
      if (table !== undefined) throw new BadaError('store.differs', { table });
      await filling.beforeCommit(read);
      return read;
    });
    await migrate(db);
    return sums;
  } finally {
    await db.destroy();
  }
}

/** Tables that nothing was written to have no rows. */
function withEmpty(written: readonly TableSum[], read: readonly TableSum[]): TableSum[] {
  const isWritten = (table: string) => written.some((sum) => sum.table === table);
  const empty = read.filter(({ table }) => !isWritten(table));
  return [...written, ...empty.map(({ table }) => new Checksum().of(table))];
}

async function isEmpty(db: Kysely<AnyTables>, table: string): Promise<boolean> {
  const rows = await db.selectFrom(table).select(sql.lit(1).as('one')).limit(1).execute();
  return rows.length === 0;
}

async function makeRoom(
  db: Transaction<AnyTables>,
  replace: boolean,
  place: DatabasePlace,
): Promise<void> {
  for (const table of await tableNames(db)) {
    const isOwn = !table.startsWith('kysely_');
    if (isOwn && !replace && !(await isEmpty(db, table))) {
      throw new BadaError('store.not-empty', { where: placeName(place) });
    }
    await db.schema.dropTable(table).execute();
  }
}

async function makeTables(
  db: Transaction<AnyTables>,
  migrations: readonly string[],
): Promise<void> {
  await runMigrations(db, migrations);
  await db.schema
    .createTable(MIGRATIONS_TABLE)
    .addColumn('name', 'varchar(255)', (column) => column.notNull().primaryKey())
    .addColumn('timestamp', 'varchar(255)', (column) => column.notNull())
    .execute();
}

async function writeAll(
  db: Transaction<AnyTables>,
  batches: AsyncIterable<Batch>,
): Promise<TableSum[]> {
  const sums = new Map<string, Checksum>();
  for await (const { table, rows } of batches) {
    const sum = sums.get(table) ?? new Checksum();
    sums.set(table, sum);
    for (const row of rows) sum.add(row);
    const columns = Object.keys(rows[0] ?? {}).length;
    const most = Math.max(1, Math.floor(MAX_VALUES / Math.max(1, columns)));
    for (let at = 0; at < rows.length; at += most) {
      await db
        .insertInto(table)
        .values(rows.slice(at, at + most))
        .execute();
    }
  }
  return [...sums].map(([table, sum]) => sum.of(table));
}

/** PostgreSQL counts on from 1 where numbers were given; SQLite from the largest. */
async function goOnCounting(db: Transaction<AnyTables>): Promise<void> {
  if (!isShared(db)) return;
  for (const { name, columns } of await db.introspection.getTables()) {
    for (const column of columns.filter(({ isAutoIncrementing }) => isAutoIncrementing)) {
      const last = sql`(select max(${sql.ref(column.name)}) from ${sql.table(name)})`;
      const counter = sql`pg_get_serial_sequence(${name}, ${column.name})`;
      await sql`select setval(${counter}, coalesce(${last}, 1), ${last} is not null)`.execute(db);
    }
  }
}
