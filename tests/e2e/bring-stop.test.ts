import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';

const MINUTE_MS = 60_000;

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

/** Hours of measured air, of a form that is known, so that the run starts by itself. */
function air(rows: number): Buffer {
  const lines = Array.from({ length: rows }, (_, index) => {
    const at = new Date(Date.UTC(1980, 0, 1) + index * 3_600_000);
    return `${at.toISOString().replace(/\D/g, '').slice(0, 10)},${index % 90},0.003,0.4,0.02,-999`;
  });
  return Buffer.from(`Date,PM10,SO2,CO,O3,NO2\n${lines.join('\n')}\n`);
}

test('a run tells how far it is, is stopped, and is started again to its end', {
  timeout: 8 * MINUTE_MS,
}, async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await page.goto('/bring');
  await page.locator('input[type=file]').setInputFiles({
    name: 'airkorea_test_hourly_2024.csv',
    mimeType: 'text/csv',
    buffer: air(150_000),
  });
  const bar = page.getByRole('progressbar', { name: /^진행/ });
  await bar.waitFor({ timeout: MINUTE_MS });
  await page.getByRole('button', { name: '멈추기' }).click();
  await page.getByText('멈추었습니다. 아무것도 공개되지 않았습니다.').waitFor();
  await page.getByRole('button', { name: '다시 시도' }).click();
  await bar.waitFor({ timeout: MINUTE_MS });
  await page.getByText('모든 행을 집계했습니다.').waitFor({ timeout: 5 * MINUTE_MS });
  await page
    .getByRole('region', { name: '행 집계', exact: true })
    .getByRole('button', { name: /^150,000\s*들인 행 보기$/ })
    .waitFor();
});
