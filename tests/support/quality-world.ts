import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtracts } from '@bada/data/build';
import type { Manifest, Viewer } from '@bada/shared';
import { createApp } from '../../server/src/app.ts';
import { SYSTEM_VIEWER } from '../../server/src/auth/viewer.ts';
import { Answers } from '../../server/src/engine/answers.ts';
import { DatasetTables } from '../../server/src/engine/dataset-tables.ts';
import { Manifests } from '../../server/src/engine/manifests.ts';
import { ServerEngine } from '../../server/src/engine/server-engine.ts';
import { readContractSeeds } from '../../server/src/jobs/contract-seeds.ts';
import { openCuts } from '../../server/src/jobs/cuts/open-cuts.ts';
import { QualityDesk } from '../../server/src/jobs/quality-desk.ts';
import type { SyncedTasks } from '../../server/src/jobs/quality-tasks.ts';
import { createLogger } from '../../server/src/logger.ts';
import type { RouteEntry } from '../../server/src/routes/registry.ts';
import { openStore, type Store } from '../../server/src/store/store.ts';
import { databaseAt } from './database.ts';
import { datasetWork } from './dataset-work.ts';
import { openIngests } from './ingests.ts';
import { projectRoot } from './project.ts';
import { askedBy, openDesk } from './sign-in.ts';
import { type SmallSource, writeSmallSource } from './small-source.ts';

type Rows = readonly (readonly (string | number)[])[];

/** Day by which freshness is judged in these worlds: half a year after their data ends. */
const EVALUATED_ON = '2022-06-30';

/** Sources that a test writes and publishes, and the composed app over them. */
export interface QualityWorld {
  readonly store: Store;
  readonly desk: QualityDesk;
  readonly home: string;
  /** Writes a source, builds and publishes all, and brings the tasks up to date. */
  publish(source: SmallSource, rows: Rows): Promise<{ manifest: Manifest; tasks: SyncedTasks }>;
  /** Moves the clock. */
  setNow(instant: string): void;
  /** All routes of the app. */
  readonly routes: readonly RouteEntry[];
  request(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** Opens an app over sources that real builds publish and diagnose. */
export async function openQualityWorld({
  viewerOf,
}: {
  viewerOf?: (request: Request) => Viewer;
} = {}): Promise<QualityWorld> {
  const home = mkdtempSync(join(tmpdir(), 'bada-quality-'));
  const sources = join(home, 'sources');
  const policies = join(projectRoot, 'data', 'quality');
  let now = '2024-03-01T00:00:00.000Z';
  const place = await databaseAt(home);
  const store = await openStore({ ...place, clock: () => new Date(now) });
  const manifests = new Manifests(join(home, 'extracts'));
  const cuts = openCuts({ manifests, documents: store.documents });
  const engine = new ServerEngine(manifests.folder);
  const today = () => now.slice(0, 10);
  const desk = new QualityDesk({
    store,
    system: SYSTEM_VIEWER,
    extracts: manifests.folder,
    policies,
    today,
  });
  const services = {
    store,
    signIn: openDesk(store),
    manifests,
    cuts,
    answers: new Answers(engine, { manifests, cuts }),
    tables: new DatasetTables(engine),
    quality: desk,
    ...datasetWork(home),
    ingests: openIngests(store, { home }),
    maxUpload: 1024 * 1024,
    appFiles: new Map(),
    now: EVALUATED_ON,
    version: '0.0.0-test',
    isStopping: () => false,
  };
  const app = createApp({
    services,
    log: createLogger('silent'),
    ...askedBy(viewerOf),
  });
  return {
    store,
    desk,
    home,
    async publish(source, rows) {
      writeSmallSource(sources, source, rows);
      const manifest = await buildExtracts({ sources, home, builtAt: now, quality: policies });
      const owner = { id: 'test', roles: [], departments: [], class: 'restricted' as const };
      for (const seed of await readContractSeeds(sources)) {
        await store.documents.addVersion(owner, seed);
      }
      return { manifest, tasks: await desk.syncTasks(manifest) };
    },
    setNow(instant) {
      now = instant;
    },
    routes: app.routes,
    request: async (path, init) => app.hono.request(path, init),
    async close() {
      await engine.close();
      await store.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
