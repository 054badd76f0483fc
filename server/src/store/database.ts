import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { BadaError } from '@bada/shared';
import { Kysely } from 'kysely';
import { postgresDialect, postgresName } from './dialect/postgres.ts';
import type { Database } from './schema.ts';
import { openSqlite, sqliteDialect, sqliteError } from './sqlite.ts';

/** Where the database is: a file of SQLite, or the address of a PostgreSQL. */
export type DatabasePlace = { readonly file: string } | { readonly url: string };

/** A place as it may be shown: without a password. */
export function placeName(place: DatabasePlace): string {
  return 'file' in place ? place.file : postgresName(place.url);
}

function dialectOf(place: DatabasePlace) {
  if ('url' in place) return postgresDialect(place.url);
  mkdirSync(dirname(place.file), { recursive: true });
  return sqliteDialect(openSqlite(place.file));
}

function refusal(place: DatabasePlace, error: unknown): unknown {
  const known = sqliteError(error);
  if (!(known instanceof BadaError)) return error;
  const { cause } = known;
  const what = cause instanceof Error ? cause.message : known.message;
  return new BadaError('store.open', { where: placeName(place), what }, { cause: known });
}

/** Opens a database.
 * @param prepare what makes it fit for use
 * @throws BadaError `store.open` when it does not let itself be opened */
export async function openDatabase<Tables = Database>(
  place: DatabasePlace,
  prepare: (db: Kysely<Tables>) => Promise<void> = async () => undefined,
): Promise<Kysely<Tables>> {
  let db: Kysely<Tables> | undefined;
  try {
    db = new Kysely<Tables>({ dialect: dialectOf(place) });
    await prepare(db);
    return db;
  } catch (error) {
    await db?.destroy();
    throw refusal(place, error);
  }
}
