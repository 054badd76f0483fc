import { connect } from 'node:net';
import { Problem } from '@bada/shared';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { isDeeperThan } from '../../server/src/routes/json-depth.ts';
import { serve } from '../../server/src/serve.ts';
import { peopleOf } from './sign-in-support.ts';
import { openTestApp, type TestApp } from './support.ts';

let world: TestApp | undefined;
const { claim } = peopleOf(() => opened());

function opened(): TestApp {
  if (!world) throw new Error('no app was opened');
  return world;
}

afterEach(async () => {
  await world?.close();
  world = undefined;
});

async function problemOf(response: Response) {
  return { status: response.status, code: Problem.parse(await response.json()).code };
}

/** How deep a value nests. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('depth', () => {
  test('is told of any JSON without parsing it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.nat(8), (value, most) => {
        expect(isDeeperThan(JSON.stringify(value), most)).toBe(depthOf(value) > most);
      }),
    );
  });

  test('beyond the limit is refused, however long', async () => {
    world = await openTestApp();
    for (const levels of [33, 500_000]) {
      const body = `${'['.repeat(levels)}${levels < 100 ? ']'.repeat(levels) : ''}`;
      const headers = { 'content-type': 'application/json' };
      const response = await world.request('/api/boards', { method: 'POST', headers, body });
      expect(await problemOf(response)).toEqual({ status: 400, code: 'request.too-deep' });
    }
  });
});

describe('the number of requests', () => {
  test('of a person is limited, and of nobody else by it', async () => {
    world = await openTestApp({ rates: { perPerson: 12, perAddress: 50 } });
    const headers = await claim();
    const answers = [];
    for (let time = 0; time < 13; time++) {
      answers.push(await world.request('/api/boards', { headers }));
    }
    expect(answers.slice(0, 12).every(({ status }) => status === 200)).toBe(true);
    const last = answers.at(-1) ?? new Response();
    const wait = Number(last.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await problemOf(last)).toEqual({ status: 429, code: 'request.too-many' });
    expect((await world.request('/api/health')).status).toBe(200);
  });

  test('of an address without a person is limited, whatever it says of itself', async () => {
    world = await openTestApp({ isLocal: false, rates: { perPerson: 12, perAddress: 10 } });
    const statuses = [];
    for (let time = 0; time < 11; time++) {
      const headers = {
        'x-forwarded-for': `10.0.0.${time}`,
        authorization: `Bearer ${'x'.repeat(43)}`,
      };
      statuses.push((await world.request('/api/session', { headers })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(200), 429]);
  });
});

describe('who may show the app in a frame', () => {
  test('are the origins that are named', async () => {
    world = await openTestApp({ frames: ['https://portal.busan.example'] });
    const { headers } = await world.request('/');
    expect(headers.get('content-security-policy')).toContain(
      "frame-ancestors 'self' https://portal.busan.example;",
    );
    expect(headers.get('x-frame-options')).toBeNull();
  });
});

test('over TLS browsers are told to come by TLS alone', async () => {
  world = await openTestApp();
  const headers = { 'x-forwarded-proto': 'https' };
  const safe = await world.request('/', { headers });
  expect(safe.headers.get('strict-transport-security')).toBe('max-age=63072000');
  const plain = await world.request('/');
  expect(plain.headers.get('strict-transport-security')).toBeNull();
});

describe('a slow client', () => {
  /** What a server sends before it hangs up on a client that sends this and then nothing. */
  async function hungUpOn(sent: string): Promise<string> {
    const app = opened();
    const patience = { headersTimeout: 200, connectionsCheckingInterval: 50 };
    const listening = await serve({
      fetch: app.app.hono.fetch,
      port: 0,
      host: '127.0.0.1',
      patience,
    });
    try {
      return await new Promise((resolve, reject) => {
        const socket = connect(Number(new URL(listening.url).port), '127.0.0.1');
        let got = '';
        socket.on('data', (bytes) => {
          got += bytes.toString('utf8');
        });
        socket.on('error', reject);
        socket.on('close', () => resolve(got));
        socket.write(sent);
      });
    } finally {
      await listening.stop();
    }
  }

  test('that never ends its headers is hung up on', async () => {
    world = await openTestApp();
    expect(await hungUpOn('GET /api/health HTTP/1.1\r\nHost: localhost\r\nX-')).toMatch(
      /^HTTP\/1\.1 408 /,
    );
  });

  test('that never ends its document is answered and hung up on', async () => {
    world = await openTestApp({ bodySeconds: 0.2 });
    const head =
      'POST /api/boards HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
    const answer = await hungUpOn(
      `${head}Connection: close\r\nContent-Length: 100\r\n\r\n{"title":`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('request.too-slow');
  });
});
