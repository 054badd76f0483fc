import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CollectionList, Job } from '@bada/shared/catalogue';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { copyExtractsTo } from '../support/prepare.ts';
import { type PublicApi, startPublicApi } from '../support/public-apis.ts';
import { startServer, type TestServer } from '../support/server.ts';

const KEY = 'a+b/c==';
const JOBS = 12;
const PATIENCE = { timeout: 30_000, interval: 100 };

let home: string;
let api: PublicApi;
let servers: TestServer[];

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'bada-two-'));
  await copyExtractsTo(home);
  writeFileSync(join(home, 'secrets.json'), JSON.stringify({ portal: KEY }));
  servers = [];
});

afterEach(async () => {
  for (const server of servers) await server.stop();
  await api?.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

/** Two server processes on one home. */
async function startTwo(): Promise<readonly [TestServer, TestServer]> {
  const env = { BADA_COLLECT_HOSTS: api.host, BADA_JOB_LEASE: '3' };
  const first = await startServer({ home, env });
  const second = await startServer({ home, env });
  servers = [first, second];
  return [first, second];
}

async function post(server: TestServer, path: string, body: object): Promise<unknown> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.ok, `${path}: ${response.status}`).toBe(true);
  return response.json();
}

async function define(server: TestServer, id: string): Promise<void> {
  const source = { kind: 'data-go-kr', url: `${api.url}/${id}`, key: 'portal' };
  const draft = { title: id, source, mapping: null, schedule: null, department: null };
  await post(server, '/api/collections', { id, ...draft });
}

const runNow = (server: TestServer, subject: string) =>
  post(server, '/api/jobs', { kind: 'collection', subject });

async function statuses(server: TestServer) {
  const answer: unknown = await (await fetch(`${server.url}/api/collections`)).json();
  return CollectionList.parse(answer).collections;
}

const rows = [{ a: '1' }, { a: '2' }];

test('of two server processes on one home each job is run by one, once', async () => {
  api = await startPublicApi('service', { rows, key: KEY });
  const [first, second] = await startTwo();
  const ids = Array.from({ length: JOBS }, (_, at) => `job-${at}`);
  for (const id of ids) await define(first, id);
  await Promise.all(ids.map((id, at) => runNow(at % 2 === 0 ? first : second, id)));
  await vi.waitFor(async () => {
    const states = (await statuses(second)).map(({ last }) => last?.state);
    expect(states).toEqual(ids.map(() => 'done'));
  }, PATIENCE);
  const asked = api.asked.map((path) => path.split('?')[0]);
  expect(asked.sort()).toEqual(ids.map((id) => `/${id}`).sort());
}, 90_000);

test('when the process that runs a job is killed, the other one runs it to its end after the lease', async () => {
  api = await startPublicApi('service', { rows, key: KEY, mishaps: { 1: { kind: 'hang' } } });
  const [first, second] = await startTwo();
  await define(first, 'sites');
  await runNow(first, 'sites');
  await vi.waitFor(() => expect(api.asked).toHaveLength(1), PATIENCE);
  const [running] = await statuses(first);
  const owner = running?.next?.lease?.owner ?? '';
  const holder = servers.find(({ pid }) => owner.includes(`-${pid}-`));
  const other = holder === first ? second : first;
  await holder?.kill('SIGKILL');
  await vi.waitFor(async () => {
    const [status] = await statuses(other);
    expect(status?.last).toMatchObject({ state: 'done', attempts: 2 });
  }, PATIENCE);
  expect(Job.parse((await statuses(other))[0]?.last).result).toMatchObject({ rows: 2 });
  expect(api.asked).toHaveLength(2);
}, 90_000);
