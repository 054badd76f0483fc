import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';

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

const badge = (page: Page) => page.getByTestId('engine');
const answeredBy = (page: Page) =>
  expect.poll(
    async () => [
      await badge(page).getAttribute('data-engine'),
      await badge(page).getAttribute('data-reason'),
    ],
    { timeout: 60_000 },
  );

async function figures(page: Page): Promise<string[]> {
  return [
    ...(await page.getByTestId('card-value').allTextContents()),
    ...(await page.getByTestId('sentence').allTextContents()),
  ];
}

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '설정', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '설정' });
  await dialog.getByText(name, { exact: true }).click();
  await page.keyboard.press('Escape');
}

async function killWorker(page: Page): Promise<void> {
  const [engine] = page.workers().filter((worker) => worker.url().includes('duckdb-worker'));
  if (!engine) throw new Error('the engine has no worker');
  await engine.evaluate(() => self.close()).catch(() => undefined);
}

describe('where answers are computed', () => {
  test('is the reader’s to pin, stands in the address, is explained, and changes no figure', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    await page.goto('/?indicator=ageing-share&engine=server');
    await answeredBy(page).toEqual(['server', 'pinned']);
    const onServer = await figures(page);
    expect(onServer.length).toBeGreaterThan(10);
    await badge(page).locator('summary').click();
    await badge(page).getByText('서버가 계산했습니다. 읽은 자료').waitFor();
    await choose(page, '이 브라우저');
    await answeredBy(page).toEqual(['browser', 'pinned']);
    expect(await figures(page)).toEqual(onServer);
    expect(new URL(page.url()).searchParams.get('engine')).toBe('browser');
    await page.goto('/?indicator=ageing-share');
    await answeredBy(page).toEqual(['browser', 'pinned']);
    expect(await figures(page)).toEqual(onServer);
    await choose(page, '서버');
    await answeredBy(page).toEqual(['server', 'pinned']);
  });

  test('stays the browser when its worker is killed: it starts again and goes on', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    await page.goto('/?indicator=ageing-share&engine=browser');
    await answeredBy(page).toEqual(['browser', 'pinned']);
    await killWorker(page);
    await page.getByRole('button', { name: /^출생아 수/ }).click();
    await page.getByRole('heading', { level: 2, name: '출생아 수' }).waitFor();
    await answeredBy(page).toEqual(['browser', 'pinned']);
    expect(await badge(page).getAttribute('data-phase')).toBe('ready');
    await expect.poll(() => page.getByTestId('sentence').textContent()).toMatch(/14,545명/);
    tab.assertClean();
  });
});

test('what the browser keeps is told and deleted at a word', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await page.goto('/?indicator=ageing-share&engine=browser');
  await answeredBy(page).toEqual(['browser', 'pinned']);
  await page.getByRole('button', { name: '설정', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '설정' });
  await dialog.getByText(/(kB|MB)를 저장하고 있습니다/).waitFor();
  const clear = dialog.getByRole('button', { name: '이 브라우저에 저장한 데이터 지우기' });
  await clear.click();
  await dialog.getByText('저장한 데이터를 지웠습니다. 저장한 데이터가 없습니다.').waitFor();
  expect(await clear.isDisabled()).toBe(true);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});
