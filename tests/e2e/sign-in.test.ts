import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';

const PASSWORD = '파도소리가 들리는 밤 2026';
const OTHER = 'a long enough passphrase';

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

/** What the server printed for whoever started it. */
function firstLink(): string {
  return /\/join#[\w-]+/.exec(server.output())?.[0] ?? '';
}

async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('비밀번호', { exact: true }).fill(password);
  await page.getByLabel('비밀번호 다시 입력').fill(password);
  await page.getByRole('button', { name: '정하고 로그인' }).click();
}

async function signIn(page: Page, id: string, password: string): Promise<void> {
  const form = page.locator('form').filter({ hasText: '비밀번호' });
  await form.getByLabel('아이디').fill(id);
  await form.getByLabel('비밀번호', { exact: true }).fill(password);
  await form.getByRole('button', { name: '로그인', exact: true }).click();
}

test('the first link makes an administrator, who brings in a person and takes away what they may', async () => {
  let invitation = '';
  const found: string[] = [];
  await using admin = await openPage(browser, { baseUrl: server.url });
  {
    const { page } = admin;
    await page.goto('/me');
    await page.getByRole('heading', { name: '아직 관리자가 없습니다' }).waitFor();
    await page.goto(firstLink());
    await page.getByRole('heading', { name: '첫 관리자 만들기' }).waitFor();
    found.push(...(await violations(page)));
    await page.getByLabel('아이디').fill('kim.ga');
    await page.getByLabel('이름').fill('김가온');
    await choosePassword(page, PASSWORD);
    await page.getByTestId('card-value').first().waitFor();
    await page.getByRole('link', { name: '내 정보' }).click();
    await page.getByRole('heading', { name: '김가온' }).waitFor();
    await page.getByRole('link', { name: '사람과 권한' }).click();
    await page.getByRole('button', { name: '사람 더하기' }).click();
    const dialog = page.getByRole('dialog');
    found.push(...(await violations(page)));
    await dialog.getByRole('button', { name: '저장' }).click();
    await dialog.getByText('아이디, 이름, 역할을 하나 이상 넣으십시오.').waitFor();
    await dialog.getByLabel('아이디').fill('lee.na');
    await dialog.getByLabel('이름').fill('이나래');
    await dialog.getByLabel('부서장').check();
    await dialog.getByRole('button', { name: '저장' }).click();
    invitation = new URL((await page.getByTestId('person-link').textContent()) ?? '').hash;
    await page.getByRole('button', { name: '닫기', exact: true }).click();
  }
  await using manager = await openPage(browser, { baseUrl: server.url });
  {
    const { page } = manager;
    await page.goto('/');
    await page.getByRole('heading', { name: '로그인' }).waitFor();
    found.push(...(await violations(page)));
    await page.goto(`/join${invitation}`);
    await choosePassword(page, OTHER);
    await page.getByTestId('card-value').first().waitFor();
    await page.goto('/me');
    await page.getByRole('heading', { name: '이나래' }).waitFor();
    expect(await page.getByRole('link', { name: '사람과 권한' }).count()).toBe(0);
    found.push(...(await violations(page)));
    await page.getByLabel('이름').fill('월말 보고');
    await page.getByRole('button', { name: '토큰 만들기' }).click();
    const secret = await page.getByTestId('token-secret').textContent();
    await page.getByRole('button', { name: '닫기', exact: true }).click();
    const headers = { authorization: `Bearer ${secret}` };
    expect((await fetch(`${server.url}/api/boards`, { headers })).status).toBe(200);
    await page.getByRole('button', { name: '월말 보고 없애기' }).click();
    await page.getByText('토큰이 없습니다.').waitFor();
    expect((await fetch(`${server.url}/api/boards`, { headers })).status).toBe(401);
    await page.getByRole('button', { name: '로그아웃' }).click();
    await page.getByRole('heading', { name: '로그인' }).waitFor();
    await signIn(page, 'lee.na', OTHER);
    await page.getByTestId('card-value').first().waitFor();
  }
  {
    const { page } = admin;
    await page.getByRole('button', { name: '이나래 고치기' }).click();
    await page.getByRole('dialog').getByLabel('사용 멈춤').check();
    await page.getByRole('dialog').getByRole('button', { name: '저장' }).click();
    await page.getByRole('listitem').filter({ hasText: '멈춤' }).waitFor();
    await page.goto('/record');
    await page.getByLabel('사람').fill('lee.na');
    await page.getByRole('button', { name: '찾기', exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: 'POST /api/tokens' }).first().waitFor();
    found.push(...(await violations(page)));
  }
  await manager.page.goto('/boards');
  await manager.page.getByRole('heading', { name: '로그인' }).waitFor();
  expect(found).toEqual([]);
});

test('a session that ends while a page is open is asked for above it, and nothing typed is lost', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await page.goto('/people');
  await signIn(page, 'kim.ga', PASSWORD);
  await page.getByRole('button', { name: '사람 더하기' }).click();
  const form = page.getByRole('dialog', { name: '사람 더하기' });
  await form.getByLabel('아이디').fill('park.da');
  await form.getByLabel('이름').fill('박다온');
  await form.getByLabel('열람자').check();
  await tab.context.clearCookies();
  tab.expectConsole(/401/);
  await form.getByRole('button', { name: '저장' }).click();
  const again = page.getByRole('dialog', { name: '다시 로그인' });
  await signIn(page, 'kim.ga', PASSWORD);
  await again.waitFor({ state: 'hidden' });
  await form.getByRole('button', { name: '저장' }).click();
  await page.getByTestId('person-link').waitFor();
});

test('somebody else who signs in where a page is open begins anew, with nothing kept of the one before', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await page.goto('/people');
  await signIn(page, 'kim.ga', PASSWORD);
  await page.getByRole('button', { name: '이나래 고치기' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('사용 멈춤').uncheck();
  await form.getByRole('button', { name: '저장' }).click();
  await page.evaluate(async () => {
    const kept = await caches.open('bada-extracts-1');
    await kept.put('/api/extracts/of-kim', new Response('rows'));
  });
  await form.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '사람 더하기' }).click();
  await form.getByLabel('아이디').fill('choi.ra');
  await form.getByLabel('이름').fill('최라온');
  await form.getByLabel('열람자').check();
  await tab.context.clearCookies();
  tab.expectConsole(/40[13]/);
  await form.getByRole('button', { name: '저장' }).click();
  await page.getByRole('dialog', { name: '다시 로그인' }).waitFor();
  await Promise.all([page.waitForEvent('load'), signIn(page, 'lee.na', OTHER)]);
  expect(
    await page.evaluate(async () => await caches.match('/api/extracts/of-kim')),
  ).toBeUndefined();
});
