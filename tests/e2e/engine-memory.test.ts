import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MetricQuery } from '@bada/shared';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type EngineServer, openEngineServer } from '../support/engine-page.ts';
import { type GeneratedExtracts, generateExtracts } from '../support/generated-extracts.ts';
import type { EnginePage } from './engine-page/main.ts';

declare global {
  interface Window {
    engine: EnginePage;
  }
}

/** Rows of which a table takes about twenty megabytes, and whose file is too large to be fetched whole. */
const ROWS = 700_000;
const BUDGET = 60_000_000;

let home: string;
let extracts: GeneratedExtracts;
let server: EngineServer;
let browser: Browser;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'bada-memory-'));
  extracts = await generateExtracts(home, { datasets: 6, rows: ROWS, rowGroup: 50_000 });
  server = await openEngineServer(join(import.meta.dirname, 'engine-page'), extracts.folder);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

function query(at: number, more: Partial<MetricQuery> = {}): MetricQuery {
  return { v: 1, indicators: [{ id: `riders-${at}` }], by: ['year'], where: [], ...more };
}

async function ask(page: Page, asked: MetricQuery) {
  const { answer, holdings } = await page.evaluate(
    ([question, known]) => window.engine.ask(question, known),
    [asked, extracts.indicators] as const,
  );
  if ('error' in answer) throw new Error(answer.error);
  const total = answer.columns.value.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return { total, holdings, bytesRead: answer.proof.bytesRead };
}

async function start(page: Page, budget?: number): Promise<void> {
  await page.goto('/');
  await page.evaluate((bytes) => window.engine.start(bytes), budget);
}

test('tables stay within their budget, the longest unused goes first, and answers stay the same', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  await start(tab.page, BUDGET);
  const totals: number[] = [];
  const used: string[] = [];
  let evicted = 0;
  for (const at of [1, 2, 1, 3, 4, 5, 6, 1]) {
    const { total, holdings } = await ask(tab.page, query(at));
    if (at === 1) totals.push(total);
    expect(holdings.bytes).toBeLessThanOrEqual(BUDGET);
    used.push(...used.splice(0).filter((one) => one !== `rides-${at}`), `rides-${at}`);
    expect(holdings.tables).toEqual(used.slice(-holdings.tables.length));
    evicted = holdings.evicted;
  }
  expect(evicted).toBeGreaterThan(3);
  expect(totals).toEqual([totals[0], totals[0], totals[0]]);
});

test('what alone goes beyond the budget is refused, and the engine goes on', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  await start(tab.page, 5_000_000);
  await expect(ask(tab.page, query(1))).rejects.toThrow('BeyondBudget');
  const little = query(1, { time: { from: '2014-01-01', to: '2014-12-31' } });
  const { holdings } = await ask(tab.page, little);
  expect(holdings.bytes).toBeLessThanOrEqual(5_000_000);
});

/** Tiles over one extract, no two alike. */
function tiles(count: number): MetricQuery[] {
  const levels = ['city', 'district'];
  const grains = ['year', 'quarter', 'month'];
  const splits = [[], ['kind']];
  const all = [5, 10, 20, 40, 80].flatMap((limit) =>
    splits.flatMap((split) =>
      levels.flatMap((level) =>
        grains.map((grain) => query(1, { by: [level, grain, ...split], limit })),
      ),
    ),
  );
  expect(all.length).toBeGreaterThanOrEqual(count);
  return all.slice(0, count);
}

test('tiles of one page over one extract need one pass, have the answers that each has alone, and leave no table', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await start(page);
  const askPage = (queries: MetricQuery[], isLeft = false) =>
    page.evaluate(([asked, known, left]) => window.engine.page(asked, known, left), [
      queries,
      extracts.indicators,
      isLeft,
    ] as const);
  for (const count of [6, 20, 60]) {
    const { scans, tables, answers } = await askPage(tiles(count));
    expect([count, scans, tables, answers.length]).toEqual([count, 1, 0, count]);
  }
  const left = await askPage(tiles(60), true);
  expect([left.answers, left.tables]).toEqual(['given up', 0]);
  const few = tiles(60).slice(-3);
  const together = await askPage(few);
  for (const [at, one] of few.entries()) {
    const alone = await askPage([one]);
    expect(alone.scans).toBe(1);
    const told = [together, alone].map(({ answers }, which) => {
      const found = answers === 'given up' ? undefined : answers[which === 0 ? at : 0];
      return [found?.columns, found?.proof];
    });
    expect(told[0]).toEqual(told[1]);
  }
});

test('only the columns and row groups that a question reads are fetched', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  await start(tab.page);
  const year = query(2, { time: { from: '2015-01-01', to: '2015-12-31' } });
  const part = await ask(tab.page, year);
  const file = extracts.manifest.datasets[1]?.files[0]?.bytes ?? 0;
  expect(part.bytesRead).toBeLessThan(file / 8);
  expect(part.holdings.fetched).toBeGreaterThanOrEqual(part.bytesRead);
  // Small gaps between two columns are read along.
  expect(part.holdings.fetched).toBeLessThan(file / 8);
  const whole = await ask(tab.page, query(2));
  expect(whole.holdings.fetched).toBeLessThan(file / 2);
});

test('a second visit fetches nothing, until what is kept is deleted', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  const stored = () => page.evaluate(() => window.engine.stored());
  await start(page);
  expect(await stored()).toBe(0);
  const first = await ask(page, query(3));
  expect(first.holdings.fetched).toBeGreaterThan(100_000);
  expect(await stored()).toBeGreaterThan(first.bytesRead);
  await start(page);
  const again = await ask(page, query(3));
  expect(again.total).toBe(first.total);
  expect(again.holdings.fetched).toBe(0);
  await page.evaluate(() => window.engine.clear());
  expect(await stored()).toBe(0);
  await start(page);
  const last = await ask(page, query(3));
  expect([last.total, last.holdings.fetched]).toEqual([first.total, first.holdings.fetched]);
});

test('what is kept across visits stays within its budget: the longest unused extract goes first', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await page.goto('/');
  const keep = (files: string[]) =>
    page.evaluate(([budget, names]) => window.engine.keep(budget, names), [400, files] as const);
  expect(await keep(['a', 'b', 'c', 'd'])).toEqual(['a', 'b', 'c', 'd']);
  await page.evaluate(() => window.engine.clear());
  // `a` was used again after `b` and `c`, so these go.
  expect(await keep(['a', 'b', 'c', 'a', 'd', 'e'])).toEqual(['a', 'd', 'e']);
  expect(await page.evaluate(() => window.engine.stored())).toBe(400);
  await page.evaluate(() => window.engine.clear());
});

test('a worker that is killed in the middle of a statement leaves nobody waiting', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await start(page);
  await ask(page, query(4));
  const answering = page.evaluate(([question, known]) => window.engine.ask(question, known), [
    query(5),
    extracts.indicators,
  ] as const);
  for (const worker of page.workers()) {
    if (worker.url().includes('duckdb')) void worker.evaluate(() => self.close()).catch(() => 0);
  }
  expect((await answering).answer).toEqual({ error: 'EngineDied' });
});
