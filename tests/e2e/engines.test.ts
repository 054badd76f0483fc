import { join } from 'node:path';
import { Answer, Catalogue, type MetricQuery } from '@bada/shared';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser, openPage, type TestPage } from '../support/browser.ts';
import { type EngineServer, openEngineServer } from '../support/engine-page.ts';
import { queryMatrix } from '../support/query-matrix.ts';
import { expectSameAnswer } from '../support/same-answer.ts';
import type { EnginePage } from './engine-page/main.ts';

declare global {
  interface Window {
    engine: EnginePage;
  }
}

let server: EngineServer;
let browser: Browser;
let tab: TestPage;
let queries: MetricQuery[];

async function askServer(asked: readonly MetricQuery[]): Promise<Answer[]> {
  const response = await fetch(`${server.url}/api/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ queries: asked }),
  });
  return z.object({ answers: z.array(Answer) }).parse(await response.json()).answers;
}

beforeAll(async () => {
  server = await openEngineServer(join(import.meta.dirname, 'engine-page'));
  const catalogue = Catalogue.parse(await (await fetch(`${server.url}/api/indicators`)).json());
  queries = queryMatrix(catalogue.indicators);
  browser = await launchBrowser();
  tab = await openPage(browser, { baseUrl: server.url });
  await tab.page.goto('/');
  await tab.page.evaluate(() => window.engine.start());
});

afterAll(async () => {
  await tab?.close();
  await browser?.close();
  await server?.close();
});

describe('DuckDB in the browser and on the server', () => {
  test('give the same answer and the same proof to every indicator, grain, filter and comparison', async () => {
    expect(queries.length).toBeGreaterThan(100);
    const inBrowser = await tab.page.evaluate((asked) => window.engine.answer(asked), queries);
    for (let start = 0; start < queries.length; start += 50) {
      const onServer = await askServer(queries.slice(start, start + 50));
      for (const [index, expected] of onServer.entries()) {
        expectSameAnswer(Answer.parse(inBrowser[start + index]), expected);
      }
    }
    tab.assertClean();
  });

  test.each([0, 3, 25, 70])(
    'questions given up after %i ms take nothing from the others',
    async (patience) => {
      const hurried = queries.slice(0, 60);
      const answers = await tab.page.evaluate(([asked, ms]) => window.engine.hurry(asked, ms), [
        hurried,
        patience,
      ] as const);
      const kept = hurried.filter((_, index) => answers[index] !== 'given up');
      expect(kept.length).toBeGreaterThanOrEqual(30);
      const expected = await askServer(kept);
      const actual = answers.filter((answer) => answer !== 'given up');
      for (const [index, answer] of actual.entries()) {
        const right = expected[index];
        if (right) expectSameAnswer(Answer.parse(answer), right);
      }
    },
  );

  test('a refused query leaves the engine working', async () => {
    const broken = tab.page.evaluate((asked) => window.engine.answer(asked), [
      { v: 1, indicators: [{ id: 'births' }], by: ['dong'], where: [] },
    ] satisfies MetricQuery[]);
    await expect(broken).rejects.toThrow(/births/);
    const [answer] = await tab.page.evaluate(
      (asked) => window.engine.answer(asked),
      queries.slice(0, 1),
    );
    expect(answer?.columns.value.length).toBeGreaterThan(0);
  });
});
