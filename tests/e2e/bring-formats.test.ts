import { utils, write } from '@e965/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

/** A workbook as departments make them: a title, two merged header rows, a second sheet of remarks. */
function workbook(): Uint8Array {
  const sheet = utils.aoa_to_sheet([
    ['구·군별 시설 이용'],
    ['구군코드', '도서관', '', '체육관', ''],
    ['', '건수', '인원', '건수', '인원'],
    ['26110', 1200, 300, 90, 40],
    ['26140', 800, 210, 70, 30],
  ]);
  sheet['!merges'] = [
    { s: { r: 0, c: 0 }, e: { r: 0, c: 4 } },
    { s: { r: 1, c: 0 }, e: { r: 2, c: 0 } },
    { s: { r: 1, c: 1 }, e: { r: 1, c: 2 } },
    { s: { r: 1, c: 3 }, e: { r: 1, c: 4 } },
  ];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '이용현황');
  const notes = utils.aoa_to_sheet([
    ['항목', '설명'],
    ['건수', '대출을 뺀 것'],
  ]);
  utils.book_append_sheet(book, notes, '설명');
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }));
}

test('a workbook with two header rows and several sheets: one is taken in, one is left out', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await page.goto('/bring');
  await dropFiles(page, [{ name: '시설_2024.xlsx', bytes: workbook() }]);
  const source = stepNamed(page, '원본 미리 보기');
  await source.getByText('3행까지 머리글로 읽었습니다.').waitFor();
  await source.getByRole('columnheader', { name: /도서관.*건수/ }).waitFor();
  await source.getByRole('columnheader', { name: /체육관.*인원/ }).waitFor();
  const sheets = page.getByLabel('표', { exact: true });
  expect(await sheets.locator('option').allTextContents()).toEqual(['이용현황', '설명']);
  await sheets.selectOption('설명');
  await source.getByText('대출을 뺀 것').first().waitFor();
  await page.getByRole('button', { name: '이 표 들이지 않기' }).click();
  await page.getByText('들이지 않기로 한 표입니다.').waitFor();
  await sheets.selectOption('이용현황');
  const mapping = stepNamed(page, '매핑');
  await mapping.getByLabel('자료 식별자').fill('facility-sheets');
  await mapping.getByRole('button', { name: '확인하고 들이기' }).click();
  const account = stepNamed(page, '행 집계');
  await account.getByRole('button', { name: /^2\s*들인 행 보기$/ }).click();
  await account.getByRole('cell', { name: '1200' }).waitFor();
  await account.getByRole('cell', { name: '210' }).waitFor();
});
