import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { currentManifest, listVersions } from '@bada/data/build';
import { LOCAL_VIEWER, Problem } from '@bada/shared';
import { contractVersionText } from '@bada/shared/catalogue';
import type { Ingest } from '@bada/shared/intake';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withPublishLock } from '../../data/src/build/lock.ts';
import { openStore } from '../../server/src/store/store.ts';
import { databaseAt } from '../support/database.ts';
import { bringReady, changeIngest, waitForState } from '../support/http-ingest.ts';
import { copyExtractsTo } from '../support/prepare.ts';
import { startServer, type TestServer } from '../support/server.ts';

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

const readyToPublish = (count: number, at = 0, isKnown = false) =>
  bringReady(serverAt(at).url, { dataset: DATASET, count, isKnown });

const publish = (at: number, ingest: Ingest) =>
  changeIngest(serverAt(at).url, ingest, ['POST', 'publish', {}]);

async function codeOf(response: Response): Promise<string> {
  return Problem.parse(await response.json()).code;
}

/** Numbers of the stored contracts of the dataset, the first first. */
async function contractNumbers(): Promise<number[]> {
  const store = await openStore(await databaseAt(home));
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
  expect((await waitForState(serverAt(1).url, ingest.id, 'published')).version).toBe(
    ingest.version + 1,
  );
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
