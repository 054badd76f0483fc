import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAlteredVersion } from '../support/altered-version.ts';
import { appPages } from '../support/app-pages.ts';
import { violationsInThemes } from '../support/axe.ts';
import { copyExtractsTo } from '../support/prepare.ts';

const home = mkdtempSync(join(tmpdir(), 'bada-history-'));

// Ends last, after the server: hooks end in reverse.
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

const { tab, url } = appPages({
  async home() {
    await copyExtractsTo(home);
    await addAlteredVersion(home, { id: 'births', measure: 'births' });
    return home;
  },
});

beforeAll(async () => {
  const tiles = [{ kind: 'view', path: '/', search: '?indicator=crude-birth-rate' }];
  await fetch(`${url()}/api/boards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: '출생 점검', tiles }),
  });
});

function section(page: Page, title: string) {
  const heading = page.getByRole('heading', { level: 2, name: title, exact: true });
  return page.locator('section').filter({ has: heading });
}

function choose(page: Page, name: string) {
  return section(page, '계보').getByRole('button', { name, exact: true });
}

describe('versions', () => {
  test('are compared, gone back to, and that is undone', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto('/catalog/births');
    const versions = section(page, '판');
    await versions.getByRole('button', { name: /현재 판과 견주기/ }).click();
    await versions
      .getByText('더해진 행 0, 없어진 행 1, 바뀐 행 1, 그대로인 행 78입니다.')
      .waitFor();
    await versions.getByText('열은 그대로입니다.').waitFor();
    await versions.getByText('없어진', { exact: true }).first().click();
    await expect.poll(() => versions.locator('table').nth(1).locator('tbody tr').count()).toBe(1);
    await versions.getByRole('button', { name: /판으로 되돌리기/ }).click();
    await page.getByText('현재 판이 되었습니다. 다른 자료는 그대로입니다.').waitFor();
    await page.getByText('80행 가운데 1~50행').waitFor();
    await page.getByRole('button', { name: '되돌리기', exact: true }).click();
    await page.getByText('79행 가운데 1~50행').waitFor();
  });
});

describe('lineage', () => {
  test('is walked by keyboard: what breaks if this column changes?', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto('/catalog/births');
    const lineage = section(page, '계보');
    await choose(page, '출생아수').first().focus();
    await lineage.getByText('births/births.csv에서 옵니다.').waitFor();
    await page.keyboard.press('ArrowRight');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-node'));
    expect(await focused()).toMatch(/^column:births\./);
    for (let step = 0; (await focused()) !== 'column:births.births' && step < 9; step++) {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await lineage
      .getByText(/바뀌면 지표 2개\(.*조출생률.*\)와 보드 1개\(출생 점검\)가 영향을/)
      .waitFor();
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toMatch(/^indicator:/);
    await page.keyboard.press('Enter');
    await lineage.getByRole('link', { name: /열기$/ }).click();
    await page.waitForURL(/\?indicator=/);
  });

  test('and the list of who uses it open the view that a board keeps', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto('/catalog/births');
    await section(page, '이 자료를 쓰는 지표').getByRole('link', { name: '출생 점검' }).click();
    await page.waitForURL('**/?indicator=crude-birth-rate*');
    await page.goto('/catalog/births');
    await choose(page, '출생 점검').first().focus();
    await page.keyboard.press('Enter');
    await section(page, '계보').getByRole('link', { name: '출생 점검 열기' }).click();
    await page.waitForURL('**/?indicator=crude-birth-rate*');
  });

  test('has a table twin with every arrow', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto('/catalog/births');
    await section(page, '계보').getByText('표로 보기').click();
    const row = section(page, '계보').getByRole('row', {
      name: /열 출생아수 셈에 씀 지표 조출생률/,
    });
    await row.waitFor();
  });
});

describe('accessible', () => {
  test.each(['ko', 'en'] as const)('axe finds nothing in any theme in %s', async (locale) => {
    await using one = await tab({ locale });
    await one.context.addInitScript(`localStorage.setItem('bada.locale', '${locale}');`);
    const { page } = one;
    await page.goto('/catalog/births');
    await page.locator('[data-node]').first().waitFor();
    await page
      .getByRole('button', { name: /견주기$|^Compare/ })
      .first()
      .click();
    await page.locator('h3', { hasText: /차이|From version/ }).waitFor();
    expect(await violationsInThemes(page)).toEqual([]);
  });

  test('on a phone lineage is a list, and nothing scrolls sideways', async () => {
    await using one = await tab({ width: 390 });
    const { page } = one;
    await page.goto('/catalog/births');
    await page.getByRole('button', { name: '판 2개', exact: true }).click();
    await page.getByRole('button', { name: /현재 판과 견주기/ }).click();
    await page.locator('h3', { hasText: '차이' }).waitFor();
    await page.getByRole('button', { name: '계보', exact: true }).click();
    await choose(page, '출생아수').first().click();
    const widths = await page
      .locator('[data-node]')
      .evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().width));
    expect(Math.min(...widths)).toBeGreaterThan(300);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
