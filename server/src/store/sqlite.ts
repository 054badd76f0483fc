import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { BadaError, type ErrorCode } from '@bada/shared';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type TransactionSettings,
} from 'kysely';
import { CodedDriver } from './dialect/coded-driver.ts';

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

/** A transaction takes its turn to write when it begins, not at its first write: what it has read by
 * then still holds, and other processes wait instead of being refused. */
class SerialDriver extends SqliteDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    { accessMode }: TransactionSettings = {},
  ): Promise<void> {
    const begin = accessMode === 'read only' ? 'begin' : 'begin immediate';
    await connection.executeQuery(CompiledQuery.raw(begin));
  }
}

class StoreDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new CodedDriver(new SerialDriver({ database: this.#database }), sqliteError);
  }
}

/** Kysely dialect over an open database, which it closes at its end. */
export function sqliteDialect(database: DatabaseSync): SqliteDialect {
  return new StoreDialect(asKyselyDatabase(database));
}

/** Primary result codes (https://www.sqlite.org/rescode.html). */
const CODES: ReadonlyMap<number, ErrorCode> = new Map([
  [5, 'store.busy'],
  [6, 'store.busy'],
  [8, 'store.read-only'],
  [10, 'store.unreachable'],
  [11, 'store.damaged'],
  [13, 'store.full'],
  [14, 'store.unreachable'],
  [26, 'store.damaged'],
]);

/** @returns the error with a code where it tells of the database and not of the statement */
export function sqliteError(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  const code = CODES.get(Number(error.errcode) & 0xff);
  return code === undefined ? error : new BadaError(code, {}, { cause: error });
}
