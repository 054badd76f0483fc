import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { totals } from './traffic.ts';

const pages: Record<string, { type: string; body: string }> = {
  '/clean': {
    type: 'text/html',
    body: '<!doctype html><link rel=icon href="data:,"><title>clean</title><script src=/app.js></script>',
  },
  '/app.js': { type: 'text/javascript', body: 'new Worker("/worker.js", { type: "module" });' },
  '/worker.js': {
    type: 'text/javascript',
    body: 'await (await fetch("/api/data")).arrayBuffer(); postMessage("read");',
  },
  '/api/data': { type: 'application/octet-stream', body: 'x'.repeat(100_000) },
  '/error': {
    type: 'text/html',
    body: '<link rel=icon href="data:,"><script src=/error.js></script>',
  },
  '/error.js': {
    type: 'text/javascript',
    body: 'console.error("boo"); Promise.reject(new Error("lost"));',
  },
  '/foreign': {
    type: 'text/html',
    body: '<link rel=icon href="data:,"><img src="http://foreign.example/a.png"><img src="http://192.0.2.1/b.png">',
  },
};

let browser: Browser;
let server: Server;
let baseUrl = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const page = pages[request.url ?? ''];
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': page?.type ?? 'text/plain',
      'content-length': page?.body.length ?? 0,
      'cache-control': 'public, max-age=600',
    });
    response.end(page?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address !== null && typeof address === 'object') baseUrl = `http://localhost:${address.port}`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

test('a clean page passes, and the bytes of its workers are counted once', async () => {
  const { page, traffic, assertClean, close } = await openPage(browser, { baseUrl });
  const data = page.waitForEvent('requestfinished', (request) => request.url().endsWith('/data'));
  await page.goto('/clean');
  await data;
  const first = totals(await traffic.transfers());
  expect(first.requests).toBe(4);
  expect(first.dataRequests).toBe(1);
  expect(first.byType.fetch?.bytes).toBeGreaterThan(100_000);
  expect(first.bytes).toBeLessThan(102_000);

  traffic.reset();
  const again = page.waitForEvent('requestfinished', (request) => request.url().endsWith('/data'));
  await page.reload();
  await again;
  expect(totals(await traffic.transfers()).byType.fetch?.bytes).toBe(0);
  assertClean();
  await close();
});

test('console errors and unhandled rejections fail the page unless declared', async () => {
  const { page, problems, expectConsole, close } = await openPage(browser, { baseUrl });
  await page.goto('/error');
  await expect.poll(() => problems()).toHaveLength(2);
  expectConsole(/console: boo/);
  expect(problems()).toEqual([expect.stringContaining('lost')]);
  await expect(close()).rejects.toThrow('lost');
});

test('a foreign host is neither reached nor overlooked, by name or by number', async () => {
  const { page, problems, context } = await openPage(browser, { baseUrl });
  await page.goto('/foreign');
  const foreign = problems().filter((problem) => problem.startsWith('foreign host'));
  expect(foreign).toEqual([
    'foreign host: http://foreign.example/a.png',
    'foreign host: http://192.0.2.1/b.png',
  ]);
  expect(problems().filter((problem) => problem.includes('ERR_NAME_NOT_RESOLVED'))).toHaveLength(2);
  await context.close();
});
