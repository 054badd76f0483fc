import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Board } from '@bada/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { copyExtractsTo } from '../support/prepare.ts';
import { projectRoot } from '../support/project.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { draftOf, jsonRequest } from './support.ts';

const MAIN = ['--disable-warning=ExperimentalWarning', join('server', 'src', 'main.ts')];

let home: string;
let server: TestServer;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'bada-process-'));
  await copyExtractsTo(home);
  server = await startServer({ home });
});

afterAll(async () => {
  await server.stop();
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

function runMain(env: Record<string, string>) {
  return spawnSync(process.execPath, MAIN, {
    cwd: projectRoot,
    env: { ...process.env, BADA_HOME: home, ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
}

/** A save whose body is held back until `finish`: a request in flight. */
function slowSave(url: string) {
  const body = JSON.stringify(draftOf('in flight'));
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const sending = request(`${url}/api/boards`, { method: 'POST', headers, agent: false });
  const answer = new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    sending.once('error', reject);
    sending.once('response', async (response) => {
      const chunks: Buffer[] = await response.toArray();
      resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString('utf8') });
    });
  });
  sending.write(body.slice(0, 10));
  return { answer, finish: () => sending.end(body.slice(10)) };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 5000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('it did not come to pass within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a start that cannot succeed says why in both languages', () => {
  test('a taken port', () => {
    const { status, stderr, stdout } = runMain({ PORT: new URL(server.url).port });
    expect(status).toBe(1);
    expect(stderr).toContain(`Port ${new URL(server.url).port} is already in use.`);
    expect(stderr).toContain('다른 프로그램이 쓰고 있습니다');
    expect(stdout).not.toContain('ready');
  });

  test('a wrong variable', () => {
    const { status, stderr } = runMain({ PORT: 'eighty' });
    expect(status).toBe(1);
    expect(stderr).toContain('환경 변수 PORT');
    expect(stderr).toContain('environment variable PORT');
  });
});

test('the embedded indicators are served with a headline that the engine answers', async () => {
  const catalogue = await (await fetch(`${server.url}/api/indicators`)).json();
  const Listed = z.object({ indicators: z.array(z.object({ id: z.string(), grain: z.string() })) });
  const { indicators } = Listed.parse(catalogue);
  expect(indicators.length).toBeGreaterThanOrEqual(14);
  const queries = indicators.map(({ id, grain }) => ({ v: 1, indicators: [{ id }], by: [grain] }));
  const response = await fetch(`${server.url}/api/query`, jsonRequest('POST', { queries }));
  expect(response.status).toBe(200);
});

test('over a real connection a board is saved, binned and restored without a body', async () => {
  const saved = await fetch(`${server.url}/api/boards`, jsonRequest('POST', draftOf('부산')));
  const path = `${server.url}${saved.headers.get('location')}`;
  const headers = { 'if-match': saved.headers.get('etag') ?? '' };
  expect((await fetch(path, { method: 'DELETE', headers })).status).toBe(204);
  const restored = await fetch(`${path}/restore`, { method: 'POST' });
  expect(restored.status).toBe(200);
  expect(Board.parse(await restored.json()).title).toBe('부산');
});

test('the first link and the ready line are all that stdout carries; the log is structured', () => {
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{'));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/ first administrator: http:\/\/localhost:\d+\/join#[\w-]{43}$/);
  expect(lines[1]).toBe(`BADA is ready: ${server.url}`);
});

test('asked to stop, it finishes what is in flight, takes nothing new, and ends with 0', async () => {
  const other = await startServer();
  try {
    const save = slowSave(other.url);
    const idle = await fetch(`${other.url}/api/health`);
    await idle.text();
    const ended = other.kill('SIGTERM');
    await until(() => other.output().includes('"stopping"'));
    await until(() =>
      fetch(`${other.url}/api/health`).then(
        () => false,
        () => true,
      ),
    );
    save.finish();
    const { status, text } = await save.answer;
    expect(status).toBe(201);
    expect(Board.parse(JSON.parse(text)).title).toBe('in flight');
    expect(await ended).toBe(0);
    expect(other.output()).toContain('"stopped"');
  } finally {
    await other.stop();
  }
}, 60_000);

test('a client that leaves stops the statement that ran for it', async () => {
  const controller = new AbortController();
  const queries = Array.from({ length: 64 }, (_, index) => ({
    v: 1,
    indicators: [{ id: 'metro-boardings' }],
    by: ['district', 'month'],
    limit: index + 1000,
  }));
  const init = { ...jsonRequest('POST', { queries }), signal: controller.signal };
  const asking = fetch(`${server.url}/api/query`, init);
  setTimeout(() => controller.abort(), 5);
  await expect(asking).rejects.toThrow();
  const health = await fetch(`${server.url}/api/health`);
  expect(health.status).toBe(200);
  expect(server.output()).not.toContain('unexpected error');
});
