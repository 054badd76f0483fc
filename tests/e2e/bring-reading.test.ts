import iconv from 'iconv-lite';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dbfOf, shpOf } from '../data/read/builders/shapefile.ts';
import { zipOf } from '../data/read/builders/zip.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { dropFiles, stepNamed } from './bring-support.ts';

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

test('a zipped Shapefile with a CP949 table: names in Hangul, shapes in words', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  const ring = (x: number): [number, number][] => [
    [x, 35.1],
    [x, 35.2],
    [x + 0.1, 35.2],
    [x + 0.1, 35.1],
    [x, 35.1],
  ];
  const bytes = zipOf({
    '공원.shp': shpOf([{ rings: [ring(129)] }, { rings: [ring(129.1)] }]),
    '공원.dbf': dbfOf(
      [
        ['이름', 'C', 20],
        ['면적', 'N', 10],
      ],
      [
        ['용두산공원', '69000'],
        ['금강공원', '31000'],
      ],
      (text) => iconv.encode(text, 'cp949'),
    ),
    '공원.cpg': new TextEncoder().encode('949'),
  });
  await page.goto('/bring');
  await dropFiles(page, [{ name: '공원.zip', bytes }]);
  const source = stepNamed(page, '원본 미리 보기');
  await source.getByText('용두산공원').first().waitFor();
  // Shapes are told as such, before and after, and never as coordinates.
  await expect.poll(() => source.getByText(/^도형\(면\)|^도형 1개\(면/).count()).toBeGreaterThan(1);
  expect(await page.getByText('coordinates').count()).toBe(0);
  const mapping = stepNamed(page, '매핑');
  await mapping.getByLabel('자료 식별자').fill('parks');
  await mapping.getByRole('button', { name: '확인하고 들이기' }).click();
  const account = stepNamed(page, '행 집계');
  await account.getByRole('button', { name: /^2\s*들인 행 보기$/ }).click();
  await account.getByRole('cell', { name: '금강공원' }).waitFor();
  await account.getByRole('cell', { name: '도형 1개(면, 꼭짓점 5개)' }).first().waitFor();
});

test('an encoding that was found wrong is overridden, and left to be found again', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  const text = '구군코드,시설,이용건수\n26110,도서관,3\n26140,수영장,4\n';
  await page.goto('/bring');
  await dropFiles(page, [{ name: '시설.csv', bytes: new TextEncoder().encode(text) }]);
  const source = stepNamed(page, '원본 미리 보기');
  await source.getByRole('cell', { name: '도서관' }).first().waitFor();
  await source.getByText('글자가 깨졌거나').click();
  await source.getByLabel('문자 인코딩').selectOption('CP949(EUC-KR)');
  await source.getByRole('button', { name: '이렇게 다시 읽기' }).click();
  await expect.poll(() => source.getByRole('cell', { name: '도서관' }).count()).toBe(0);
  await page.getByText('CP949(EUC-KR)').first().waitFor();
  await source.getByLabel('문자 인코딩').selectOption('자동으로 찾기');
  await source.getByRole('button', { name: '이렇게 다시 읽기' }).click();
  await source.getByRole('cell', { name: '도서관' }).first().waitFor();
});

test('several files of one drop are sent one after the other, each with what became of it', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  tab.expectConsole(/422/);
  const good = new TextEncoder().encode('구군코드,건수\n26110,3\n');
  await page.goto('/bring');
  await dropFiles(page, [
    { name: '첫째.csv', bytes: good },
    { name: '빈.csv', bytes: new Uint8Array() },
    { name: '셋째.csv', bytes: good },
  ]);
  const sent = page.getByRole('list', { name: '보낸 파일' });
  await sent.getByText('read.empty').waitFor();
  const links = sent.getByRole('link');
  await links.nth(1).waitFor();
  expect(await links.allTextContents()).toEqual(['첫째.csv', '셋째.csv']);
  const list = page.getByRole('table', { name: '파일과 상태' });
  await list.getByRole('link', { name: '셋째.csv' }).waitFor();
  await links.first().click();
  await page.getByRole('heading', { name: '첫째.csv' }).waitFor();
  const rail = page.getByRole('navigation').getByRole('link', { name: '자료', exact: true });
  expect(await rail.getAttribute('aria-current')).toBe('page');
});
