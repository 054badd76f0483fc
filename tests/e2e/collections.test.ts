import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations, violationsInThemes } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { copyExtractsTo } from '../support/prepare.ts';
import { type PublicApi, startPublicApi } from '../support/public-apis.ts';
import { startServer, type TestServer } from '../support/server.ts';

const KEY = 'a+b/c==';
const ROWS = Array.from({ length: 25 }, (_, at) => ({ 이름: `시설 ${at}`, 좌석: String(at) }));
const PAGE = '/catalog?part=collections';

let home: string;

/** Another catalogue's list of datasets, as it publishes it. */
function cityList(names: readonly string[]): string {
  return JSON.stringify({
    '@type': 'DataCatalog',
    dataset: names.map((name, at) => ({
      '@type': 'Dataset',
      identifier: `d${at}`,
      name,
      url: `https://data.busan.go.kr/d${at}`,
    })),
  });
}

let api: PublicApi;
let city: PublicApi;
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'bada-collections-'));
  await copyExtractsTo(home);
  writeFileSync(join(home, 'secrets.json'), JSON.stringify({ portal: KEY }));
  api = await startPublicApi('service', { rows: ROWS, key: KEY });
  city = await startPublicApi('service', {
    rows: [],
    mishaps: {
      1: { kind: 'text', text: cityList(['공영주차장', '도시공원']) },
      2: { kind: 'text', text: cityList(['공영주차장']) },
    },
  });
  const hosts = `${api.host},${city.host}`;
  server = await startServer({ web: true, home, env: { BADA_COLLECT_HOSTS: hosts } });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await api?.close();
  await city?.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

function tab(options: { width?: number; locale?: 'ko' | 'en' } = {}) {
  const { width = 1440, locale = 'ko' } = options;
  const viewport = { width, height: 900 };
  return openPage(browser, { baseUrl: server.url, locale, viewport });
}

async function define(id: string, title: string, more: object = {}): Promise<void> {
  const source = { kind: 'data-go-kr', url: `${api.url}/x`, key: 'portal' };
  const draft = { id, title, source, mapping: null, schedule: null, department: null, ...more };
  const response = await fetch(`${server.url}/api/collections`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(draft),
  });
  expect(response.status).toBe(201);
}

function entry(page: Page, title: string) {
  return page
    .getByRole('list', { name: '수집 목록' })
    .getByRole('listitem')
    .filter({ hasText: title });
}

describe('a collection', () => {
  test('is defined with a look at its rows, run, and told what came of it', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto('/catalog');
    await page.getByText('수집', { exact: true }).click();
    await page.getByRole('button', { name: '새 수집' }).click();
    const dialog = page.getByRole('dialog', { name: '새 수집' });
    await dialog.getByLabel('이름', { exact: true }).fill('공공시설');
    await dialog.getByLabel('식별자').fill('public-sites');
    await dialog.getByLabel('요청 주소').fill(`${api.url}/6260000/x`);
    await dialog.getByLabel('인증키 이름').fill('portal');
    const mapping = dialog.getByLabel('매핑');
    await expect.poll(() => mapping.getByRole('option').count()).toBeGreaterThan(1);
    expect(await mapping.locator('option').last().textContent()).toMatch(/ → 자료 [a-z-]+$/);
    await dialog.getByRole('button', { name: '미리 10행' }).click();
    await dialog.getByText('미리 받은 10행').waitFor();
    expect(await dialog.getByRole('row').count()).toBe(11);
    await dialog.getByRole('button', { name: '저장' }).click();
    await page.getByText('‘공공시설’ 수집을 저장했습니다.').waitFor();
    expect(page.url()).toContain('part=collections');
    await entry(page, '공공시설').getByRole('button', { name: '공공시설 지금 실행' }).click();
    await entry(page, '공공시설').getByText('25행 받음').waitFor();
    await entry(page, '공공시설').getByText('성공').first().waitFor();
    const waiting = entry(page, '공공시설').getByRole('link', { name: '‘자료 들이기’에서 확인' });
    expect(await waiting.getAttribute('href')).toMatch(/^\/bring\/[0-9a-f-]{36}$/);
    await entry(page, '공공시설').getByText('실행 기록').click();
    await entry(page, '공공시설').getByRole('row').nth(1).waitFor();
  });

  test('says at the field what is wrong, and keeps what was typed', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto(PAGE);
    await page.getByRole('button', { name: '새 수집' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('인증키 이름').fill('A+b==');
    await dialog.getByRole('button', { name: '저장' }).click();
    await dialog.getByText('값을 확인해 주십시오.').first().waitFor();
    expect(await dialog.getByLabel('인증키 이름').getAttribute('aria-invalid')).toBe('true');
    expect(await dialog.getByLabel('인증키 이름').inputValue()).toBe('A+b==');
    await dialog.getByLabel('가져올 곳').selectOption('kosis');
    await dialog.getByLabel('통계표 코드(tblId)').waitFor();
    await dialog.getByLabel('가져올 곳').selectOption('postgres');
    await dialog.getByLabel('테이블', { exact: true }).waitFor();
  });

  test('tells why a look was refused, with a code', async () => {
    await using one = await tab();
    one.expectConsole(/422/);
    const { page } = one;
    await page.goto(PAGE);
    await page.getByRole('button', { name: '새 수집' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('요청 주소').fill(`${api.url}/x`);
    await dialog.getByLabel('인증키 이름').fill('nobody');
    await dialog.getByRole('button', { name: '미리 10행' }).click();
    await dialog.getByRole('alert').getByText('collect.secret-missing').waitFor();
  });

  test('with a schedule is paused and resumed, edited, deleted and brought back by keyboard', async () => {
    await define('nightly', '밤마다', { schedule: { kind: 'daily', at: '03:00' } });
    await using one = await tab();
    const { page } = one;
    await page.goto(PAGE);
    const press = async (name: string) => {
      await entry(page, '밤마다').getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
    };
    await press('밤마다 일시 중지');
    await entry(page, '밤마다').getByRole('button', { name: '밤마다 다시 시작' }).waitFor();
    await press('밤마다 다시 시작');
    await entry(page, '밤마다').getByText(/03:00/).waitFor();
    await press('밤마다 고치기');
    await page.getByRole('dialog').getByLabel('시각(한국 표준시)').fill('04:30');
    await page.getByRole('dialog').getByRole('button', { name: '저장' }).click();
    await entry(page, '밤마다').getByText(/04:30/).waitFor();
    await press('밤마다 지우기');
    await page.getByText('‘밤마다’ 수집을 지웠습니다.').waitFor();
    await page.getByRole('button', { name: '되돌리기' }).click();
    await entry(page, '밤마다').waitFor();
  });

  test('that fails shows its reason', async () => {
    const source = { kind: 'data-go-kr', url: `${api.url}/x`, key: 'nobody' };
    await define('broken', '열쇠 없음', { source });
    await using one = await tab();
    const { page } = one;
    await page.goto(PAGE);
    await entry(page, '열쇠 없음')
      .getByRole('button', { name: /지금 실행/ })
      .click();
    await entry(page, '열쇠 없음').getByText('collect.secret-missing').waitFor();
    await entry(page, '열쇠 없음').getByText('실패').first().waitFor();
  });
});

test('another catalogue is harvested, and what it lists is found beside our own', async () => {
  await using one = await tab();
  const { page } = one;
  await page.goto(PAGE);
  await page.getByRole('button', { name: '새 수집' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('가져올 곳').selectOption('catalogue');
  await dialog.getByLabel('이름', { exact: true }).fill('시 자료 목록');
  await dialog.getByLabel('식별자').fill('city-catalogue');
  await dialog.getByLabel('요청 주소').fill(`${city.url}/dcat.jsonld`);
  await dialog.getByRole('button', { name: '저장' }).click();
  await entry(page, '시 자료 목록')
    .getByRole('button', { name: /지금 실행/ })
    .click();
  await entry(page, '시 자료 목록').getByText('새로 2').waitFor();
  await page.goto('/catalog?q=주차장');
  const elsewhere = page.getByRole('region', { name: '다른 목록의 자료 1건' });
  const link = elsewhere.getByRole('link', { name: '공영주차장' });
  expect(await link.getAttribute('href')).toBe('https://data.busan.go.kr/d0');
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: '공영주차장 설명 고치기' }).click();
  const edit = page.getByRole('dialog', { name: '설명 고치기' });
  await edit.getByLabel('이름').fill('공영주차장 위치');
  await edit.getByRole('button', { name: '저장' }).click();
  await elsewhere.getByRole('link', { name: '공영주차장 위치' }).waitFor();
  await elsewhere.getByText('설명 고침').waitFor();
  await page.getByRole('button', { name: '공영주차장 위치 설명 고치기' }).click();
  await edit.getByRole('button', { name: '원본대로 되돌리기' }).click();
  await elsewhere.getByRole('link', { name: '공영주차장', exact: true }).waitFor();
});

test('another catalogue is a choice beside our own, and what vanished from it stays, marked', async () => {
  await using one = await tab();
  const { page } = one;
  await page.goto(PAGE);
  await entry(page, '시 자료 목록')
    .getByRole('button', { name: /지금 실행/ })
    .click();
  await entry(page, '시 자료 목록').getByText('사라짐 1').first().waitFor();
  await page.goto('/catalog');
  const own = page.getByRole('list', { name: '자료', exact: true });
  const elsewhere = page.getByRole('region', { name: '다른 목록의 자료 2건' });
  await own.waitFor();
  await elsewhere.waitFor();
  const origins = page.getByRole('group', { name: '목록' });
  await origins.getByLabel('외부: 시 자료 목록').check();
  await own.waitFor({ state: 'detached' });
  expect(page.url()).toContain('origin=city-catalogue');
  const vanished = elsewhere.getByRole('listitem').filter({ hasText: '도시공원' });
  await vanished.getByText('외부: 시 자료 목록').waitFor();
  await vanished.getByText(/부터 원래 목록에 없음$/).waitFor();
  expect(await elsewhere.getByText(/부터 원래 목록에 없음$/).count()).toBe(1);
  expect(await violations(page)).toEqual([]);

  await page.goto('/catalog?q=없는말입니다&origin=city-catalogue');
  await page.getByText('찾는 자료가 없습니다').waitFor();
  await page.getByRole('button', { name: '모두 지우기' }).click();
  await elsewhere.waitFor();
  await own.waitFor();
  await origins.getByLabel('우리 목록').check();
  await elsewhere.waitFor({ state: 'detached' });
  await own.waitFor();
});

describe('accessible', () => {
  test.each(['ko', 'en'] as const)(
    'axe finds nothing in any theme in %s, list and form',
    async (locale) => {
      await using one = await tab({ locale });
      const { page } = one;
      await one.context.addInitScript(`localStorage.setItem('bada.locale', '${locale}');`);
      await page.goto(PAGE);
      await page.locator('main li h2').first().waitFor();
      await page.locator('main summary').first().click();
      await page.locator('main tbody tr').first().waitFor();
      expect(await violationsInThemes(page)).toEqual([]);
      await page.getByRole('button', { name: /새 수집|New collection/ }).click();
      await page.getByRole('dialog').waitFor();
      expect(await violationsInThemes(page)).toEqual([]);
    },
  );

  test('nothing scrolls sideways at 390 px, in the list and in the form', async () => {
    await using one = await tab({ width: 390 });
    const { page } = one;
    await page.goto(PAGE);
    await page.locator('main li h2').first().waitFor();
    const overflow = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: '새 수집' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(
      await dialog.evaluate((node) => node.scrollWidth - node.clientWidth),
    ).toBeLessThanOrEqual(0);
  });
});
