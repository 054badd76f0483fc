import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { totals } from '../support/traffic.ts';

/** Bytes over the wire, fonts aside. */
const FIRST_SCREEN_BYTES = 300_000;
const PAINTED_BYTES = 900_000;
const DATA_REQUESTS = 6;
/** The engine's own budget for taking over: DuckDB, the Parquet decoder and their workers. */
const TAKE_OVER_BYTES = 8_500_000;

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Bytes over the wire of everything that had arrived when the first screen was whole, by the
 * browser's own clock; fonts aside. */
function firstScreenBytes(cards: number): Promise<number> {
  return new Promise((resolve) => {
    const count = () => document.querySelectorAll('[data-testid=card-value]').length;
    const measure = () => {
      const whole = performance.now();
      const entries = performance
        .getEntries()
        .filter((entry) => entry instanceof PerformanceResourceTiming)
        .filter(({ responseEnd, name }) => responseEnd <= whole && !name.endsWith('.woff2'));
      resolve(entries.reduce((sum, { transferSize }) => sum + transferSize, 0));
    };
    const observer = new MutationObserver(() => {
      if (count() < cards) return;
      observer.disconnect();
      measure();
    });
    observer.observe(document, { childList: true, subtree: true });
    if (count() >= cards) measure();
  });
}

describe('a cold load of the overview', () => {
  test('draws the districts before the map’s code is there, and gives way to it', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    const held = Promise.withResolvers<void>();
    await page.route(/district-map-host/, async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.goto('/');
    const drawing = page.getByTestId('first-drawing');
    await drawing.waitFor();
    expect(await drawing.locator('path[fill]').count()).toBe(16);
    const canvas = page.locator('.maplibregl-canvas');
    expect(await canvas.count()).toBe(0);
    held.resolve();
    await drawing.waitFor({ state: 'detached' });
    expect(await canvas.count()).toBe(1);
    tab.assertClean();
  });

  test('shows every card within its bytes', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    await tab.page.goto('/', { waitUntil: 'commit' });
    const bytes = await tab.page.evaluate(firstScreenBytes, 14);
    console.log(`first screen: ${bytes} bytes`);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(FIRST_SCREEN_BYTES);
  });

  test('paints map, ranking and trend within its bytes and requests, before any engine is asked for', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const started: string[] = [];
    tab.context.on('request', (request) => started.push(request.url()));
    await tab.page.goto('/');
    await expect
      .poll(() => tab.page.getByTestId('engine').getAttribute('data-phase'), { timeout: 60_000 })
      .toBe('ready');
    // The engine is fetched when the first picture is painted; what was asked for until then painted both.
    const engine = started.findIndex((url) => /duckdb/.test(url));
    expect(engine).toBeGreaterThan(5);
    const before = new Set(started.slice(0, engine));
    const transfers = (await tab.traffic.transfers()).filter(({ url }) => before.has(url));
    const { bytes, dataRequests, byType } = totals(transfers);
    console.log(`painted: ${bytes} bytes, ${dataRequests} data requests`, byType);
    expect(bytes).toBeLessThanOrEqual(PAINTED_BYTES);
    expect(dataRequests).toBeLessThanOrEqual(DATA_REQUESTS);
    expect([...before].filter((url) => /\.wasm|parquet|duckdb/.test(url))).toEqual([]);
    expect([...before].some((url) => /district-map-host/.test(url))).toBe(true);
    expect([...before].some((url) => /chart-host/.test(url))).toBe(true);
  });

  test('the engine takes over within its own budget', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    await tab.page.goto('/');
    await expect
      .poll(() => tab.page.getByTestId('engine').getAttribute('data-phase'), { timeout: 60_000 })
      .toBe('ready');
    const transfers = await tab.traffic.transfers();
    const engine = transfers.filter(({ path }) => /\.wasm$|duckdb|parquet/.test(path));
    const bytes = engine.reduce((sum, transfer) => sum + transfer.bytes, 0);
    console.log(`engine: ${bytes} bytes in ${engine.length} requests`);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(TAKE_OVER_BYTES);
  });
});
