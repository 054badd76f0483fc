import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations, violationsInThemes } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launchBrowser();
  const draft = {
    title: '접근성 점검',
    tiles: [{ kind: 'view', path: '/', search: '?indicator=births' }],
  };
  await fetch(`${server.url}/api/boards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(draft),
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Each page, and what stands on it once it is whole. */
const PAGES = [
  {
    name: 'overview with map',
    path: '/?indicator=ageing-share&places=26350',
    whole: '[data-testid=engine]',
  },
  {
    name: 'overview with tiles',
    path: '/?indicator=births&drawing=tiles',
    whole: '[data-testid=engine]',
  },
  {
    name: 'overview with table',
    path: '/?indicator=births&drawing=table&period=2018-01-01',
    whole: 'table',
  },
  { name: 'overview without map', path: '/?indicator=pm10', whole: '[data-testid=engine]' },
  { name: 'indicators', path: '/indicators', whole: '#pm10' },
  { name: 'boards', path: '/boards', whole: 'main li' },
  { name: 'my account, before there is one', path: '/me', whole: 'main h1' },
  { name: 'no page', path: '/nowhere', whole: 'main a' },
] as const;

function preferring(locale: string): string {
  return `localStorage.setItem('bada.locale', '${locale}');`;
}

describe.each(['ko', 'en'] as const)('axe in %s', (locale) => {
  test('finds nothing on any page in any theme', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url, locale });
    await tab.context.addInitScript(preferring(locale));
    const found: string[] = [];
    for (const { name, path, whole } of PAGES) {
      await tab.page.goto(path);
      await tab.page.locator(whole).first().waitFor();
      found.push(...(await violationsInThemes(tab.page)).map((one) => `${name}: ${one}`));
    }
    expect(found).toEqual([]);
  });

  test('finds nothing in the proof drawer and the save dialog', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    await tab.context.addInitScript(preferring(locale));
    await tab.page.goto('/?indicator=births');
    await tab.page.getByTestId('engine').waitFor();
    await tab.page.getByRole('button', { name: /이 숫자는 왜|Why this number/ }).click();
    await tab.page.getByRole('dialog').waitFor();
    expect(await violations(tab.page)).toEqual([]);
    await tab.page.keyboard.press('Escape');
    await tab.page.getByRole('button', { name: /보기 저장|Save view/ }).click();
    await tab.page.getByRole('dialog').waitFor();
    expect(await violations(tab.page)).toEqual([]);
  });
});

describe('narrow screens', () => {
  test.each(PAGES)('$name does not scroll sideways at 390 px', async ({ path, whole }) => {
    await using tab = await openPage(browser, {
      baseUrl: server.url,
      viewport: { width: 390, height: 844 },
    });
    await tab.page.goto(path);
    await tab.page.locator(whole).first().waitFor();
    const overflow = await tab.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
