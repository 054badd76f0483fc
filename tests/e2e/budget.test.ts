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

/** Holds back everything that only pictures need, so that the first screen is counted alone. */
const PICTURES = /\/assets\/(district-map|trend-chart|chart-host|maplibre)/;

describe('a cold load of the overview', () => {
  test('shows every card within its bytes', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    await tab.page.route(PICTURES, () => undefined);
    await tab.page.goto('/');
    await expect.poll(() => tab.page.getByTestId('card-value').count()).toBe(14);
    const { bytes, dataRequests, byType } = totals(await tab.traffic.transfers());
    console.log(`first screen: ${bytes} bytes, ${dataRequests} data requests`, byType);
    expect(bytes).toBeLessThanOrEqual(FIRST_SCREEN_BYTES);
    expect(dataRequests).toBeLessThanOrEqual(DATA_REQUESTS);
    await tab.page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  test('paints map, ranking and trend within its bytes and requests, without any engine', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    await tab.page.route(/\.wasm$|duckdb|parquet/, () => undefined);
    await tab.page.goto('/');
    await expect
      .poll(() => tab.page.getByTestId('engine').getAttribute('data-phase'), { timeout: 60_000 })
      .toBe('starting');
    const transfers = await tab.traffic.transfers();
    const { bytes, dataRequests, byType } = totals(transfers);
    console.log(`painted: ${bytes} bytes, ${dataRequests} data requests`, byType);
    expect(bytes).toBeLessThanOrEqual(PAINTED_BYTES);
    expect(dataRequests).toBeLessThanOrEqual(DATA_REQUESTS);
    expect(transfers.filter(({ path }) => path.endsWith('.wasm'))).toEqual([]);
    await tab.page.unrouteAll({ behavior: 'ignoreErrors' });
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
