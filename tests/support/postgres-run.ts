// One PostgreSQL for all test files of a run; each takes databases of its own from it.
import { openStore } from '../../server/src/store/store.ts';
import { makeDatabase, POSTGRES_URL, TEMPLATE } from './database.ts';
import { startPostgres, urlOf } from './postgres.ts';

/** Starts it before the first test. @returns what ends it after the last */
export default async function setup(): Promise<() => Promise<void>> {
  const postgres = await startPostgres({ isKorean: true });
  await makeDatabase(urlOf(postgres), TEMPLATE, 'template1');
  const store = await openStore({ url: urlOf(postgres, TEMPLATE) });
  await store.close();
  process.env[POSTGRES_URL] = urlOf(postgres);
  return () => postgres.close();
}
