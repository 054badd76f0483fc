import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let server: TestServer;
let browser: Browser;
/** Rows of the dataset with their columns, as the server has them. */
let rows: Record<string, string | number | null>[];

const DATASET = 'population-age';
const Rows = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  total: z.number(),
});

async function allRows(url: string) {
  const found: Record<string, string | number | null>[] = [];
  for (let offset = 0, total = 1; offset < total; offset += 100) {
    const path = `/api/datasets/${DATASET}/rows?limit=100&offset=${offset}`;
    const page = Rows.parse(await (await fetch(`${url}${path}`)).json());
    total = page.total;
    for (const row of page.rows) {
      found.push(Object.fromEntries(page.columns.map((name, at) => [name, row[at] ?? null])));
    }
  }
  return found;
}

beforeAll(async () => {
  server = await startServer({ web: true });
  browser = await launchBrowser();
  rows = await allRows(server.url);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const count = (value: number) => new Intl.NumberFormat('ko').format(value);

async function openPanel(page: Page, engine = 'auto'): Promise<Locator> {
  await page.goto(`/catalog/${DATASET}?engine=${engine}#part-linked`);
  const panel = page.locator('#part-linked');
  await panel.getByRole('button', { name: '함께 보기 열기' }).click();
  await panel.getByText(`전체 ${count(rows.length)}행을 모두 보고 있습니다.`).waitFor();
  return panel;
}

describe('the columns of a dataset seen together', () => {
  test.each([1440, 390])(
    'are accessible at %i px, with nothing to scroll sideways',
    async (width) => {
      await using tab = await openPage(browser, {
        baseUrl: server.url,
        viewport: { width, height: 844 },
      });
      const { page } = tab;
      const panel = await openPanel(page);
      await panel.getByRole('button', { name: /^중구/ }).click();
      await page.evaluate(axe);
      const results: AxeResults = await page.evaluate(`axe.run('#part-linked')`);
      expect(results.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
    },
  );

  test('follow a choice at once, say how many rows it leaves, and come back', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    const panel = await openPanel(page);
    const brush = panel.getByRole('slider').first();
    await brush.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    const sentence = panel.getByRole('status');
    const years = (await brush.getAttribute('aria-valuetext')) ?? '';
    const [from = '', to = ''] = years.match(/\d{4}/g) ?? [];
    expect(Number(to)).toBe(Number(from) + 1);
    const inYears = rows.filter(({ period }) => {
      const year = String(period).slice(0, 4);
      return year === from || year === to;
    });
    const told = `전체 ${count(rows.length)}행 가운데 ${count(inYears.length)}행을 골랐습니다.`;
    await expect.poll(() => sentence.textContent()).toBe(told);
    // The bars of another column hold these rows and no others.
    await panel.getByRole('button', { name: '표로 보기' }).click();
    const table = panel.getByRole('table').nth(1);
    const shown = await table.locator('tbody tr td:nth-child(2)').allTextContents();
    const sum = shown.reduce((total, text) => total + Number(text.replaceAll(',', '')), 0);
    expect(sum).toBe(inYears.length);
    await panel.getByRole('button', { name: '모두 지우기' }).click();
    await panel.getByText(`전체 ${count(rows.length)}행을 모두 보고 있습니다.`).waitFor();
  });

  test('keep what is chosen in the address: it can be shared, and gone back from', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    const panel = await openPanel(page);
    const told = () => panel.getByRole('status').textContent();
    const chosen = () => new URL(page.url()).searchParams.get('chosen');
    const brush = panel.getByRole('slider').first();
    await brush.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(chosen).toContain('interval');
    const [once, years] = [await told(), await brush.getAttribute('aria-valuetext')];
    await panel.getByRole('button', { name: /^중구/ }).click();
    await expect.poll(chosen).toContain('26110');
    const twice = await told();
    expect(twice).not.toBe(once);
    const shared = page.url();
    await page.goBack();
    await expect.poll(told).toBe(once);
    await page.goForward();
    await expect.poll(told).toBe(twice);
    // Whoever gets the address sees the same, without opening anything.
    await page.goto('/');
    await page.goto(shared);
    await expect.poll(told, { timeout: 30_000 }).toBe(twice);
    expect(await brush.getAttribute('aria-valuetext')).toBe(years);
    tab.assertClean();
  });

  test('are chosen by pointer too, moved by arrows and cleared by Escape', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    const panel = await openPanel(page);
    const brush = panel.getByRole('slider').first();
    await brush.scrollIntoViewIfNeeded();
    const box = await brush.boundingBox();
    if (!box) throw new Error('the brush is not shown');
    await page.mouse.move(box.x + 3, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 40, { steps: 5 });
    await page.mouse.up();
    const before = Number(await brush.getAttribute('aria-valuenow'));
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => brush.getAttribute('aria-valuenow')).toBe(String(before + 1));
    const value = panel.getByRole('button', { name: /^중구/ });
    await value.click();
    await panel.getByRole('list', { name: '고른 조건' }).getByRole('button').nth(1).waitFor();
    await brush.focus();
    await page.keyboard.press('Escape');
    await expect.poll(() => brush.getAttribute('aria-valuetext')).toBe('전체');
  });

  test('tell that a median is computed from the rows at each choice', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const panel = await openPanel(tab.page);
    const weight = panel.getByRole('combobox');
    const options = await weight.locator('option').allTextContents();
    await weight.selectOption(options.find((text) => text.includes('중앙값')) ?? '');
    await panel.getByText('중앙값은 미리 더해 둘 수 없어').waitFor();
  });

  test('are answered by the server where the reader wants that, with the same figures', async () => {
    await using tab = await openPage(browser, { baseUrl: server.url });
    const { page } = tab;
    const figures = async (engine: string) => {
      const panel = await openPanel(page, engine);
      await panel.getByRole('slider').first().focus();
      await page.keyboard.press('End');
      await panel.getByText('골랐습니다').waitFor();
      await panel.getByRole('button', { name: '표로 보기' }).click();
      const told = await panel.getByText(/에서 계산했습니다/).textContent();
      return { told, cells: await panel.getByRole('cell').allTextContents() };
    };
    const [own, theirs] = [await figures('browser'), await figures('server')];
    expect([own.told, theirs.told]).toEqual([
      '이 브라우저에서 계산했습니다.',
      '서버에서 계산했습니다.',
    ]);
    expect(own.cells.length).toBeGreaterThan(100);
    expect(theirs.cells).toEqual(own.cells);
  });
});
