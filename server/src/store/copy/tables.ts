import { type Kysely, sql } from 'kysely';
import { isShared } from '../dialect/concurrency.ts';
import { Checksum, type Row, type TableSum } from './checksum.ts';

/** Tables whose names are known only when they are read. */
export interface AnyTables {
  [table: string]: Record<string, unknown>;
}

/** Which migrations ran, as Kysely keeps them. */
export const MIGRATIONS_TABLE = 'kysely_migration';
/** Empty but while migrations run. */
const LOCK_TABLE = 'kysely_migration_lock';

const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 4 * 1024 * 1024;

/** Rows of one table that are read or written together. */
export interface Batch {
  readonly table: string;
  readonly rows: readonly Row[];
}

/** Names of all tables there are, Kysely's own among them. */
export async function tableNames(db: Kysely<AnyTables>): Promise<string[]> {
  const schema = await schemaOf(db);
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  return tables
    .filter((table) => table.schema === schema)
    .map(({ name }) => name)
    .sort();
}

/** Others may have schemas of their own in the same database. */
async function schemaOf(db: Kysely<AnyTables>): Promise<string | undefined> {
  if (!isShared(db)) return undefined;
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
  return rows[0]?.name;
}

/** Names of the tables that are copied. */
export async function copiedTables(db: Kysely<AnyTables>): Promise<string[]> {
  return (await tableNames(db)).filter((name) => name !== LOCK_TABLE);
}

function lengthOf(row: Row): number {
  let length = 0;
  for (const value of Object.values(row)) length += typeof value === 'string' ? value.length : 8;
  return length;
}

/** Rows of a table in batches of some hundred rows or megabytes; never more in memory. */
export async function* batchesOf(db: Kysely<AnyTables>, table: string): AsyncGenerator<Batch> {
  let rows: Row[] = [];
  let characters = 0;
  for await (const row of db.selectFrom(table).selectAll().stream(BATCH_ROWS)) {
    rows.push(row);
    characters += lengthOf(row);
    if (rows.length < BATCH_ROWS && characters < BATCH_CHARACTERS) continue;
    yield { table, rows };
    rows = [];
    characters = 0;
  }
  if (rows.length > 0) yield { table, rows };
}

/** Counts and sums of all tables that are copied. */
export async function sumsOf(db: Kysely<AnyTables>): Promise<TableSum[]> {
  const sums: TableSum[] = [];
  for (const table of await copiedTables(db)) {
    const sum = new Checksum();
    for await (const { rows } of batchesOf(db, table)) for (const row of rows) sum.add(row);
    sums.push(sum.of(table));
  }
  return sums;
}
