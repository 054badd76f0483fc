import { join } from 'node:path';
import { SYSTEM_VIEWER } from '../auth/viewer.ts';
import { type Config, PROJECT_ROOT } from '../config.ts';
import { importSeeds } from '../jobs/import-seeds.ts';
import { openStore, type Store } from '../store/store.ts';

/** Works on a store, which holds the seeds at least. */
export async function withStore<T>(
  { database }: Pick<Config, 'database'>,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore(database);
  try {
    await importSeeds(join(PROJECT_ROOT, 'data'), (seed) =>
      store.documents.addVersion(SYSTEM_VIEWER, seed),
    );
    return await work(store);
  } finally {
    await store.close();
  }
}
