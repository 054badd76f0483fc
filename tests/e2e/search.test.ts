import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { appPages } from '../support/app-pages.ts';
import { violations } from '../support/axe.ts';

const { tab } = appPages({ height: 844 });

function field(page: Page) {
  return page.getByRole('combobox', { name: /^(찾을 말|Search for)$/ });
}

test.each(['Control+k', 'Meta+k', '/'])('%s opens it, Escape closes it', async (key) => {
  await using one = await tab();
  const { page } = one;
  await page.goto('/boards');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press(key);
  await field(page).waitFor();
  expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await field(page).waitFor({ state: 'detached' });
});

test('a slash that is typed into a field stays a slash', async () => {
  await using one = await tab();
  const { page } = one;
  await page.goto('/catalog');
  await page.getByRole('searchbox').pressSequentially('인구/');
  expect(await page.getByRole('searchbox').inputValue()).toBe('인구/');
  expect(await field(page).count()).toBe(0);
});

test('by keyboard alone: initial consonants find, arrows choose, Enter opens', async () => {
  await using one = await tab();
  const { page } = one;
  await page.goto('/boards');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('/');
  await field(page).pressSequentially('ㅊㅅㅇㅅ');
  await page
    .getByRole('option', { name: /^출생아수/ })
    .first()
    .waitFor();
  const chosen = page.getByRole('listbox').getByRole('option', { selected: true });
  const first = await chosen.textContent();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => chosen.textContent()).not.toBe(first);
  await field(page).fill('BRTH_CNT');
  await expect.poll(() => chosen.textContent()).toContain('출생아수');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '출생아수' }).waitFor();
  expect(page.url()).toContain('/catalog/births#column-births');
});

test('on a phone a touch opens it and a find', async () => {
  await using one = await tab({ width: 390 });
  const { page } = one;
  await page.goto('/boards');
  await page.getByRole('button', { name: /^찾기/ }).click();
  await field(page).fill('대기환경과');
  await page.getByRole('option', { name: '대기환경과', exact: true }).click();
  await page.waitForURL('**/catalog?department=air-quality');
});

describe('accessible', () => {
  test.each(
    (['light', 'dark', 'contrast'] as const).flatMap((theme) =>
      (['ko', 'en'] as const).flatMap((locale) => [
        { theme, locale, width: 1440 },
        { theme, locale, width: 390 },
      ]),
    ),
  )('axe finds nothing in $theme and $locale at $width px', async ({ theme, locale, width }) => {
    await using one = await tab({ locale, width });
    await one.context.addInitScript(
      `localStorage.setItem('bada.locale', '${locale}'); localStorage.setItem('bada.theme', '${theme}');`,
    );
    const { page } = one;
    await page.goto('/boards');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await field(page).fill('인구');
    await page.getByRole('option').nth(3).waitFor();
    expect(await violations(page)).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
