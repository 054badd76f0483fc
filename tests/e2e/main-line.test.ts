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

/** What a reader says and sees, in one language. */
const SPEECH = {
  ko: {
    indicator: /^고령인구비율/,
    map: '구·군 지도',
    trend: '추이',
    save: '보기 저장',
    keep: '저장',
    name: '이름',
    boards: '보드',
    first: '중구',
    before: /고령인구비율은 29\.1%로 16개 구·군 가운데 두 번째로 높습니다\(2023년 1월\)/,
    after: /중구의 고령인구비율은 .*\(2021년 12월\)/,
    title: '중구 고령화',
    open: '중구 고령화 열기',
  },
  en: {
    indicator: /^Share of residents aged 65 and over/,
    map: 'District map',
    trend: 'Trend',
    save: 'Save view',
    keep: 'Save',
    name: 'Name',
    boards: 'Boards',
    first: 'Jung-gu',
    before: /Jung-gu: 29\.1%, the second highest of 16 districts \(January 2023\)/,
    after: /Jung-gu: .*\(December 2021\)/,
    title: 'Ageing in Jung-gu',
    open: 'Open Ageing in Jung-gu',
  },
} as const;

const sentence = (page: Page) => page.getByTestId('sentence');

async function chooseLanguage(page: Page, locale: 'ko' | 'en'): Promise<void> {
  if (locale === 'en') await page.getByRole('button', { name: '영어로 보기' }).click();
}

/** The first district in code order, reached and chosen on the map by keyboard alone. */
async function chooseFirstDistrict(page: Page, mapName: string): Promise<void> {
  const map = page.getByRole('region', { name: mapName });
  await map.getByRole('listbox').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
}

describe.each(['ko', 'en'] as const)('the main line in %s', (locale) => {
  const words = SPEECH[locale];

  test('choose, walk the map by keyboard, move the time, save, reload, open again: the same', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    await page.goto('/');
    await chooseLanguage(page, locale);
    await page.getByRole('button', { name: words.indicator }).click();
    await chooseFirstDistrict(page, words.map);
    await expect.poll(() => sentence(page).textContent()).toMatch(words.before);

    await page.getByRole('slider').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => sentence(page).textContent()).toMatch(words.after);
    const shown = { address: page.url(), sentence: await sentence(page).textContent() };

    await page.getByRole('button', { name: words.save }).click();
    await page.getByRole('textbox', { name: words.name }).fill(words.title);
    await page.getByRole('button', { name: words.keep, exact: true }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);

    await page.reload();
    await expect.poll(() => sentence(page).textContent()).toBe(shown.sentence);

    await page.getByRole('link', { name: words.boards }).click();
    await page.getByRole('button', { name: words.open }).click();
    await expect.poll(() => sentence(page).textContent()).toBe(shown.sentence);
    expect(page.url()).toBe(shown.address);
    expect(
      await page.getByRole('button', { name: words.first, exact: true }).count(),
    ).toBeGreaterThan(0);
  });
});

describe('saved views', () => {
  test('are renamed, deleted, and brought back by undo', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    await page.goto('/?indicator=births&places=26350');
    await page.getByRole('button', { name: '보기 저장' }).click();
    await page.getByRole('textbox', { name: '이름' }).fill('출생 점검');
    await page.getByRole('button', { name: '저장', exact: true }).click();
    await page.getByRole('link', { name: '보드' }).click();
    await page.getByRole('button', { name: '출생 점검 이름 바꾸기' }).click();
    await page.getByRole('textbox', { name: '이름' }).fill('출생 월례 점검');
    await page.getByRole('button', { name: '저장', exact: true }).click();
    await page.getByRole('button', { name: '출생 월례 점검 지우기' }).click();
    const opener = page.getByRole('button', { name: '출생 월례 점검 열기' });
    await expect.poll(() => opener.count()).toBe(0);
    await page.getByRole('button', { name: '되돌리기' }).click();
    await expect.poll(() => opener.count()).toBe(1);
    await opener.click();
    await expect.poll(() => sentence(page).textContent()).toMatch(/해운대구의 출생아 수는/);
  });

  test('say so when the same view was changed elsewhere, and lose nothing', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    tab.expectConsole(/412/);
    await page.goto('/?indicator=births');
    await page.getByRole('button', { name: '보기 저장' }).click();
    await page.getByRole('textbox', { name: '이름' }).fill('두 곳에서');
    await page.getByRole('button', { name: '저장', exact: true }).click();
    await page.getByRole('link', { name: '보드' }).click();
    await page.getByRole('button', { name: '두 곳에서 이름 바꾸기' }).click();
    await page.getByRole('textbox', { name: '이름' }).fill('내 이름');
    await changeElsewhere(server.url, '두 곳에서', '남이 바꾼 이름');
    await page.getByRole('button', { name: '저장', exact: true }).click();
    await expect
      .poll(() => page.getByRole('dialog').textContent())
      .toMatch(/다른 곳에서 바뀌었습니다/);
    expect(await page.getByRole('textbox', { name: '이름' }).inputValue()).toBe('내 이름');
  });
});

async function changeElsewhere(url: string, from: string, to: string): Promise<void> {
  const { boards } = await (await fetch(`${url}/api/boards`)).json();
  const board = boards.find(({ title }: { title: string }) => title === from);
  const response = await fetch(`${url}/api/boards/${board.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'if-match': `"${board.version}"` },
    body: JSON.stringify({ title: to, tiles: board.tiles }),
  });
  expect(response.status).toBe(200);
}

describe('a choice', () => {
  test('on a phone brings the panel into view, and one inside the panel moves nothing', async () => {
    const viewport = { width: 390, height: 844 };
    await using tab = await openPage(browser, { baseUrl: server.url, viewport });
    const { page } = tab;
    await page.goto('/');
    await page.getByRole('button', { name: /^출생아 수/ }).click();
    await expect
      .poll(() => page.getByRole('heading', { level: 2, name: '출생아 수' }).isVisible())
      .toBe(true);
    const top = () => page.evaluate(() => window.scrollY);
    expect(await top()).toBeGreaterThan(500);
    const before = await top();
    await page.getByText('타일', { exact: true }).click();
    await page
      .getByRole('list')
      .getByRole('button', { name: /^해운대/ })
      .first()
      .waitFor();
    expect(await top()).toBe(before);
  });
});

describe('the browser engine', () => {
  test('takes over after the first pictures and gives the same sentence', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    await page.goto('/?indicator=ageing-share');
    const badge = page.getByTestId('engine');
    await expect.poll(() => badge.getAttribute('data-engine')).toBe('server');
    await expect.poll(() => badge.getAttribute('data-phase'), { timeout: 60_000 }).toBe('ready');
    await page.getByRole('button', { name: /^노령화지수/ }).click();
    await expect.poll(() => badge.getAttribute('data-engine'), { timeout: 20_000 }).toBe('browser');
    expect(await sentence(page).textContent()).toMatch(
      /부산의 노령화지수는 210\.8입니다\(2023년 1월\)/,
    );
  });

  test('leaves answering to the server when it cannot start, and says so', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    tab.expectConsole(/duckdb-eh|ERR_FAILED|wasm/i);
    await page.route(/duckdb-eh.*\.wasm/, (route) => route.abort());
    await page.goto('/?indicator=ageing-share');
    const badge = page.getByTestId('engine');
    await expect.poll(() => badge.getAttribute('data-phase'), { timeout: 60_000 }).toBe('failed');
    await page.getByRole('button', { name: /^출생아 수/ }).click();
    await expect.poll(() => sentence(page).textContent()).toMatch(/출생아 수는 14,545명/);
    expect(await badge.textContent()).toMatch(/서버가 계속 답합니다/);
  });
});

describe('reader states', () => {
  test('a server that fails is told with a code, and trying again works', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    tab.expectConsole(/500|Failed to load/);
    await page.route('**/api/indicators', (route) =>
      route.fulfill({ status: 500, body: 'broken' }),
    );
    await page.goto('/');
    const alert = page.getByRole('alert');
    await expect
      .poll(() => alert.textContent(), { timeout: 20_000 })
      .toMatch(/network\.unreadable/);
    await page.unroute('**/api/indicators');
    await page.getByRole('button', { name: '다시 시도' }).click();
    await expect.poll(() => page.getByTestId('card-value').count()).toBe(14);
  });

  test('an address that leads nowhere offers the way back', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    await tab.page.goto('/nowhere');
    await tab.page.getByRole('link', { name: '개요로 가기' }).click();
    await expect.poll(() => tab.page.getByTestId('card-value').count()).toBe(14);
  });

  test('sample targets can be switched off, and the address keeps it', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    await page.goto('/');
    await expect.poll(() => page.getByText('예시', { exact: true }).count()).toBeGreaterThan(3);
    await page.getByRole('checkbox').uncheck();
    await expect.poll(() => page.getByText('예시', { exact: true }).count()).toBe(0);
    expect(page.url()).toContain('samples=off');
  });
});
