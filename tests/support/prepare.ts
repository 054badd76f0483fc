import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildExtracts, buildWeb } from '../../server/bootstrap/build.mjs';
import { sharedTestHome, testContext } from './project.ts';

/** Builds the extracts of the embedded data once for all tests; later calls find them done. */
export async function prepareExtracts(): Promise<string> {
  await buildExtracts(testContext());
  return join(sharedTestHome, 'extracts');
}

/** Builds `web/dist` when it is missing or out of date. */
export async function prepareWeb(): Promise<void> {
  await buildWeb(testContext());
}

/** Gives a home of its own the prepared extracts; copied, so that a test may change them. */
export async function copyExtractsTo(home: string): Promise<void> {
  const source = await prepareExtracts();
  for (const folder of ['extracts', 'stamps', 'lineage']) {
    const from = join(source, '..', folder);
    if (existsSync(from)) cpSync(from, join(home, folder), { recursive: true });
  }
}
