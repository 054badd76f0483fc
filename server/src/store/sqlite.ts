import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type SqliteDatabase, SqliteDialect } from 'kysely';

const BUSY_TIMEOUT_MS = 5000;

/** What makes an acknowledged write survive a killed process and a power cut: each commit is
 * synced to the write-ahead log before it returns (https://www.sqlite.org/pragma.html#pragma_synchronous). */
const PRAGMAS: readonly string[] = [
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
  'PRAGMA foreign_keys = ON',
  `PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`,
];

/** Opens a database file with the durability that the store promises; creates it when missing. */
export function openSqlite(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  for (const pragma of PRAGMAS) database.exec(pragma);
  return database;
}

function isInput(value: unknown): value is SQLInputValue {
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Uint8Array
  );
}

function inputs(values: readonly unknown[]): SQLInputValue[] {
  return values.map((value) => {
    if (isInput(value)) return value;
    throw new Error(`SQLite cannot hold a value of type ${typeof value}`);
  });
}

/** Node's SQLite in the shape that Kysely's dialect drives. */
function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...inputs(parameters)),
        run: (parameters) => statement.run(...inputs(parameters)),
        iterate: (parameters) => statement.iterate(...inputs(parameters)),
      };
    },
  };
}

/** Kysely dialect over an open database, which it closes at its end. */
export function sqliteDialect(database: DatabaseSync): SqliteDialect {
  return new SqliteDialect({ database: asKyselyDatabase(database) });
}
