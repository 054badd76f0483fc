import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

function tab({ width = 1440, locale = 'ko' as 'ko' | 'en' } = {}) {
  return openPage(browser, { baseUrl: server.url, locale, viewport: { width, height: 900 } });
}

async function openEditor(page: Page, id: string) {
  await page.goto(`/indicators/${id}/edit`);
  await page.getByRole('heading', { level: 1, name: /정의 고치기/ }).waitFor();
}

function section(page: Page, title: string) {
  const heading = page.getByRole('heading', { level: 2, name: title });
  return page.locator('section').filter({ has: heading });
}

/** Hands in what is on the page and has somebody else approve it. */
async function release(
  page: Page,
  { reason, from, author, approver }: Record<'reason' | 'from' | 'author' | 'approver', string>,
) {
  await page.getByLabel('고치는 까닭').fill(reason);
  await page.getByLabel('시행일').fill(from);
  await page.getByLabel('쓰는 사람 이름').fill(author);
  await page.getByRole('button', { name: '제출', exact: true }).click();
  await page.getByText(/제출한 초안이 승인을 기다립니다/).waitFor();
  await page.getByLabel('승인하는 사람 이름').fill(approver);
  await page.getByRole('button', { name: '승인', exact: true }).click();
}

test('a formula is edited, previewed, approved by another, breaks card and trend, and comes back', async () => {
  await using one = await tab();
  const { page } = one;
  one.expectConsole(/403/);
  await page.goto('/indicators');
  await page.getByRole('link', { name: '조출생률, 정의와 내력' }).click();
  await page.getByRole('link', { name: '정의 고치기' }).click();
  const preview = section(page, '미리 보기');
  await preview.getByText(/값이 모두 지금과 같습니다/).waitFor();
  await page.getByLabel('곱하는 수').fill('2000');
  await preview.getByText(/개 기간 가운데 \d+개 기간의 값이 달라집니다/).waitFor();
  const row = preview.getByRole('row', { name: /2021년/ });
  const [, before, after] = await row.locator('th, td').allTextContents();
  expect(Number(after)).toBeCloseTo(Number(before) * 2, 1);
  await section(page, '바뀌는 내용').getByText('셈법 › 곱하는 수').waitFor();
  await page.getByText(/값의 뜻이 바뀝니다/).waitFor();

  const words = { reason: '이천 명당으로', from: '2021-01-01', author: '김하나' };
  await release(page, { ...words, approver: '김 하나' });
  await page.getByRole('alert').getByText('definition.four-eyes').waitFor();
  await page.getByLabel('승인하는 사람 이름').fill('이두리');
  await page.getByRole('button', { name: '승인', exact: true }).click();
  await page.getByText('승인했습니다.').waitFor();
  const history = section(page, '정의의 내력');
  await history.getByText('작성 김하나 · 승인 이두리').waitFor();

  await page.goto('/?indicator=crude-birth-rate&drawing=tiles');
  await page
    .getByText(/정의 3판으로 바뀌어 앞선 기간과 이어지지 않습니다/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: /이 숫자는 왜/ }).click();
  await page.getByRole('link', { name: '정의와 내력' }).click();
  await page.getByRole('link', { name: '정의 고치기' }).click();

  await page.getByLabel('쓰는 사람 이름').fill('김하나');
  await history.getByRole('button', { name: '정의 2판으로 되돌리는 초안 만들기' }).click();
  await page.getByText(/되돌리는 초안을 만들었습니다/).waitFor();
  await expect.poll(() => page.getByLabel('곱하는 수').inputValue()).toBe('1000');
  await release(page, {
    ...words,
    reason: '천 명당으로 되돌림',
    from: '2021-06-01',
    approver: '이두리',
  });
  await history.getByText('정의 4판', { exact: true }).waitFor();
  const response = await fetch(`${server.url}/api/indicators`);
  expect(await response.text()).toContain('정의 4판으로 바뀌어');
});

test('a sample target becomes a real one with who set and who approved it', async () => {
  await using one = await tab();
  const { page } = one;
  await openEditor(page, 'births');
  const targets = section(page, '연도별 목표');
  await targets.getByRole('group', { name: '2021' }).getByLabel('목표 값').fill('15500');
  await targets
    .getByRole('group', { name: '2021' })
    .getByText('승인되면 정식 목표가 됩니다.')
    .waitFor();
  await page.getByText('값의 뜻은 그대로이므로 단절이 생기지 않습니다.').waitFor();
  await release(page, {
    reason: '시정 계획',
    from: '2021-01-01',
    author: '김하나',
    approver: '이두리',
  });
  await page.getByText('승인했습니다.').waitFor();
  await page.goto('/indicators/births');
  const shown = section(page, '연도별 목표').getByRole('listitem');
  const real = shown.filter({ hasText: '2021년' });
  await real.getByText(/정한 사람: 김하나 .* 승인: 이두리 .* 까닭: 시정 계획/).waitFor();
  expect(await real.getByText('예시', { exact: true }).count()).toBe(0);
  await shown.filter({ hasText: '2020년' }).getByText('예시', { exact: true }).waitFor();
});

test('YAML is checked by line with what was meant, and carries over to the form', async () => {
  await using one = await tab();
  const { page } = one;
  await openEditor(page, 'population-density');
  await page.getByText('YAML', { exact: true }).click();
  const text = page.getByLabel('정의(YAML)');
  const good = await text.inputValue();
  await text.fill(good.replace('column: persons', 'column: person'));
  const line = good.split('\n').findIndex((one) => one.includes('column: persons')) + 1;
  const problem = page.getByRole('listitem').filter({ hasText: `${line}번째 줄` });
  await problem.getByText(/혹시 persons입니까\?/).waitFor();
  await section(page, '미리 보기').getByText('틀린 곳을 고치면 값을 보입니다.').waitFor();
  await text.fill(good.replace(/^decimals: \d/m, 'decimals: 2'));
  await page.getByText('틀린 곳이 없습니다.').waitFor();
  await page.getByText('양식', { exact: true }).click();
  expect(await page.getByLabel('소수 자릿수').inputValue()).toBe('2');
});

test('files are looked at before they are brought in, and the list finds the drafts', async () => {
  await using one = await tab();
  const { page } = one;
  const all = await (await fetch(`${server.url}/api/definitions.yaml`)).text();
  await page.goto('/indicators');
  await page.getByRole('button', { name: 'YAML 가져오기·내보내기' }).click();
  const dialog = page.getByRole('dialog');
  const file = (text: string) => ({
    name: '지표.yaml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(text),
  });
  const choose = dialog.getByLabel('YAML 파일 고르기(여럿 가능)');
  await choose.setInputFiles(file(all.replace('id: households\n', 'idd: households\n')));
  await dialog
    .getByRole('alert')
    .getByText(/아무것도 가져오지 않습니다/)
    .waitFor();
  await choose.setInputFiles(file(all.replace('ko: 세대수', 'ko: 주민등록 세대수')));
  await dialog.getByText('초안이 될 지표 1개, 지금과 같은 지표 13개입니다.').waitFor();
  await dialog.getByLabel('쓰는 사람 이름').fill('김하나');
  await dialog.getByRole('button', { name: '초안으로 가져오기' }).click();
  await page.getByText('지표 1개를 초안으로 가져왔습니다.').waitFor();
  await page.getByLabel('초안이 있는 것만').check();
  await page.getByText('지표 1개', { exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get('draft')).toBe('yes');
  await page.getByText('초안 작성 중').waitFor();
  await page.getByRole('button', { name: '조건 지우기' }).click();
  await page.getByLabel('이름이나 뜻으로 찾기').fill('미세먼지');
  await page.getByText('지표 1개', { exact: true }).waitFor();
});

test('two at once: the later one puts the changes on top of what was saved meanwhile', async () => {
  await using one = await tab();
  await using two = await tab();
  two.expectConsole(/412/);
  await openEditor(one.page, 'pm10');
  await openEditor(two.page, 'pm10');
  await one.page.getByLabel('이름(한국어)').fill('미세먼지 연평균');
  await one.page.getByLabel('쓰는 사람 이름').fill('김하나');
  await one.page.getByRole('button', { name: '초안 저장' }).click();
  await one.page.getByText('초안을 저장했습니다.').waitFor();
  await two.page.getByLabel('소수 자릿수').fill('2');
  await two.page.getByLabel('쓰는 사람 이름').fill('이두리');
  await two.page.getByRole('button', { name: '초안 저장' }).click();
  await two.page.getByRole('alert').getByText('definition.conflict').waitFor();
  await two.page.getByRole('button', { name: '새로 불러와 고친 내용 얹기' }).click();
  await expect.poll(() => two.page.getByLabel('이름(한국어)').inputValue()).toBe('미세먼지 연평균');
  expect(await two.page.getByLabel('소수 자릿수').inputValue()).toBe('2');
  await two.page.getByRole('button', { name: '초안 저장' }).click();
  await two.page.getByText('초안을 저장했습니다.').waitFor();
  await two.page.getByText(/초안을 쓴 사람: 김하나, 이두리/).waitFor();
});

describe('accessible', () => {
  const pages = ['/indicators/ageing-share/edit', '/indicators/ageing-share', '/indicators?q=인구'];

  async function whole(page: Page, path: string) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (path.endsWith('/edit')) await page.getByRole('table').waitFor();
    for (const fold of await page.locator('details summary').all()) await fold.click();
  }

  test.each(['ko', 'en'] as const)('axe finds nothing in any theme in %s', async (locale) => {
    await using one = await tab({ locale });
    await one.context.addInitScript(`localStorage.setItem('bada.locale', '${locale}');`);
    const found: string[] = [];
    for (const path of pages) {
      await whole(one.page, path);
      await one.page.evaluate(axe);
      const { violations }: AxeResults = await one.page.evaluate('axe.run(document)');
      found.push(
        ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${path} ${id} ${html}`)),
      );
    }
    expect(found).toEqual([]);
  });

  test.each(pages)('%s does not scroll sideways at 390 px', async (path) => {
    await using one = await tab({ width: 390 });
    await whole(one.page, path);
    const overflow = await one.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
