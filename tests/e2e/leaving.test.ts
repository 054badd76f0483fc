import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Indicator, type MetricQuery } from '@bada/shared';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser, openPage } from '../support/browser.ts';
import { openEngineServer } from '../support/engine-page.ts';
import { makeFixtureExtracts } from '../support/fixture-extracts.ts';
import { startServer } from '../support/server.ts';
import type { EnginePage } from './engine-page/main.ts';

declare global {
  interface Window {
    engine: EnginePage;
  }
}

const Health = z.object({ engine: z.record(z.string(), z.number()) });

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

async function statistics(url: string): Promise<Record<string, number>> {
  return Health.parse(await (await fetch(`${url}/api/health`)).json()).engine;
}

/** Questions that differ, so that each takes its turn in the engine. */
function manyQuestions(request: number): unknown[] {
  return Array.from({ length: 60 }, (_, at) => ({
    v: 1,
    indicators: [{ id: 'ageing-share' }],
    by: ['district', 'month'],
    limit: 1000 + request * 100 + at,
  }));
}

/** Counts of distinct values that differ: what the engine has in common between them saves it no work. */
function differentCounts([people]: readonly Indicator[]): Indicator[] {
  return Array.from({ length: 50 }, (_, at) => {
    const where = [{ dimension: 'sex', op: 'in', values: ['female', `other-${at}`] }];
    const measure = { dataset: 'people-count', column: 'persons', where };
    return Indicator.parse({
      ...people,
      id: `people-${at}`,
      formula: { type: 'distinct', measure },
      cityRule: 'from-rows',
    });
  });
}

function askMuch(url: string, signal: AbortSignal): Promise<unknown> {
  const requests = [0, 1, 2].map((request) =>
    fetch(`${url}/api/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ queries: manyQuestions(request) }),
      signal,
    }),
  );
  return Promise.allSettled(requests);
}

describe('leaving a page', () => {
  test('takes its questions out of the server', async () => {
    const server = await startServer({ web: true });
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    await page.goto('/boards');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const enough = new AbortController();
    const asked = askMuch(server.url, enough.signal);
    await expect.poll(async () => (await statistics(server.url)).waiting).toBeGreaterThan(100);
    const navigation = page.getByRole('navigation').first();
    const sent = page.waitForRequest('**/api/query');
    await navigation.getByRole('link', { name: '개요' }).click();
    await sent;
    await navigation.getByRole('link', { name: '보드' }).click();
    await expect
      .poll(async () => (await statistics(server.url)).cancelled, { interval: 5 })
      .toBeGreaterThan(0);
    enough.abort();
    await asked;
    await expect.poll(async () => (await statistics(server.url)).running).toBe(0);
    expect(await statistics(server.url)).toMatchObject({ waiting: 0, failed: 0, refused: 0 });
    await server.stop();
  });

  test('stops the statement that runs in the browser', async () => {
    const home = mkdtempSync(join(tmpdir(), 'bada-leaving-'));
    const { folder, indicators } = await makeFixtureExtracts(home, 600_000);
    const different = differentCounts(indicators);
    const server = await openEngineServer(join(import.meta.dirname, 'engine-page'), folder);
    await using tab = await openPage(browser, { baseUrl: server.url });
    await tab.page.goto('/');
    await tab.page.evaluate(() => window.engine.start());
    const query: MetricQuery = {
      v: 1,
      indicators: different.map(({ id }) => ({ id })),
      by: ['district', 'year', 'sex'],
      where: [],
    };
    const { whole, givenUp, statistics } = await tab.page.evaluate(
      ([asked, known]) => window.engine.giveUp(asked, known),
      [query, different] as const,
    );
    expect(statistics).toEqual({
      running: 0,
      answered: 2,
      cancelled: 1,
      failed: 0,
      scans: expect.any(Number),
    });
    expect(givenUp).toBeLessThan(whole / 2);
    await server.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  });
});
