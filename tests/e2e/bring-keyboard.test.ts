import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { stepNamed } from './bring-support.ts';

const FILE =
  '구군코드,기준월,시설,이용건수\n26110,2024-01,도서관,"1,200"\n26140,2024-01,수영장,300\n';
/** More stops than the page has. */
const MOST_STOPS = 150;

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

/** Goes on by Tab alone until an element has the focus, which must be seen there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      expect(await target.evaluate((element) => element.matches(':focus-visible'))).toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${target}`);
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

test('a file goes from the list to a published version by the keyboard alone', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await page.goto('/bring');
  await tabTo(page, page.getByRole('button', { name: '파일 고르기' }));
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({
    name: '시설_202401.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(FILE),
  });
  const mapping = stepNamed(page, '매핑');
  await type(page, mapping.getByLabel('자료 식별자'), 'keyboard-use');
  await tabTo(page, mapping.getByRole('button', { name: '확인하고 들이기' }));
  await page.keyboard.press('Enter');

  await tabTo(page, stepNamed(page, '행 집계').getByRole('button', { name: /들인 행 보기$/ }));
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: '도서관' }).first().waitFor();
  const contract = stepNamed(page, '계약');
  for (const field of ['제공 기관', '보유 근거']) {
    await type(page, contract.getByLabel(new RegExp(`^${field}.*한국어`)), '시험 조례');
    await type(page, contract.getByLabel(new RegExp(`^${field}.*영어`)), 'Test ordinance');
  }
  await tabTo(page, contract.getByLabel('소관 부서'));
  await page.keyboard.press('ArrowDown');
  await tabTo(page, contract.getByRole('button', { name: '계약 저장' }));
  await page.keyboard.press('Enter');
  await contract.getByText('빠진 항목이 없습니다.').waitFor();
  await page.getByText('통과: 어긴 규칙이 없습니다.').waitFor();
  await tabTo(page, page.getByRole('button', { name: '공개하기' }));
  await page.keyboard.press('Enter');
  await page.getByText(/자료 keyboard-use의 .* 판을 공개했습니다/).waitFor();
  await tabTo(page, page.getByRole('link', { name: '자료 화면으로' }));
  await page.keyboard.press('Enter');
  await page.getByText('도서관').first().waitFor();
});
