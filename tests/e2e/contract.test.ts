import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { appPages } from '../support/app-pages.ts';
import { violationsInThemes } from '../support/axe.ts';

const { tab, url } = appPages();

async function openForm(page: Page, id: string) {
  await page.goto(`/catalog/${id}`);
  await page.getByRole('link', { name: '설명 고치기' }).click();
  await page.getByRole('heading', { level: 1, name: /설명 고치기/ }).waitFor();
}

function section(page: Page, title: string) {
  const heading = page.getByRole('heading', { level: 2, name: title });
  return page.locator('section').filter({ has: heading });
}

function changes(page: Page) {
  return section(page, '바뀌는 내용');
}

test('a title is edited, seen in the catalogue and the history, and brought back', async () => {
  await using one = await tab();
  const { page } = one;
  await openForm(page, 'births');
  const save = page.getByRole('button', { name: '저장', exact: true });
  expect(await save.isDisabled()).toBe(true);
  await page.getByLabel('제목(한국어)').fill('태어난 아이 수');
  await page.getByLabel('이용 조건', { exact: true }).selectOption('KOGL-1');
  await page.getByLabel('고친 까닭').fill('쉬운 말로');
  await changes(page).getByText('2곳이 바뀝니다.').waitFor();
  expect(await changes(page).getByRole('listitem').first().textContent()).toContain('출생아수');
  await save.click();
  await page.getByRole('heading', { level: 1, name: '태어난 아이 수' }).waitFor();
  await page.getByText('계약 1.0.1판으로 저장했습니다.').waitFor();
  const history = section(page, '설명의 내력');
  await history.getByText('쉬운 말로').waitFor();
  await page.goto('/catalog?q=태어난');
  await page.getByRole('link', { name: '태어난 아이 수' }).click();
  await history.getByRole('button', { name: '1.0.0판으로 되돌리기' }).click();
  await page.getByRole('heading', { level: 1, name: '출생아수' }).waitFor();
  await history.getByText('계약 1.0.2판', { exact: true }).waitFor();
  await page.goto('/catalog?q=출생아수');
  await page.getByRole('link', { name: '출생아수' }).first().waitFor();
});

test('a save is undone from its confirmation', async () => {
  await using one = await tab();
  const { page } = one;
  await openForm(page, 'cctv');
  await page.getByLabel('제목(한국어)').fill('방범 카메라');
  await page.getByRole('button', { name: '저장', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '방범 카메라' }).waitFor();
  await page.getByRole('button', { name: '되돌리기', exact: true }).click();
  await expect
    .poll(() => page.getByRole('heading', { level: 1 }).textContent())
    .not.toBe('방범 카메라');
});

test('an empty field is told beside it and nothing is sent', async () => {
  await using one = await tab();
  const { page } = one;
  await openForm(page, 'companies');
  const field = page.getByLabel('제목(영어)');
  await field.fill('');
  await page.getByText('비워 둘 수 없습니다.').waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByRole('button', { name: '저장', exact: true }).isDisabled()).toBe(true);
});

test('unsaved changes are asked about before the page is left', async () => {
  await using one = await tab();
  const { page } = one;
  await openForm(page, 'companies');
  await page.getByLabel('제목(한국어)').fill('회사');
  await page.getByRole('navigation').getByRole('link', { name: '지표' }).click();
  await page.getByRole('dialog').getByText('저장하지 않은 내용이 있습니다').waitFor();
  await page.getByRole('button', { name: '계속 고치기' }).click();
  expect(await page.getByLabel('제목(한국어)').inputValue()).toBe('회사');
  await page.getByRole('navigation').getByRole('link', { name: '지표' }).click();
  await page.getByRole('button', { name: '버리고 떠나기' }).click();
  await page.waitForURL('**/indicators');
});

test('two at once: the later one puts the changes on top of what was saved meanwhile', async () => {
  await using one = await tab();
  await using two = await tab();
  two.expectConsole(/412/);
  await openForm(one.page, 'tourism-card');
  await openForm(two.page, 'tourism-card');
  await one.page.getByLabel('제목(한국어)').fill('관광 카드');
  await one.page.getByRole('button', { name: '저장', exact: true }).click();
  await one.page.getByRole('heading', { level: 1, name: '관광 카드' }).waitFor();
  await two.page.getByLabel('갱신 주기').selectOption('yearly');
  await two.page.getByRole('button', { name: '저장', exact: true }).click();
  await two.page.getByRole('alert').getByText('contract.conflict').waitFor();
  await two.page.getByRole('button', { name: '새로 불러와 고친 내용 얹기' }).click();
  await expect.poll(() => two.page.getByLabel('제목(한국어)').inputValue()).toBe('관광 카드');
  await changes(two.page).getByText('1곳이 바뀝니다.').waitFor();
  await two.page.getByRole('button', { name: '저장', exact: true }).click();
  await two.page.getByRole('heading', { level: 1, name: '관광 카드' }).waitFor();
});

test('a contract file is checked by line, then saved', async () => {
  await using one = await tab();
  const { page } = one;
  const out = await (await fetch(`${url()}/api/datasets/metro-days/contract.yaml`)).text();
  await openForm(page, 'metro-days');
  await page.getByText('계약 파일(YAML)로 고치기').click();
  const text = page.getByLabel('계약(YAML)');
  await text.fill(out.replace(/cadence: \w+/, 'cadence: sometimes'));
  await page.getByRole('button', { name: '검사' }).click();
  await page.getByRole('alert').getByText('틀린 곳이 1군데 있습니다.').waitFor();
  const line = out.split('\n').findIndex((one) => /cadence: /.test(one)) + 1;
  await page.getByText(`${line}번째 줄`).waitFor();
  await page.getByLabel('계약 파일 고르기').setInputFiles({
    name: 'contract.yaml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(out.replace(/cadence: \w+/, 'cadence: once')),
  });
  await page.getByRole('button', { name: '검사' }).click();
  await page.getByText('틀린 곳이 없습니다.').waitFor();
  await page.getByRole('button', { name: '이 계약을 저장' }).click();
  await page.waitForURL('**/catalog/metro-days');
  await page.getByText('한 번', { exact: true }).waitFor();
});

describe('accessible', () => {
  test.each(['ko', 'en'] as const)('axe finds nothing in any theme in %s', async (locale) => {
    await using one = await tab({ locale });
    await one.context.addInitScript(`localStorage.setItem('bada.locale', '${locale}');`);
    const { page } = one;
    await page.goto('/catalog/population-age/edit');
    await page.locator('form textarea').first().waitFor();
    await page.locator('form textarea').first().fill('');
    for (const fold of await page.locator('details summary').all()) await fold.click();
    expect(await violationsInThemes(page)).toEqual([]);
  });

  test('does not scroll sideways at 390 px', async () => {
    await using one = await tab({ width: 390 });
    const { page } = one;
    await page.goto('/catalog/population-age/edit');
    await page.locator('form textarea').first().waitFor();
    for (const fold of await page.locator('details summary').all()) await fold.click();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
