import iconv from 'iconv-lite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';

const JANUARY = [
  '구군코드,기준월,정류장,이용건수',
  '26110,2024-01,중앙동,"1,200"',
  '26140,2024-01,남포동,300',
  '26140,2024-01,토성동,많음',
].join('\n');
const FEBRUARY = JANUARY.replaceAll('2024-01', '2024-02').replace('많음', '7');

/** A made-up resident registration number whose check digit is right. */
function residentNumber(first: string): string {
  const sum = [...first].reduce((all, digit, at) => all + Number(digit) * ((at % 8) + 2), 0);
  return `${first.slice(0, 6)}-${first.slice(6)}${(11 - (sum % 11)) % 10}`;
}

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

/** Drops a file on the page, as a hand would. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([file, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(content)], file));
      return transfer;
    },
    [name, [...bytes]] as const,
  );
  await page.getByText('파일을 여기에 놓거나').dispatchEvent('drop', { dataTransfer });
}

function section(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

/** Says what the machine cannot know of the mapping, and takes the file in. */
async function confirmMapping(page: Page, dataset: string): Promise<void> {
  const mapping = section(page, '매핑');
  await expect.poll(() => mapping.getByText('확인 필요').count()).toBeGreaterThan(0);
  await mapping.getByLabel('자료 식별자').fill(dataset);
  await mapping.getByLabel('다음 파일이 오면').selectOption('그 기간만 바꾸기');
  const count = mapping.getByRole('listitem').filter({ hasText: '이용건수' });
  await count.locator('summary').click();
  await count.getByLabel('표준 열 이름').fill('uses');
  await count.getByLabel('유형').selectOption('정수');
  await mapping.getByRole('button', { name: '확인하고 들이기' }).click();
}

/** Answers what is asked of the contract, and publishes. */
async function answerAndPublish(page: Page): Promise<void> {
  const contract = section(page, '계약');
  for (const field of ['제공 기관', '보유 근거']) {
    await contract.getByLabel(new RegExp(`^${field}.*한국어`)).fill('시험 조례');
    await contract.getByLabel(new RegExp(`^${field}.*영어`)).fill('Test ordinance');
  }
  await contract.getByLabel('소관 부서').selectOption({ index: 1 });
  expect(await page.getByRole('button', { name: '공개하기' }).isDisabled()).toBe(true);
  await contract.getByRole('button', { name: '계약 저장' }).click();
  await contract.getByText('빠진 항목이 없습니다.').waitFor();
  await page.getByRole('button', { name: '공개하기' }).click();
}

test('a CP949 file is dropped, mapped, accounted for, published; the next month needs no hand', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await page.goto('/catalog');
  await page.getByRole('link', { name: '자료 들이기' }).click();
  await drop(page, '정류장_이용_202401.csv', iconv.encode(JANUARY, 'cp949'));
  await section(page, '원본 미리 보기').getByText('중앙동').first().waitFor();
  await page.getByText('CP949(EUC-KR)').first().waitFor();
  await confirmMapping(page, 'stop-use');
  const account = section(page, '행 집계');
  await account.getByRole('button', { name: /^2\s*들인 행 보기$/ }).waitFor();
  expect(await account.getByRole('button', { name: /^0\s*합계 행 보기$/ }).isDisabled()).toBe(true);
  await account.getByRole('button', { name: /^1\s*격리한 행 보기$/ }).click();
  await account.getByRole('cell', { name: '많음' }).waitFor();
  expect(new URL(page.url()).search).toBe('?rows=quarantine');
  expect(await violations(page)).toEqual([]);
  await answerAndPublish(page);
  await page.getByText(/자료 stop-use의 .* 판을 공개했습니다/).waitFor();
  await page.getByRole('link', { name: '자료 화면으로' }).click();
  await page.getByText('중앙동').first().waitFor();
  await page.getByText('읽은 3행 = 들인 2행 + 합계 0행 + 격리 1행 + 중복 0행').waitFor();

  await page.goto('/bring');
  await drop(page, '정류장_이용_202402.csv', iconv.encode(FEBRUARY, 'cp949'));
  await page.getByText('아는 파일입니다').waitFor();
  await page.getByRole('button', { name: '공개하기' }).click();
  await page.getByText(/자료 stop-use의 .* 판을 공개했습니다/).waitFor();
  await page.getByRole('link', { name: '들인 파일 목록' }).click();
  const list = page.getByRole('table', { name: '파일과 상태' });
  await expect.poll(() => list.getByText('공개함').count()).toBe(2);
});

test('a damaged file says what is wrong and what to do, and can be deleted', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  tab.expectConsole(/422/);
  await page.goto('/bring');
  await drop(page, '빈.csv', Buffer.alloc(0));
  await page.getByRole('alert').getByText('read.empty').waitFor();
  await drop(page, '깨진.xlsx', Buffer.from('PK\u0003\u0004 no workbook', 'latin1'));
  const alert = page.getByRole('alert');
  await alert.getByText(/read\.\w+/).waitFor();
  await page.getByRole('heading', { name: '깨진.xlsx' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '이 파일 지우기' }).click();
  await page.getByRole('heading', { name: '자료 들이기' }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: '깨진.xlsx' }).count()).toBe(0);
});

test('personal data is never shown, and stops the file until somebody decides', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  tab.expectConsole(/422/);
  const numbers = ['850101112345', '900202223456'].map(residentNumber);
  const rows = numbers.map((number, at) => `P${at},${number},${at + 3}`);
  const text = ['관리번호,주민등록번호,건수', ...rows].join('\n');
  await page.goto('/bring');
  await drop(page, '대상자_202401.csv', iconv.encode(text, 'cp949'));
  const mapping = section(page, '매핑');
  await mapping.getByText('개인정보가 있습니다').waitFor();
  for (const number of numbers) expect(await page.content()).not.toContain(number);
  await mapping.getByLabel('자료 식별자').fill('persons');
  await mapping.getByRole('button', { name: '확인하고 들이기' }).click();
  await mapping.getByRole('alert').getByText('ingest.personal-data').waitFor();
  await mapping.getByLabel('주민등록번호 열 처리').selectOption('빼기');
  await mapping.getByRole('button', { name: '확인하고 들이기' }).click();
  await section(page, '행 집계')
    .getByRole('button', { name: /^2\s*들인 행 보기$/ })
    .click();
  await section(page, '행 집계').getByRole('table').waitFor();
  for (const number of numbers) expect(await page.content()).not.toContain(number);
});

test('what is flagged is opened before anything is published, with all of its rows', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  const lines = JANUARY.split('\n');
  const text = [...lines, '26999,2024-01,없는곳,1', '26999,2024-01,또없는곳,2'].join('\n');
  await page.goto('/bring');
  await drop(page, '살필점_202401.csv', iconv.encode(text, 'cp949'));
  await section(page, '매핑').waitFor();
  await confirmMapping(page, 'stop-flags');
  const account = section(page, '행 집계');
  const button = account.getByRole('button', { name: /해당 행 보기\s*: 어느 곳인지/ });
  await button.click();
  const rows = account.getByRole('table', { name: '어느 곳인지 찾지 못했습니다.' });
  await rows.getByRole('cell', { name: '26999 (2)' }).waitFor();
  await rows.getByRole('cell', { name: '5–6' }).waitFor();
  expect(new URL(page.url()).searchParams.get('flag')).toBe('place-unmatched');
  expect(await violations(page)).toEqual([]);
});

test.each(['ko', 'en'] as const)(
  'axe finds nothing in any theme, nor a sideways scroll (%s)',
  async (locale) => {
    const body = iconv.encode(JANUARY, 'cp949');
    const sent = await fetch(`${server.url}/api/ingests?name=axe_${locale}.csv`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(body),
    });
    const path = `/bring/${String(Object(await sent.json()).id)}`;
    for (const theme of ['light', 'dark', 'contrast']) {
      await using tab = await openPage(browser, {
        baseUrl: server.url,
        locale,
        viewport: { width: 390, height: 844 },
      });
      const { page } = tab;
      for (const address of ['/bring', path]) {
        await page.goto(`${address}?lang=${locale}&theme=${theme}`);
        await page.locator('main table').first().waitFor();
        expect(await violations(page)).toEqual([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(390);
      }
    }
  },
);
