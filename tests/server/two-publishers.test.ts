import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { currentManifest, listVersions } from '@bada/data/build';
import { LOCAL_VIEWER, Problem } from '@bada/shared';
import { contractVersionText } from '@bada/shared/catalogue';
import { Ingest, Mapping } from '@bada/shared/intake';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withPublishLock } from '../../data/src/build/lock.ts';
import { openStore } from '../../server/src/store/store.ts';
import { copyExtractsTo } from '../support/prepare.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { ANSWERS } from './ingest-support.ts';
import { jsonRequest } from './support.ts';

const DATASET = 'stop-counts';
const LEASE_SECONDS = 3;
const PATIENCE = { timeout: 30_000, interval: 100 };

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let home: string;
let servers: TestServer[];

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'bada-publishers-'));
  await copyExtractsTo(home);
  const env = { BADA_JOB_LEASE: String(LEASE_SECONDS) };
  servers = [await startServer({ home, env })];
  servers.push(await startServer({ home, env }));
});

afterEach(async () => {
  for (const server of servers) await server.stop();
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

function serverAt(at: number): TestServer {
  const server = servers[at];
  if (!server) throw new Error(`no server ${at}`);
  return server;
}

async function load(id: string, at = 0): Promise<Ingest> {
  return Ingest.parse(await (await fetch(`${serverAt(at).url}/api/ingests/${id}`)).json());
}

function inState(id: string, kind: Ingest['state']['kind'], at = 0): Promise<Ingest> {
  return vi.waitFor(async () => {
    const ingest = await load(id, at);
    expect(ingest.state.kind, JSON.stringify(ingest.state)).toBe(kind);
    return ingest;
  }, PATIENCE);
}

function change(
  at: number,
  { id, version }: Pick<Ingest, 'id' | 'version'>,
  [method, path, body]: readonly ['POST' | 'PUT', string, object],
): Promise<Response> {
  const request = jsonRequest(method, body, { 'if-match': `"${version}"` });
  return fetch(`${serverAt(at).url}/api/ingests/${id}/${path}`, request);
}

/** A file of one server that only waits to be published. */
async function readyToPublish(count: number, at = 0, hasKnownMapping = false): Promise<Ingest> {
  const rows = Array.from({ length: count }, (_, row) => `A${row},가,${row}`);
  const sent = await fetch(
    `${serverAt(at).url}/api/ingests?name=${encodeURIComponent('목록.csv')}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from(`정류장코드,노선,건수\n${rows.join('\n')}\n`),
    },
  );
  const { id } = Ingest.parse(await sent.json());
  if (hasKnownMapping) return inState(id, 'done', at);
  const ready = await inState(id, 'ready', at);
  const [table] = ready.tables;
  const proposed = Mapping.parse(table && 'mapping' in table.mapping && table.mapping.mapping);
  const mapping = {
    ...proposed,
    id: DATASET,
    dataset: DATASET,
    columns: proposed.columns.map((column, place) => ({ ...column, name: `column_${place}` })),
  };
  const mapped = await change(at, ready, ['PUT', 'mappings/0', { mapping }]);
  expect(mapped.status, await mapped.clone().text()).toBe(200);
  await change(at, Ingest.parse(await mapped.json()), ['POST', 'run', {}]);
  const done = await inState(ready.id, 'done', at);
  const answered = await change(at, done, ['PUT', 'contracts/0', { facts: ANSWERS }]);
  expect(answered.status, await answered.clone().text()).toBe(200);
  return load(ready.id, at);
}

const publish = (at: number, ingest: Ingest) => change(at, ingest, ['POST', 'publish', {}]);

async function codeOf(response: Response): Promise<string> {
  return Problem.parse(await response.json()).code;
}

/** Numbers of the stored contracts of the dataset, the first first. */
async function contractNumbers(): Promise<number[]> {
  const store = await openStore({ file: join(home, 'bada.sqlite') });
  const all = await store.documentVersions.list(LOCAL_VIEWER, 'contract', DATASET);
  await store.close();
  return all.map(({ version }) => version).reverse();
}

/** Contract and rows of each published version of the dataset, the first first. */
async function published(): Promise<{ contract: string; rows: number }[]> {
  const versions = await listVersions(home);
  const all = versions.flatMap(({ manifest }) =>
    manifest.datasets.filter(({ id }) => id === DATASET),
  );
  return all
    .map(({ contractVersion, files }) => ({ contract: contractVersion, rows: files[0]?.rows ?? 0 }))
    .reverse();
}

/** Sends requests while nobody can publish, so that all of them are at it at the same time. */
async function atOnce(send: () => readonly Promise<Response>[]): Promise<Response[]> {
  const sent = await withPublishLock(home, async () => {
    const asking = send();
    await wait(1500);
    return asking;
  });
  return Promise.all(sent);
}

test('of two processes that publish one file one does, and the other is told', async () => {
  const ingest = await readyToPublish(3);
  const answers = await atOnce(() => [publish(0, ingest), publish(1, ingest), publish(0, ingest)]);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(answers.length - refused.length).toBe(1);
  for (const response of refused) {
    expect(response.status).toBe(409);
    expect(await codeOf(response)).toBe('ingest.state');
  }
  expect((await published()).map(({ rows }) => rows)).toEqual([3]);
  expect(await contractNumbers()).toHaveLength(1);
  expect((await inState(ingest.id, 'published', 1)).version).toBe(ingest.version + 1);
});

test('two files that two processes publish to one dataset take two contract numbers, in order', async () => {
  const first = await readyToPublish(2);
  expect((await publish(0, first)).status).toBe(200);
  const [second, third] = [await readyToPublish(4, 0, true), await readyToPublish(5, 1, true)];
  const answers = await atOnce(() => [publish(0, second), publish(1, third)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const numbers = await contractNumbers();
  expect(numbers).toHaveLength(3);
  const versions = await published();
  expect(versions.map(({ contract }) => contract)).toEqual(numbers.map(contractVersionText));
  expect(versions.map(({ rows }) => rows).sort()).toEqual([2, 4, 5]);
  const now = (await currentManifest(home))?.datasets.find(({ id }) => id === DATASET);
  expect(now?.contractVersion).toBe(versions.at(-1)?.contract);
});

test('what a killed process was publishing is free again after the lease, and published once', async () => {
  const ingest = await readyToPublish(3, 1);
  await withPublishLock(home, async () => {
    const asked = publish(0, ingest).catch(() => undefined);
    await wait(1500);
    await serverAt(0).kill('SIGKILL');
    await asked;
  });
  const early = await publish(1, ingest);
  expect(early.status).toBe(409);
  expect(await codeOf(early)).toBe('ingest.state');
  await vi.waitFor(async () => expect((await publish(1, ingest)).status).toBe(200), PATIENCE);
  expect((await published()).map(({ rows }) => rows)).toEqual([3]);
  expect(await contractNumbers()).toHaveLength(1);
});
