import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

async function ingests(): Promise<number> {
  const page: unknown = await (await fetch(`${server.url}/api/ingests`)).json();
  return Object(page).ingests.length;
}

test('an upload tells how far it is, and is stopped without a trace', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await page.goto('/bring');
  await page.getByText('아직 들인 파일이 없습니다').waitFor();
  const network = await page.context().newCDPSession(page);
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 300_000,
  });
  await page.locator('input[type=file]').setInputFiles({
    name: '큰_파일.csv',
    mimeType: 'text/csv',
    buffer: Buffer.alloc(20_000_000, '가나다,1\n'),
  });
  await page.getByRole('status').getByText('큰_파일.csv 보내는 중').waitFor();
  const bar = page.getByRole('progressbar', { name: '큰_파일.csv 보내는 중' });
  await expect.poll(async () => Number(await bar.getAttribute('value'))).toBeGreaterThan(0);
  await page.getByText(/19\.\d MB 가운데/).waitFor();
  await page.getByRole('button', { name: '멈추기' }).click();
  await page.getByRole('button', { name: '파일 고르기' }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(await ingests()).toBe(0);
});
