import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page as it stands, by rule and element. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results: AxeResults = await page.evaluate('axe.run(document)');
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`),
  );
}

const THEMES = ['light', 'dark', 'contrast'] as const;

const SETTLED = 'Promise.allSettled(document.getAnimations().map((one) => one.finished))';

/** What axe finds on a page as it stands, put into each of the themes as the app does when one is
 * chosen. */
export async function violationsInThemes(page: Page): Promise<string[]> {
  const worn = await page.locator('html').getAttribute('data-theme');
  const found: string[] = [];
  const wear = async (theme: string | null) => {
    await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
    await page.evaluate(SETTLED);
  };
  for (const theme of THEMES) {
    await wear(theme);
    found.push(...(await violations(page)).map((one) => `${theme}: ${one}`));
  }
  await wear(worn);
  return found;
}
