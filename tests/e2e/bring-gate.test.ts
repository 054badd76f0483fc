import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { columnEntry, dropFiles, stepNamed } from './bring-support.ts';

const HEAD = '구군코드,기준월,정류장,이용건수';
const ROWS = ['26110,2024-01,중앙동,1200', '26140,2024-01,남포동,300', '26140,2024-01,토성동,많음'];

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

async function drop(page: Page, name: string, rows: readonly string[], head = HEAD) {
  await page.goto('/bring');
  const text = `${[head, ...rows].join('\n')}\n`;
  await dropFiles(page, [{ name, bytes: new TextEncoder().encode(text) }]);
}

async function mapAndRun(page: Page): Promise<void> {
  const mapping = stepNamed(page, '매핑');
  await mapping.getByLabel('자료 식별자').fill('stop-use');
  const uses = await columnEntry(page, '이용건수');
  await uses.getByLabel('표준 열 이름').fill('uses');
  await uses.getByLabel('유형').selectOption('정수');
  await mapping.getByRole('button', { name: /^(확인하고|다시) 들이기$/ }).click();
}

async function answer(page: Page): Promise<void> {
  const contract = stepNamed(page, '계약');
  for (const field of ['제공 기관', '보유 근거']) {
    await contract.getByLabel(new RegExp(`^${field}.*한국어`)).fill('시험 조례');
    await contract.getByLabel(new RegExp(`^${field}.*영어`)).fill('Test ordinance');
  }
  await contract.getByLabel('소관 부서').selectOption({ index: 1 });
  await contract.getByRole('button', { name: '계약 저장' }).click();
  await contract.getByText('빠진 항목이 없습니다.').waitFor();
}

const publish = (page: Page) => page.getByRole('button', { name: '공개하기' });

test('the verdict, the drift and the rows that were not kept are seen before and after publishing', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await drop(page, '정류장_이용_202401.csv', ROWS);
  await mapAndRun(page);
  const check = stepNamed(page, '공개 전 확인');
  await check.getByText('계약의 빈 항목을 채우면').waitFor();
  await answer(page);
  await check.getByText('통과: 어긴 규칙이 없습니다.').waitFor();
  await check.getByText('첫 판이며 2행입니다.').waitFor();
  await publish(page).click();
  await page.getByText(/자료 stop-use의 .* 판을 공개했습니다/).waitFor();
  await page.getByText('이 자료의 첫 판입니다.').waitFor();

  await page.getByRole('link', { name: '자료 화면으로' }).click();
  await page.getByRole('button', { name: '격리한 행 1건 보기' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('cell', { name: '많음' }).waitFor();
  const download = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'CSV 내려받기' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('정류장_이용_202401_격리한행.csv');
  expect(readFileSync(await file.path(), 'utf8')).toContain('4,이용건수,많음,integer,');
});

test('a breaking change asks for its reason, which stays with the version', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  const later = ROWS.slice(0, 2).map((row) => row.replace('2024-01', '2024-02'));
  await drop(page, '정류장_이용_202402.csv', later);
  await page.getByText('아는 파일입니다').waitFor();
  const check = stepNamed(page, '공개 전 확인');
  await check.getByText(/과 열이 같습니다/).waitFor();
  expect(await publish(page).isEnabled()).toBe(true);
  const uses = await columnEntry(page, '이용건수');
  await uses.getByLabel('표준 열 이름').fill('visits');
  await stepNamed(page, '매핑').getByRole('button', { name: '다시 들이기' }).click();
  await check.getByText('열 삭제: uses').waitFor();
  await check.getByText('쓰는 곳에 영향').first().waitFor();
  expect(await publish(page).isDisabled()).toBe(true);
  await page.getByLabel('바꾸는 까닭').fill('이름을 표준에 맞춥니다');
  await publish(page).click();
  await page.getByText('열을 바꾼 까닭: 이름을 표준에 맞춥니다').waitFor();
});

test('a block disables the button and tells the ways out', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await drop(page, '노선_2024.csv', ['가,3', ',5'], '노선,대수');
  const mapping = stepNamed(page, '매핑');
  await mapping.getByLabel('자료 식별자').fill('lines');
  await mapping.getByRole('button', { name: '확인하고 들이기' }).click();
  await answer(page);
  const contract = stepNamed(page, '계약');
  await contract.getByText('열 설명까지 YAML로 고치기').click();
  const yaml = contract.getByLabel('계약 YAML');
  await yaml.fill((await yaml.inputValue()).replace('required: false', 'required: true'));
  await contract.getByRole('button', { name: '계약 YAML 저장' }).click();
  const check = stepNamed(page, '공개 전 확인');
  await check.getByText('막힘: 막음 규칙 1개를 어겨 공개할 수 없습니다.').waitFor();
  await check.getByText(/필수값\(.*\): 2건 가운데 1건/).waitFor();
  expect(await publish(page).isDisabled()).toBe(true);
  await check.getByRole('link', { name: '매핑 고치기' }).click();
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#mapping');
  await check.getByRole('link', { name: '계약의 규칙 고치기' }).waitFor();
  await check.getByRole('link', { name: '원본의 틀린 값을 고쳐 다시 들이기' }).waitFor();
});
