import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { appPages } from '../support/app-pages.ts';

const { tab } = appPages({ height: 844 });

function heightOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollHeight);
}

describe('a dataset’s page on a phone', () => {
  test('folds its parts under what they say, and a part unfolds by keyboard', async () => {
    await using one = await tab({ width: 390 });
    const { page } = one;
    await page.goto('/catalog/births');
    const columns = page.getByRole('button', { name: '열 5개' });
    await columns.waitFor();
    await page.getByRole('button', { name: /^품질/ }).waitFor();
    expect(await heightOf(page)).toBeLessThan(3500);
    expect(await columns.getAttribute('aria-expanded')).toBe('false');
    expect(await page.getByText('해당 연도에 태어난 아이 수입니다.').isVisible()).toBe(false);
    await columns.focus();
    await page.keyboard.press('Enter');
    await page.getByText('해당 연도에 태어난 아이 수입니다.').waitFor();
    expect(await columns.getAttribute('aria-expanded')).toBe('true');
  });

  test.each([
    ['#part-quality', /^품질/],
    ['#column-births', '열 5개'],
  ])('opens the part that an address points at: %s', async (hash, name) => {
    await using one = await tab({ width: 390 });
    const { page } = one;
    await page.goto(`/catalog/births${hash}`);
    const toggle = page.getByRole('button', { name });
    await toggle.waitFor();
    expect(await toggle.getAttribute('aria-expanded')).toBe('true');
    await page.waitForFunction((id) => document.activeElement?.id === id, hash.slice(1));
  });

  test('leads from its list of parts into a folded one', async () => {
    await using one = await tab({ width: 390 });
    const { page } = one;
    await page.goto('/catalog/births');
    await page.getByRole('link', { name: '기본 정보' }).click();
    await page.getByText('출생아수와 이를 견줄 인구를 함께 보기 위한 자료입니다.').waitFor();
  });

  test('prints whole', async () => {
    await using one = await tab({ width: 390 });
    const { page } = one;
    await page.goto('/catalog/births');
    await page.getByRole('button', { name: '열 5개' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.getByText('해당 연도에 태어난 아이 수입니다.').waitFor();
    await page.getByText('출생아수와 이를 견줄 인구를 함께 보기 위한 자료입니다.').waitFor();
  });
});

test('a wide page shows every part under a plain heading, in the reader’s language', async () => {
  await using one = await tab({ locale: 'en' });
  const { page } = one;
  await one.context.addInitScript(`localStorage.setItem('bada.locale', 'en');`);
  await page.goto('/catalog/births');
  await page.getByRole('heading', { level: 2, name: 'Columns', exact: true }).waitFor();
  await page.getByText('Births and the population they are compared with.').waitFor();
  expect(await page.getByRole('button', { name: /^Columns/ }).count()).toBe(0);
});

test('a long list of values shows its first, and all of them when asked', async () => {
  await using one = await tab();
  const { page } = one;
  await page.goto('/catalog');
  const group = page.getByRole('group', { name: '소관' });
  await group.getByRole('checkbox').first().waitFor();
  expect(await group.getByRole('checkbox').count()).toBe(5);
  await group.getByRole('button', { name: /더 보기$/ }).click();
  expect(await group.getByRole('checkbox').count()).toBeGreaterThan(6);
  await group.getByRole('button', { name: /접기$/ }).click();
  expect(await group.getByRole('checkbox').count()).toBe(5);
});
