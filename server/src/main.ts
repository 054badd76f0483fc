import { join } from 'node:path';
import { errorText, seoulDate } from '@bada/shared';
import project from '../../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { SignInDesk } from './auth/desk.ts';
import { IdentityProvider } from './auth/identity-provider.ts';
import { type ProviderConfig, readProvider } from './auth/provider-config.ts';
import { ProviderDesk } from './auth/provider-desk.ts';
import { offerSamples, refuseSamplesElsewhere } from './auth/samples.ts';
import { SYSTEM_VIEWER } from './auth/viewer.ts';
import { type Config, PROJECT_ROOT, readConfig } from './config.ts';
import { Answers } from './engine/answers.ts';
import { DatasetTables } from './engine/dataset-tables.ts';
import { Manifests } from './engine/manifests.ts';
import { ServerEngine } from './engine/server-engine.ts';
import { failureText } from './failure.ts';
import { refuseHalfRestored } from './half-restored.ts';
import { alignClasses } from './jobs/align-classes.ts';
import { collectPorts, type OpenRunner, openRunner } from './jobs/collect/open-runner.ts';
import { sampler } from './jobs/collect/sample.ts';
import { openCuts } from './jobs/cuts/open-cuts.ts';
import { DatasetVersions } from './jobs/dataset-versions.ts';
import { ensureExtracts } from './jobs/extracts.ts';
import { importSeeds } from './jobs/import-seeds.ts';
import { Ingests } from './jobs/ingests/ingests.ts';
import { LineageRecord } from './jobs/lineage-record.ts';
import { lineageSink } from './jobs/lineage-sink.ts';
import { QualityDesk } from './jobs/quality-desk.ts';
import { RecordKeeper } from './jobs/record-keeper.ts';
import type { JobRunner } from './jobs/runner.ts';
import type { Seed } from './jobs/seed.ts';
import { createLogger, type Logger } from './logger.ts';
import { openRecordKey } from './record-key.ts';
import { type AppFiles, indexAppFiles } from './routes/app-index.ts';
import { serve } from './serve.ts';
import { openStore, type Store } from './store/store.ts';

/** Extracts and contracts, as the repository and the store have them now. */
async function prepareData(config: Config, store: Store, log: Logger): Promise<void> {
  const data = join(PROJECT_ROOT, 'data');
  const add = (seed: Seed) => store.documents.addVersion(SYSTEM_VIEWER, seed);
  const { added, ignored } = await importSeeds(data, add);
  if (added > 0) log.info({ added }, 'seeds imported');
  for (const { kind, id, version } of ignored) {
    const { message, next } = errorText('seed.same-version', { kind, id, version });
    log.error({ kind, id, version, code: 'seed.same-version' }, `${message.ko} ${next.ko}`);
    log.error({ kind, id, version, code: 'seed.same-version' }, `${message.en} ${next.en}`);
  }
  const onStep = (text: string) => log.info({ step: text }, 'extract built');
  const { home, lineageUrl } = config;
  const { datasets: contracts } = await store.documents.contracts(SYSTEM_VIEWER);
  const job = { root: PROJECT_ROOT, home, now: new Date(), lineageUrl, onStep, contracts };
  const manifest = await ensureExtracts(job);
  const { versions } = datasetWork(config, log);
  const moved = await alignClasses(SYSTEM_VIEWER, { manifest, contracts, versions });
  if (moved.length > 0) log.info({ moved }, 'datasets put into the class of their contract');
}

async function openEngine(
  { querySeconds: seconds, queryMemory: memoryMiB }: Config,
  manifests: Manifests,
  log: Logger,
): Promise<ServerEngine> {
  const engine = new ServerEngine(manifests.folder, { seconds, memoryMiB });
  const damaged = await engine.warmUp(await manifests.current());
  if (damaged.length > 0) log.error({ damaged }, 'extracts are damaged; queries on them fail');
  return engine;
}

/** Opens the desk and lets the failures of what is published now have their tasks. */
async function openQualityDesk(
  { now }: Config,
  { store, manifests, log }: { store: Store; manifests: Manifests; log: Logger },
): Promise<QualityDesk> {
  const desk = new QualityDesk({
    store,
    system: SYSTEM_VIEWER,
    extracts: manifests.folder,
    policies: join(PROJECT_ROOT, 'data', 'quality'),
    today: () => now ?? seoulDate(new Date()),
  });
  const tasks = await desk.syncTasks(await manifests.current());
  if (tasks.opened + tasks.measured > 0)
    log.info({ tasks }, 'tasks of failures brought up to date');
  return desk;
}

/** The runner of the jobs that fetch from other systems. */
function openCollecting(
  { home, lineageUrl, jobLease }: Config,
  parts: Pick<OpenRunner, 'collect' | 'clock' | 'log'> & {
    store: Store;
    quality: QualityDesk;
    ingests: Ingests;
  },
): JobRunner {
  const { quality, ingests, ...rest } = parts;
  return openRunner({
    ...rest,
    home,
    lineageUrl,
    system: SYSTEM_VIEWER,
    data: join(PROJECT_ROOT, 'data'),
    leaseMs: jobLease * 1000,
    receive: (file) => ingests.receive(SYSTEM_VIEWER, file),
    onPublished: async (manifest) => void (await quality.syncTasks(manifest)),
  });
}

const HOUSEKEEPING_MS = 6 * 60 * 60 * 1000;
const DAY_MS = 86_400_000;

async function openIngests(
  config: Config,
  { store, quality, log }: { store: Store; quality: QualityDesk; log: Logger },
): Promise<Ingests> {
  const { home, maxUpload, inputDays, lineageUrl, jobLease } = config;
  const onTrouble = (what: string, error: unknown) => log.error({ err: error }, what);
  const ingests = new Ingests({
    ingests: store.ingests,
    publications: store.publications,
    claimMs: jobLease * 1000,
    documents: store.documents,
    system: SYSTEM_VIEWER,
    data: join(PROJECT_ROOT, 'data'),
    clock: () => new Date(),
    onPublished: async (manifest) => void (await quality.syncTasks(manifest)),
    ...{ home, maxUpload, inputDays, lineageUrl, onTrouble },
  });
  await ingests.resume();
  const { proofDays: days, jobDays } = config;
  const pruneJobs = () => store.jobs.prune(SYSTEM_VIEWER, new Date(Date.now() - jobDays * DAY_MS));
  const purge = () =>
    Promise.all([ingests.purge(), store.proofs.prune(SYSTEM_VIEWER, { days }), pruneJobs()]).catch(
      (error: unknown) => onTrouble('purge', error),
    );
  setInterval(purge, HOUSEKEEPING_MS).unref();
  return ingests;
}

function findAppFiles(log: Logger): AppFiles {
  const folder = join(PROJECT_ROOT, 'web', 'dist');
  const files = indexAppFiles(folder);
  if (files.size === 0) {
    log.error('web/dist가 없어 화면을 보일 수 없습니다. `npm start`로 시작하십시오.');
    log.error('web/dist is missing, so there are no pages. Start with `npm start`.');
  }
  return files;
}

function datasetWork({ home, lineageUrl }: Config, log: Logger) {
  const sink = lineageSink({ home, lineageUrl, onStep: (text) => log.warn(text) });
  return { versions: new DatasetVersions({ home, sink }), lineage: new LineageRecord(home) };
}

/** Listening on this machine alone, the server answers to this machine's names alone. */
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Names the server may be called by; any where others reach it by an address nobody told. */
function hostNames({ host, url }: Config): readonly string[] | undefined {
  if (!LOOPBACK.includes(host)) return undefined;
  return url === undefined ? LOOPBACK : [...LOOPBACK, new URL(url).hostname];
}

/** Whether this machine alone reaches the server: no proxy stands before it. */
function isLocalOnly(config: Config): boolean {
  return hostNames(config)?.every((name) => LOOPBACK.includes(name)) ?? false;
}

/** Where people say who they are. */
async function openSignIn(config: Config, store: Store): Promise<SignInDesk> {
  const { samplePeople } = config;
  const isLocal = isLocalOnly(config);
  refuseSamplesElsewhere(samplePeople, isLocal);
  await offerSamples(store.accounts, samplePeople);
  await store.sessions.prune();
  await store.signIns.prune();
  return new SignInDesk({ store, clock: () => new Date(), isLocal, samples: samplePeople });
}

/** The way in through the identity provider, where there is one. It need not answer now. */
function openProvider(
  told: ProviderConfig | undefined,
  { store, desk }: { store: Store; desk: SignInDesk },
): ProviderDesk | undefined {
  if (!told) return undefined;
  const clock = () => new Date();
  return new ProviderDesk({ provider: new IdentityProvider(told, clock), desk, store, clock });
}

/** Tells whoever started the server how to become its first administrator. The secret is in the
 * fragment, which no browser sends and no proxy writes down. */
async function tellFirstLink(signIn: SignInDesk, url: string): Promise<void> {
  const link = await signIn.firstLink();
  if (link)
    process.stdout.write(`첫 관리자 만들기 · first administrator: ${url}/join#${link.secret}\n`);
}

/** Signs the record now and then. */
function keepRecord({ home }: Config, store: Store, log: Logger): RecordKeeper {
  const key = openRecordKey(home);
  const tell = (checkpoint: object) => log.info({ checkpoint }, 'record signed');
  const keeper = new RecordKeeper({ checkpoints: store.checkpoints, key, home, tell });
  keeper.start((error) => log.error({ err: error }, 'the record could not be signed'));
  return keeper;
}

/** Resolves at the first signal to stop. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

async function run(config: Config): Promise<void> {
  const stopped = stopSignal();
  const log = createLogger(config.logLevel);
  refuseHalfRestored(config.home);
  const { url } = config;
  const told = config.provider && readProvider({ ...config.provider, url });
  const store = await openStore({
    ...config.database,
    today: () => config.now ?? seoulDate(new Date()),
  });
  await prepareData(config, store, log);
  const manifests = new Manifests(join(config.home, 'extracts'));
  const cuts = openCuts({
    manifests,
    documents: store.documents,
    onTrouble: (dataset, error) => log.error({ dataset, err: error }, 'a cut was not made'),
  });
  const engine = await openEngine(config, manifests, log);
  const quality = await openQualityDesk(config, { store, manifests, log });
  const collect = collectPorts(config.home, config.collectHosts);
  const clock = () => new Date();
  const ingests = await openIngests(config, { store, quality, log });
  const runner = openCollecting(config, { store, quality, ingests, collect, clock, log });
  let stopping = false;
  const signIn = await openSignIn(config, store);
  const services = {
    store,
    signIn,
    provider: openProvider(told, { store, desk: signIn }),
    manifests,
    cuts,
    answers: new Answers(engine, { manifests, cuts }),
    tables: new DatasetTables(engine),
    ...datasetWork(config, log),
    quality,
    sample: sampler(collect),
    clock,
    ingests,
    maxUpload: config.maxUpload,
    appFiles: findAppFiles(log),
    now: config.now,
    version: project.version,
    isStopping: () => stopping,
  };
  const names = hostNames(config);
  const { hono } = createApp({
    services,
    log,
    proxies: config.proxies,
    rates: config.rates,
    frames: config.frames,
    ...(names ? { hostNames: names } : {}),
  });
  const listening = await serve({
    fetch: hono.fetch,
    port: config.port,
    host: config.host,
    thinkingMs: config.querySeconds * 2000,
  });
  runner.start();
  const keeper = keepRecord(config, store, log);
  await tellFirstLink(signIn, listening.url);
  process.stdout.write(`BADA is ready: ${listening.url}\n`);
  log.info({ signal: await stopped }, 'stopping');
  stopping = true;
  await runner.stop();
  await listening.stop();
  await ingests.close();
  await keeper.stop();
  await engine.close();
  await store.close();
  log.info('stopped');
}

async function main(): Promise<number> {
  try {
    await run(readConfig(process.env));
    return 0;
  } catch (error) {
    process.stderr.write(`${failureText(error)}\n`);
    return 1;
  }
}

process.exit(await main());
