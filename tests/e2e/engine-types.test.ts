import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Answer, type MetricQuery } from '@bada/shared';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser, openPage, type TestPage } from '../support/browser.ts';
import { type EngineServer, openEngineServer } from '../support/engine-page.ts';
import { copyExtractsTo } from '../support/prepare.ts';
import { expectSameAnswer } from '../support/same-answer.ts';
import { LEVELS, publishGauges } from '../support/typed-dataset.ts';

let home: string;
let server: EngineServer;
let browser: Browser;
let tab: TestPage;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'bada-types-'));
  await copyExtractsTo(home);
  await publishGauges(home);
  const document = { kind: 'indicator', id: 'levels', version: 1, department: null } as const;
  server = await openEngineServer(
    join(import.meta.dirname, 'engine-page'),
    join(home, 'extracts'),
    [{ ...document, body: LEVELS }],
  );
  browser = await launchBrowser();
  tab = await openPage(browser, { baseUrl: server.url });
  await tab.page.goto('/');
  await tab.page.evaluate(() => window.engine.start());
});

afterAll(async () => {
  await tab?.close();
  await browser?.close();
  await server?.close();
  rmSync(home, { recursive: true, force: true });
});

function asked(rest: Partial<MetricQuery>): MetricQuery {
  return { v: 1, indicators: [{ id: 'levels' }], by: ['district', 'day'], where: [], ...rest };
}

async function both(query: MetricQuery): Promise<Answer> {
  const response = await fetch(`${server.url}/api/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ queries: [query] }),
  });
  const text = await response.text();
  expect(response.status, text).toBe(200);
  const { answers } = z.object({ answers: z.array(Answer) }).parse(JSON.parse(text));
  const [inBrowser] = await tab.page.evaluate((one) => window.engine.answer(one), [query]);
  const [onServer] = answers;
  if (!onServer) throw new Error('no answer');
  expectSameAnswer(Answer.parse(inBrowser), onServer);
  return onServer;
}

test('truth values break figures down and filter them, in both engines', async () => {
  const time = { from: '2024-01-01', to: '2024-01-31' };
  const byState = await both(asked({ by: ['city', 'running'], time }));
  expect(byState.columns.running).toEqual(['false', 'true']);
  expect(byState.columns.value).toEqual([19, 54]);
  const where = [{ dimension: 'running', op: '=' as const, values: ['true'] }];
  const running = await both(asked({ by: ['district', 'month'], where, time }));
  expect(running.columns.value).toEqual([10, 44]);
});

test('figures of moments are those of their days, the last day whole, in both engines', async () => {
  const { columns } = await both(asked({ time: { from: '2024-01-01', to: '2024-01-02' } }));
  const rows = columns.place?.map((place, at) => [
    place,
    columns.period?.[at],
    columns.value?.[at],
  ]);
  expect(rows).toEqual(
    expect.arrayContaining([
      ['26110', '2024-01-01', 22],
      ['26140', '2024-01-01', 20],
      ['26140', '2024-01-02', 24],
    ]),
  );
});
