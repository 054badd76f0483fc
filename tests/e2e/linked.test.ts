import { join } from 'node:path';
import { linkedView } from '@bada/shared/linked';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage, type TestPage } from '../support/browser.ts';
import { type EngineServer, openEngineServer } from '../support/engine-page.ts';
import { linkedReference } from '../support/linked-reference.ts';
import { linkedTableSql, linkedWorld } from '../support/linked-world.ts';
import { expectSameNumbers } from '../support/same-numbers.ts';
import type { LinkedPage } from './linked-page/main.ts';

declare global {
  interface Window {
    linked: LinkedPage;
  }
}

let server: EngineServer;
let browser: Browser;
let tab: TestPage;

beforeAll(async () => {
  server = await openEngineServer(join(import.meta.dirname, 'linked-page'));
  browser = await launchBrowser();
  tab = await openPage(browser, { baseUrl: server.url });
  await tab.page.goto('/');
  await tab.page.waitForFunction(() => window.linked !== undefined);
});

afterAll(async () => {
  await tab?.close();
  await browser?.close();
  await server?.close();
});

test('linked views over DuckDB in the browser show what adding up the rows comes to', async () => {
  const worlds = fc.sample(linkedWorld, { seed: 31, numRuns: 40 });
  const loaded = worlds.map(({ rows, ...world }) => ({ ...world, sql: linkedTableSql(rows) }));
  const driven = await tab.page.evaluate((asked) => window.linked.drive(asked), loaded);
  let cubes = 0;
  for (const [at, { model, rows }] of worlds.entries()) {
    for (const { selection, views } of driven[at] ?? []) {
      for (const shown of views) {
        const view = linkedView(model, shown.view);
        const expected = linkedReference({ model, view, selection }, rows);
        expect(shown.rows).toEqual(expected.rows);
        for (const { name } of view.measures) {
          expectSameNumbers(shown.measures[name], expected.measures[name]);
        }
        if (shown.from === 'cube') cubes += 1;
      }
    }
  }
  expect(cubes).toBeGreaterThan(200);
  tab.assertClean();
});

test('a statement that is given up stops, and the next one is answered', async () => {
  expect(await tab.page.evaluate(() => window.linked.giveUp())).toBeLessThan(5000);
});
