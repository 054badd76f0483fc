import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabasePlace } from '../../server/src/store/database.ts';
import { openSqlite } from '../../server/src/store/sqlite.ts';

/** The database whose tables every new one begins with. */
export const TEMPLATE = 'bada_template';
/** Address of the run's PostgreSQL, set by `postgres-run.ts`. */
export const POSTGRES_URL = 'BADA_TEST_POSTGRES';

const places = new Map<string, DatabasePlace>();

/** Makes a database on a PostgreSQL. @param url address of any of its databases */
export async function makeDatabase(url: string, name: string, template: string): Promise<void> {
  await runOnPostgres(url, `create database ${name} template ${template}`);
}

/** Makes a database with the tables of the store.
 * @param url address of any database beside it
 * @returns address of the new one */
async function newDatabase(url: string): Promise<string> {
  const name = `bada_${randomUUID().replaceAll('-', '')}`;
  await makeDatabase(url, name, TEMPLATE);
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

async function runOnPostgres(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** What a store can be in. */
export type DatabaseKind = 'sqlite' | 'postgres';

/** Where the store of a home is: in a file there, or, in the project `postgres`, in a database of its own. */
export function databaseAt(home: string): Promise<DatabasePlace> {
  return placeOn(process.env.BADA_TEST_DATABASE === 'postgres' ? 'postgres' : 'sqlite', home);
}

/** Where the store of a home is on one kind of database; the same home has the same one. */
export async function placeOn(kind: DatabaseKind, home: string): Promise<DatabasePlace> {
  if (kind === 'sqlite') return { file: join(home, 'bada.sqlite') };
  const url = process.env[POSTGRES_URL];
  if (url === undefined) throw new Error(`${POSTGRES_URL} is not set`);
  const known = places.get(home);
  if (known) return known;
  const place = { url: await newDatabase(url) };
  places.set(home, place);
  return place;
}

/** What a server process on a home needs in its environment to use the same database. */
export async function databaseEnv(home: string): Promise<Record<string, string>> {
  const place = await databaseAt(home);
  return 'url' in place ? { DATABASE_URL: place.url } : {};
}

/** Runs a statement past the store, as a person with access to the database might. */
export async function runStatement(place: DatabasePlace, statement: string): Promise<void> {
  if ('url' in place) return runOnPostgres(place.url, statement);
  const database = openSqlite(place.file);
  database.exec(statement);
  database.close();
}
