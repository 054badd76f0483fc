import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { LOCAL_VIEWER, type Viewer } from '@bada/shared';
import { type App, createApp } from '../../server/src/app.ts';
import type { SignInDesk } from '../../server/src/auth/desk.ts';
import type { ProviderConfig } from '../../server/src/auth/provider-config.ts';
import { offerSamples } from '../../server/src/auth/samples.ts';
import { SYSTEM_VIEWER } from '../../server/src/auth/viewer.ts';
import { Answers } from '../../server/src/engine/answers.ts';
import { DatasetTables } from '../../server/src/engine/dataset-tables.ts';
import { Manifests } from '../../server/src/engine/manifests.ts';
import type { EngineLimits } from '../../server/src/engine/query-desk.ts';
import { ServerEngine } from '../../server/src/engine/server-engine.ts';
import { openCuts } from '../../server/src/jobs/cuts/open-cuts.ts';
import type { Ingests } from '../../server/src/jobs/ingests/ingests.ts';
import type { LineageRecord } from '../../server/src/jobs/lineage-record.ts';
import { QualityDesk } from '../../server/src/jobs/quality-desk.ts';
import { createLogger } from '../../server/src/logger.ts';
import { indexAppFiles } from '../../server/src/routes/app-index.ts';
import type { Can } from '../../server/src/routes/registry.ts';
import type { DatabasePlace } from '../../server/src/store/database.ts';
import { openStore, type Store } from '../../server/src/store/store.ts';
import { databaseAt } from '../support/database.ts';
import { datasetWork } from '../support/dataset-work.ts';
import { type FixtureExtracts, makeFixtureExtracts } from '../support/fixture-extracts.ts';
import { openIngests } from '../support/ingests.ts';
import { projectRoot } from '../support/project.ts';
import { askedBy, openDesk, openProviderDesk } from '../support/sign-in.ts';

/** How a test wants its app. */
export interface TestAppOptions {
  readonly can?: Can;
  /** Who asks, without signing in. */
  readonly viewerOf?: (request: Request) => Viewer;
  /** Whether only this machine reaches the server. */
  readonly isLocal?: boolean;
  readonly samples?: boolean;
  /** The identity provider, as the file in a home says. */
  readonly provider?: (home: string) => ProviderConfig;
  readonly proxies?: readonly string[];
  readonly rates?: { perPerson: number; perAddress: number };
  readonly frames?: readonly string[];
  readonly bodySeconds?: number;
  readonly now?: string;
  readonly hostNames?: readonly string[];
  /** Hosts that collections may ask. */
  readonly collectHosts?: readonly string[];
  readonly maxUpload?: number;
  readonly clock?: () => Date;
  readonly limits?: Partial<EngineLimits>;
  /** Where the store is; else where the run has it. */
  readonly database?: DatabasePlace;
  /** How often each row of the open table is there. */
  readonly copies?: number;
}

/** The composed app on real engines in a temporary home; no process and no socket. */
export interface TestApp extends FixtureExtracts {
  readonly app: App;
  readonly home: string;
  readonly database: DatabasePlace;
  readonly store: Store;
  readonly engine: ServerEngine;
  readonly signIn: SignInDesk;
  readonly lineage: LineageRecord;
  readonly ingests: Ingests;
  request(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** A built app of a few files, two of them precompressed. */
function makeAppFolder(home: string): string {
  const folder = join(home, 'dist');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  const script = `console.log(${JSON.stringify('바다 '.repeat(500))});`;
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>BADA</title>');
  writeFileSync(join(folder, 'assets', 'main-abc123.js'), script);
  writeFileSync(join(folder, 'assets', 'main-abc123.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, 'assets', 'main-abc123.js.gz'), gzipSync(script));
  writeFileSync(join(folder, 'assets', 'engine-abc123.wasm'), 'wasm');
  writeFileSync(join(folder, 'assets', 'font-abc123.woff2'), 'woff2');
  writeFileSync(join(folder, 'assets', 'worker-abc123.mjs'), 'export {};');
  return folder;
}

async function seedIndicators(store: Store, { indicators }: FixtureExtracts): Promise<void> {
  for (const body of indicators) {
    const { id, version, ownerDepartment: department } = body;
    await store.documents.addVersion(LOCAL_VIEWER, {
      kind: 'indicator',
      id,
      version,
      department,
      body,
    });
  }
}

/** Opens the app with fixture data; `close` frees everything. */
export async function openTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const home = mkdtempSync(join(tmpdir(), 'bada-app-'));
  const fixture = await makeFixtureExtracts(home, options.copies);
  const database = options.database ?? (await databaseAt(home));
  const store = await openStore({
    ...database,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.now === undefined ? {} : { today: () => options.now ?? '' }),
  });
  await seedIndicators(store, fixture);
  const manifests = new Manifests(fixture.folder);
  const cuts = openCuts({ manifests, documents: store.documents });
  const engine = new ServerEngine(fixture.folder, options.limits);
  const { now, collectHosts = [], clock = () => new Date(), database: _place, ...rest } = options;
  const {
    maxUpload = 64 * 1024 * 1024,
    viewerOf,
    isLocal = true,
    samples = false,
    provider,
    ...ports
  } = rest;
  const work = datasetWork(home, { collectHosts, clock });
  const ingests = openIngests(store, { home, maxUpload, clock });
  const signIn = openDesk(store, { clock, isLocal, samples });
  await offerSamples(store.accounts, samples);
  const services = {
    store,
    signIn,
    provider: openProviderDesk(signIn, store, provider && { told: provider(home), clock }),
    manifests,
    cuts,
    answers: new Answers(engine, { manifests, cuts }),
    tables: new DatasetTables(engine),
    quality: new QualityDesk({
      store,
      system: SYSTEM_VIEWER,
      extracts: fixture.folder,
      policies: join(projectRoot, 'data', 'quality'),
      today: () => now ?? '2024-02-01',
    }),
    ...work,
    ingests,
    maxUpload,
    appFiles: indexAppFiles(makeAppFolder(home)),
    now,
    version: '0.0.0-test',
    isStopping: () => false,
  };
  const app = createApp({
    services,
    log: createLogger('silent'),
    ...ports,
    ...askedBy(viewerOf),
  });
  return {
    ...fixture,
    app,
    home,
    database,
    store,
    engine,
    signIn,
    lineage: work.lineage,
    ingests,
    request: async (path, init) => app.hono.request(path, init),
    async close() {
      await ingests.close();
      await engine.close();
      await store.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** A request with a JSON body. */
export function jsonRequest(
  method: 'POST' | 'PUT',
  body: unknown,
  headers: Record<string, string> = {},
): RequestInit {
  return {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** What an author writes of a board. */
export function draftOf(title: string, search = '?i=people') {
  return { title, tiles: [{ kind: 'view', path: '/', search }] };
}
