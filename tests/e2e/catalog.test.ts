import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { appPages } from '../support/app-pages.ts';
import { violationsInThemes } from '../support/axe.ts';

const { tab } = appPages();

function results(page: Page) {
  return page.getByRole('list', { name: /^(자료|Datasets)$/ }).getByRole('heading', { level: 2 });
}

describe('searching', () => {
  test('from the rail by typing, narrowing and back, all of it in the address', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto('/');
    await page.getByRole('navigation').getByRole('link', { name: '자료' }).click();
    await results(page).first().waitFor();
    await page.getByRole('searchbox', { name: '자료 찾기' }).pressSequentially('도시철도');
    await page.getByRole('status').getByText('자료 3건').waitFor();
    expect(decodeURIComponent(page.url())).toContain('/catalog?q=도시철도');
    await page.getByRole('checkbox', { name: /^공개/ }).check();
    await page.getByRole('status').getByText('자료 1건').waitFor();
    expect(page.url()).toContain('class=open');
    await page.reload();
    await results(page).first().waitFor();
    expect(await results(page).allInnerTexts()).toEqual(['도시철도역']);
    await page.goBack();
    await page.getByRole('status').getByText('자료 3건').waitFor();
  });

  test('initial consonants find, slips are forgiven and said, finds are marked', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto('/catalog?q=ㄱㄹㅇㄱ');
    await results(page).first().waitFor();
    expect(await results(page).allInnerTexts()).toContain('연령별 주민등록인구');
    await page.getByRole('searchbox').fill('출셍아수');
    await page.getByText('비슷한 말로 찾았습니다').waitFor();
    await page.getByRole('searchbox').fill('출생아');
    await page.locator('mark', { hasText: '출생아' }).first().waitFor();
    await page.getByRole('searchbox').fill('쀍뛟꽥뚫');
    await page.getByText('찾는 자료가 없습니다').waitFor();
    await page.getByRole('button', { name: '모두 지우기' }).click();
    await page.getByRole('status').getByText('자료 13건').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('the standard terms lead to the datasets that use them', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto('/catalog');
    await page.getByText('표준용어', { exact: true }).click();
    await page.getByRole('link', { name: 'births.births' }).click();
    await page.getByRole('heading', { level: 1, name: '출생아수' }).waitFor();
  });
});

describe("a dataset's page", () => {
  test('shows rows, columns, quality and who uses it, and says why it is not published', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto('/catalog/births');
    await page.getByRole('heading', { level: 1, name: '출생아수' }).waitFor();
    await page.getByText('밖으로 공개하지 않는 자료입니다').waitFor();
    await page.getByText('80행 가운데 1~50행').waitFor();
    await page.getByRole('button', { name: '다음 쪽' }).click();
    await page.getByText('80행 가운데 51~80행').waitFor();
    expect(page.url()).toContain('?from=51');
    await page.goBack();
    await page.getByText('80행 가운데 1~50행').waitFor();
    await page.getByRole('region', { name: '열' }).first().getByText('82 ~ 2,329').waitFor();
    await page.getByRole('link', { name: '조출생률' }).click();
    await page.waitForURL('**/?indicator=crude-birth-rate');
  });

  test('gives files under Korean names and carries schema.org data that the policy lets stand', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto('/catalog/companies');
    const link = page.getByRole('link', { name: 'CSV (UTF-8)' });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('사업체수_2020-12-31.csv');
    const text = await page.locator('script[type="application/ld+json"]').textContent();
    expect(JSON.parse(text ?? '')).toMatchObject({ '@type': 'Dataset', name: '사업체수' });
    expect(await page.getByText('밖으로 공개하지 않는 자료입니다').count()).toBe(0);
  });

  test('a dataset that is not there says so in words', async () => {
    await using one = await tab();
    one.expectConsole(/404/);
    await one.page.goto('/catalog/nothing');
    await one.page.getByRole('alert').getByText('dataset.not-found').waitFor();
  });
});

/** Each page, and what stands on it once it is whole. */
const PAGES = [
  { name: 'search', path: '/catalog?q=인구', whole: 'main li h2' },
  { name: 'terms', path: '/catalog?part=terms', whole: 'main tbody tr' },
  { name: 'dataset', path: '/catalog/births', whole: 'main rect' },
] as const;

describe('accessible', () => {
  test.each(['ko', 'en'] as const)('axe finds nothing in any theme in %s', async (locale) => {
    await using one = await tab({ locale });
    await one.context.addInitScript(`localStorage.setItem('bada.locale', '${locale}');`);
    const found: string[] = [];
    for (const { name, path, whole } of PAGES) {
      await one.page.goto(path);
      await one.page.locator(whole).first().waitFor();
      found.push(...(await violationsInThemes(one.page)).map((problem) => `${name}: ${problem}`));
    }
    expect(found).toEqual([]);
  });

  test.each(PAGES)('$name does not scroll sideways at 390 px', async ({ path, whole }) => {
    await using one = await tab({ width: 390 });
    await one.page.goto(path);
    await one.page.locator(whole).first().waitFor({ state: 'attached' });
    const overflow = await one.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test('by keyboard alone: facets unfold, narrow and lead to a dataset on a phone', async () => {
    await using one = await tab({ width: 390 });
    const { page } = one;
    await page.goto('/catalog?q=도시철도');
    await page.getByRole('checkbox', { name: '좁히기' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('checkbox', { name: /^공개/ }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('status').getByText('자료 1건').waitFor();
    await page.getByRole('link', { name: '도시철도역' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '도시철도역' }).waitFor();
  });
});
