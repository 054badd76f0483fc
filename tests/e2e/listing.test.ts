import { expect, test } from 'vitest';
import { appPages } from '../support/app-pages.ts';
import { violations } from '../support/axe.ts';

const { tab } = appPages();

const ROWS = '목록명,보유근거,업데이트 주기\n출생아수,인구동태조사,월간\n없는 자료,,가끔\n';

test('pasted rows become proposals that are saved one by one and seen at once', async () => {
  await using one = await tab();
  const { page } = one;
  await page.goto('/catalog');
  await page.getByRole('link', { name: '공공데이터 목록으로 설명 채우기' }).click();
  await page.getByLabel('목록 행 붙여 넣기').fill(ROWS);
  await page.getByRole('button', { name: '읽기' }).click();
  await page.getByText('목록 2행 가운데 1행이 우리 자료입니다.').waitFor();
  await page.getByText('2행 업데이트 주기: 가끔').waitFor();
  await page.getByRole('button', { name: '출생아수 저장' }).click();
  await page.getByText('‘출생아수’의 설명을 저장했습니다.').waitFor();
  await page.getByRole('link', { name: '출생아수' }).click();
  await page.getByText('인구동태조사').first().waitFor();
  await page.getByText('공공데이터 목록에서 가져옴').waitFor();
});

test.each(
  (['light', 'dark', 'contrast'] as const).flatMap((theme) =>
    (['ko', 'en'] as const).map((locale) => ({ theme, locale })),
  ),
)('axe finds nothing in $theme and $locale, and 390 px are enough', async ({ theme, locale }) => {
  await using one = await tab({ locale, width: 390 });
  await one.context.addInitScript(
    `localStorage.setItem('bada.locale', '${locale}'); localStorage.setItem('bada.theme', '${theme}');`,
  );
  const { page } = one;
  await page.goto('/catalog/listing');
  await page.locator('textarea').fill(ROWS.replace('월간', '분기'));
  await page.locator('form button').click();
  await page.locator('article li').first().waitFor();
  expect(await violations(page)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
