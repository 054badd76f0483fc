import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Problem } from '@bada/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseEncoding } from '../../server/src/encodings.ts';
import { draftOf, jsonRequest, openTestApp, type TestApp } from './support.ts';

const CSP =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; " +
  "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

let world: TestApp;

beforeAll(async () => {
  world = await openTestApp();
});

afterAll(() => world.close());

async function problemOf(path: string, init?: RequestInit) {
  const response = await world.request(path, init);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = Problem.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.instance).toBe(response.headers.get('x-request-id'));
  expect(problem.type).toBe(`urn:bada:error:${problem.code}`);
  expect(problem.message.ko).toMatch(/[가-힣]/);
  expect(problem.next.ko).toMatch(/[가-힣]/);
  expect(problem.message.en).not.toMatch(/[가-힣]/);
  return problem;
}

describe('problem documents', () => {
  test('an unknown address', async () => {
    const problem = await problemOf('/api/nothing');
    expect(problem).toMatchObject({ status: 404, code: 'route.not-found' });
    expect(problem.message.en).toContain('/api/nothing');
  });

  test('a method that the address does not have', async () => {
    const problem = await problemOf('/api/manifest', { method: 'DELETE' });
    expect(problem.code).toBe('route.not-found');
  });

  test('a body that is no JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    const problem = await problemOf('/api/boards', { method: 'POST', headers, body: '{"title":' });
    expect(problem).toMatchObject({ status: 400, code: 'request.not-json' });
  });

  test('a body of another type', async () => {
    const headers = { 'content-type': 'text/plain' };
    const body = JSON.stringify(draftOf('x'));
    const problem = await problemOf('/api/boards', { method: 'POST', headers, body });
    expect(problem.code).toBe('request.not-json');
  });

  test('no body at all', async () => {
    const headers = { 'content-type': 'application/json' };
    const problem = await problemOf('/api/boards', { method: 'POST', headers });
    expect(problem.status).toBe(400);
  });

  test('a body that is too large', async () => {
    const init = jsonRequest('POST', { title: 'x'.repeat(2_000_000) });
    const problem = await problemOf('/api/boards', init);
    expect(problem).toMatchObject({ status: 413, code: 'request.too-large' });
  });

  test('a write that another site makes a browser send', async () => {
    const init = jsonRequest('POST', draftOf('x'), { 'sec-fetch-site': 'cross-site' });
    expect(await problemOf('/api/boards', init)).toMatchObject({ status: 403 });
  });

  test('what breaks inside says nothing of the inside', async () => {
    const broken = await openTestApp({
      can() {
        throw new Error('secret detail');
      },
    });
    const response = await broken.request('/api/health');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text).code).toBe('server.internal');
    expect(text).not.toContain('secret');
    await broken.close();
  });
});

describe('security headers', () => {
  test.each(['/', '/api/health', '/api/nothing', '/assets/main-abc123.js', '/extracts/open/x'])(
    'are on %s',
    async (path) => {
      const { headers } = await world.request(path, { method: 'HEAD' });
      expect(headers.get('content-security-policy')).toBe(CSP);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'x-frame-options': 'DENY',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
      });
    },
  );
});

describe('compression of JSON', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0.1, gzip;q=0.9', 'gzip', gunzipSync],
  ] as const)('%s', async (accept, encoding, decode) => {
    const plain = await world.request('/api/manifest');
    const response = await world.request('/api/manifest', {
      headers: { 'accept-encoding': accept },
    });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toContain('Accept-Encoding');
    expect(response.headers.get('etag')).toBe(`W/"${world.manifest.id}"`);
    const body = decode(Buffer.from(await response.arrayBuffer()));
    expect(body.toString()).toBe(await plain.text());
  });

  test('leaves small answers as they are', async () => {
    const headers = { 'accept-encoding': 'br' };
    const response = await world.request('/api/health', { headers });
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.json()).toMatchObject({ status: 'ok', manifest: world.manifest.id });
  });

  test.each([
    [undefined, undefined],
    ['identity', undefined],
    ['br;q=0', undefined],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['gzip, *;q=0', 'gzip'],
  ])('%s chooses %s', (header, expected) => {
    expect(chooseEncoding(header, ['br', 'gzip'])).toBe(expected);
  });
});

describe('the app', () => {
  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/assets/main-abc123.js', 'text/javascript; charset=utf-8'],
    ['/assets/worker-abc123.mjs', 'text/javascript; charset=utf-8'],
    ['/assets/engine-abc123.wasm', 'application/wasm'],
    ['/assets/font-abc123.woff2', 'font/woff2'],
  ])('%s has the right type', async (path, type) => {
    const response = await world.request(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    const { length } = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(String(length));
  });

  test('hashed files are kept for good, pages are asked for again', async () => {
    const asset = await world.request('/assets/main-abc123.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    await asset.body?.cancel();
    const page = await world.request('/');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const headers = { 'if-none-match': page.headers.get('etag') ?? '' };
    expect((await world.request('/', { headers })).status).toBe(304);
  });

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('precompressed %s is sent with its own tag', async (encoding, decode) => {
    const plain = await world.request('/assets/main-abc123.js');
    const headers = { 'accept-encoding': encoding };
    const response = await world.request('/assets/main-abc123.js', { headers });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toBe('Accept-Encoding');
    expect(response.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    const body = decode(Buffer.from(await response.arrayBuffer()));
    expect(body.toString()).toBe(await plain.text());
  });

  test.each(['/boards', '/indicators/ageing-share', '/explore?x=1'])(
    '%s is a page of the app',
    async (path) => {
      const response = await world.request(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<title>BADA</title>');
    },
  );

  test.each([
    '/missing.js',
    '/assets/gone',
    '/assets/main-abc123.js.br',
    '/api',
    '/..%2f..%2fbada.sqlite',
    '/assets/..%2f..%2fbada.sqlite',
  ])('%s is not there', async (path) => {
    expect(await problemOf(path)).toMatchObject({ status: 404, code: 'route.not-found' });
  });
});

test('readiness says so', async () => {
  expect(await (await world.request('/api/ready')).json()).toEqual({ status: 'ready' });
});

describe('a request from elsewhere', () => {
  const draft = { method: 'POST', body: JSON.stringify(draftOf('남의 것')) };
  const json = { 'content-type': 'application/json' };

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another origin', { origin: 'http://evil.example', host: 'localhost:4600' }],
    ['no origin at all', { origin: 'null', host: 'localhost:4600' }],
  ])('writes nothing: %s', async (_, headers) => {
    const response = await world.request('/api/boards', {
      ...draft,
      headers: { ...json, ...headers },
    });
    expect(response.status).toBe(403);
  });

  test('under a name that is not this machine’s is refused, whatever it asks', async () => {
    const local = await openTestApp({ hostNames: ['localhost'] });
    const asked = (host: string) => local.request('/api/health', { headers: { host } });
    expect((await asked('evil.example:4600')).status).toBe(403);
    expect((await asked('localhost:4600')).status).toBe(200);
    await local.close();
  });

  test('without a kind of body is told to send JSON', async () => {
    const body = new Blob([JSON.stringify(draftOf('종류 없음'))]);
    const response = await world.request('/api/boards', { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(Problem.parse(await response.json()).code).toBe('request.not-json');
  });
});
