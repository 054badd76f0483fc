import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_VIEWER, type Manifest } from '@bada/shared';
import { build } from 'vite';
import { createApp } from '../../server/src/app.ts';
import { SYSTEM_VIEWER } from '../../server/src/auth/viewer.ts';
import { Answers } from '../../server/src/engine/answers.ts';
import { DatasetTables } from '../../server/src/engine/dataset-tables.ts';
import { Manifests } from '../../server/src/engine/manifests.ts';
import { ServerEngine } from '../../server/src/engine/server-engine.ts';
import { openCuts } from '../../server/src/jobs/cuts/open-cuts.ts';
import { importSeeds } from '../../server/src/jobs/import-seeds.ts';
import { QualityDesk } from '../../server/src/jobs/quality-desk.ts';
import { createLogger } from '../../server/src/logger.ts';
import { indexAppFiles } from '../../server/src/routes/app-index.ts';
import { serve } from '../../server/src/serve.ts';
import { openStore } from '../../server/src/store/store.ts';
import { datasetWork } from './dataset-work.ts';
import { openIngests } from './ingests.ts';
import { prepareExtracts } from './prepare.ts';
import { projectRoot } from './project.ts';
import { openDesk } from './sign-in.ts';

type StoredDocument = Parameters<
  Awaited<ReturnType<typeof openStore>>['documents']['addVersion']
>[1];

/** The product's server, with a page that drives the product's browser engine in place of the app. */
export interface EngineServer {
  readonly url: string;
  readonly manifest: Manifest;
  /** Answers that came from memory so far. */
  cacheHits(): number;
  close(): Promise<void>;
}

async function buildPage(root: string, outDir: string): Promise<void> {
  await build({
    root,
    logLevel: 'error',
    configFile: false,
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0 },
  });
}

/** Builds the page of a folder and serves it; `extracts` is the prepared embedded data unless given.
 * @param documents added to the store beside those that ship */
export async function openEngineServer(
  page: string,
  extracts?: string,
  documents: readonly StoredDocument[] = [],
): Promise<EngineServer> {
  const home = mkdtempSync(join(tmpdir(), 'bada-engine-'));
  const dist = join(home, 'dist');
  await buildPage(page, dist);
  const store = await openStore({ file: join(home, 'bada.sqlite') });
  await importSeeds(join(projectRoot, 'data'), (seed) =>
    store.documents.addVersion(LOCAL_VIEWER, seed),
  );
  for (const document of documents) await store.documents.addVersion(LOCAL_VIEWER, document);
  const manifests = new Manifests(extracts ?? (await prepareExtracts()));
  const engine = new ServerEngine(manifests.folder);
  const cuts = openCuts({ manifests, documents: store.documents });
  const answers = new Answers(engine, { manifests, cuts });
  const services = {
    store,
    signIn: openDesk(store),
    manifests,
    cuts,
    answers,
    tables: new DatasetTables(engine),
    quality: new QualityDesk({
      store,
      system: SYSTEM_VIEWER,
      extracts: manifests.folder,
      policies: join(projectRoot, 'data', 'quality'),
      today: () => '2024-02-01',
    }),
    ...datasetWork(home),
    ingests: openIngests(store, { home }),
    maxUpload: 1024 * 1024,
    appFiles: indexAppFiles(dist),
    now: undefined,
    version: '0.0.0-test',
    isStopping: () => false,
  };
  const { hono } = createApp({ services, log: createLogger('silent') });
  const listening = await serve({ fetch: hono.fetch, port: 0, host: '127.0.0.1' });
  return {
    url: listening.url,
    manifest: await manifests.current(),
    cacheHits: () => answers.statistics.cacheHits,
    async close() {
      await listening.stop();
      await engine.close();
      await store.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
