import { join } from 'node:path';
import { LOCAL_VIEWER } from '@bada/shared';
import { Ingests } from '../../server/src/jobs/ingests/ingests.ts';
import type { IngestPorts } from '../../server/src/jobs/ingests/ports.ts';
import type { Store } from '../../server/src/store/store.ts';
import { projectRoot } from './project.ts';

/** The product's ingests on a store and a home of a test. */
export function openIngests(
  store: Store,
  { home, ...rest }: Pick<IngestPorts, 'home'> & Partial<IngestPorts>,
): Ingests {
  return new Ingests({
    ingests: store.ingests,
    publications: store.publications,
    claimMs: 60_000,
    documents: store.documents,
    system: LOCAL_VIEWER,
    home,
    data: join(projectRoot, 'data'),
    maxUpload: 64 * 1024 * 1024,
    inputDays: 30,
    clock: () => new Date(),
    onPublished: async () => undefined,
    onTrouble: (what, error) => {
      process.stderr.write(`${what}: ${String(error)}\n`);
    },
    ...rest,
  });
}
