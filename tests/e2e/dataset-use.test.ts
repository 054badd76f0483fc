import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { jsonRequest } from '../server/support.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';

const ID = 'births';
const Rows = z.looseObject({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) });

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

function tab(locale: 'ko' | 'en' = 'ko') {
  const viewport = { width: 1440, height: 900 };
  return openPage(browser, { baseUrl: server.url, locale, viewport });
}

test('the snippet of each tool holds an address that answers with rows', async () => {
  await using one = await tab();
  const { page } = one;
  await page.goto(`/catalog/${ID}`);
  const code = page.locator('pre').filter({ hasText: '/api/datasets/' });
  for (const tool of ['curl', 'Python', 'JavaScript']) {
    await page.getByRole('radio', { name: tool }).click();
    const text = (await code.textContent()) ?? '';
    const [address = ''] = /http[^']+/.exec(text) ?? [];
    expect(address).toBe(`${server.url}/api/datasets/${ID}/rows?limit=100`);
    const { columns, rows } = Rows.parse(await (await fetch(address)).json());
    expect(rows[0]).toHaveLength(columns.length);
  }
});

test('the page lists the boards that show the dataset, and leads there', async () => {
  const detail = await (await fetch(`${server.url}/api/datasets/${ID}`)).json();
  const { dataset } = z
    .looseObject({
      dataset: z.looseObject({ usedBy: z.array(z.looseObject({ id: z.string() })) }),
    })
    .parse(detail);
  const [indicator] = dataset.usedBy;
  const title = '출생 회의 자료';
  const tiles = [{ kind: 'view', path: '/', search: `?indicator=${indicator?.id}` }];
  const saved = await fetch(`${server.url}/api/boards`, jsonRequest('POST', { title, tiles }));
  expect(saved.status).toBe(201);
  await using one = await tab();
  const { page } = one;
  await page.goto(`/catalog/${ID}`);
  const link = page.getByRole('link', { name: title });
  await link.waitFor();
  await link.click();
  await page.waitForURL((url) => !url.pathname.startsWith('/catalog'));
  expect(new URL(page.url()).search).toContain(indicator?.id);
});
