import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage, type PageOptions } from '../../support/browser.ts';
import { type Gallery, startGallery } from './gallery-server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let gallery: Gallery;
let browser: Browser;

beforeAll(async () => {
  [gallery, browser] = await Promise.all([startGallery(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await gallery?.stop();
});

/** Opens the gallery and waits until map and chart are painted. */
async function open(query = '', options: Partial<PageOptions> = {}) {
  const opened = await openPage(browser, { baseUrl: gallery.url, ...options });
  await opened.page.goto(`/${query}`);
  await opened.page.waitForSelector('[data-testid=map][data-ready=true]');
  await opened.page.waitForSelector('[data-testid=trend][data-ready=true]');
  return {
    ...opened,
    async [Symbol.asyncDispose]() {
      // Font files may still be on their way; a request cut off by closing would be counted as a fault.
      await opened.page.evaluate('document.fonts.ready.then(() => undefined)');
      await opened.close();
    },
  };
}

/** Rules broken on the page, with the elements. */
async function broken(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(`
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then((result) =>
      result.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ' ' + node.html)))`);
  return Array.isArray(found) ? found.map(String) : ['axe did not run'];
}

describe.each(['light', 'dark', 'contrast'])('in the %s theme', (theme) => {
  test('nothing breaks the rules of accessibility or the content policy', async () => {
    await using opened = await open(`?theme=${theme}`);
    expect(await broken(opened.page)).toEqual([]);
  });
});

test('only the font files that the page needs are fetched, and their licence is shipped', async () => {
  await using opened = await open();
  await opened.page.evaluate('document.fonts.ready.then(() => undefined)');
  const paths = (await opened.traffic.transfers()).map(({ path }) => path);
  const fonts = paths.filter((path) => path.endsWith('.woff2'));
  expect(fonts.length).toBeGreaterThan(0);
  expect(fonts.length).toBeLessThan(20);
  const sheet = paths.find((path) => path.endsWith('pretendard-gov.css')) ?? '';
  const licence = await fetch(new URL('LICENSE.txt', new URL(sheet, gallery.url)));
  expect(await licence.text()).toContain('SIL OPEN FONT LICENSE');
});

test('nothing scrolls sideways on a phone and targets are large enough for fingers', async () => {
  const phone = {
    viewport: { width: 390, height: 844 },
    context: { hasTouch: true, isMobile: true },
  };
  await using opened = await open('?locale=en', phone);
  const width = await opened.page.evaluate('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(390);
  for (const name of ['Zoom in', 'Dialog']) {
    const box = await opened.page.getByRole('button', { name }).boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.width).toBeGreaterThanOrEqual(44);
  }
});

test('arrows walk the districts on the map in code order, Enter selects, Escape clears', async () => {
  await using opened = await open();
  const { page } = opened;
  const map = page.getByRole('listbox', { name: '65+ by district' });
  const walked = async () => {
    const id = await map.getAttribute('aria-activedescendant');
    return page.locator(`[id="${id}"]`).textContent();
  };
  await map.focus();
  expect(await walked()).toBe('해운대구 19.8%');
  await page.keyboard.press('Home');
  expect(await walked()).toBe('중구 29.1%');
  await page.keyboard.press('ArrowRight');
  expect(await walked()).toBe('서구 27.2%');
  await page.keyboard.press('Enter');
  expect(await map.getByRole('option', { name: '서구', selected: true }).count()).toBe(1);
  await page.keyboard.press('End');
  expect(await walked()).toBe('기장군 17.6%');
  await page.keyboard.press('Escape');
  expect(await map.getByRole('option', { selected: true }).count()).toBe(0);
});

test('a click on the map selects the district everywhere, and what is missing says so', async () => {
  await using opened = await open();
  const { page } = opened;
  const map = page.getByRole('listbox');
  await map.focus();
  await page.keyboard.press('End');
  const tip = page.getByText('기장군').and(page.locator('[data-testid=map] *'));
  const box = await tip.last().boundingBox();
  if (box === null) throw new Error('no tooltip');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height + 34);
  await page.getByRole('button', { name: /\d+ 기장군/, pressed: true }).waitFor();
  await page.getByRole('button', { name: '기장 17.6', exact: true, pressed: true }).waitFor();
  expect(await map.getByRole('option', { name: '사하구 값 없음' }).count()).toBe(1);
  expect(await map.getByRole('option', { name: '사상구 비공개' }).count()).toBe(1);
});

test('bars and tiles are one tab stop each and walk with the arrows', async () => {
  await using opened = await open();
  const { page } = opened;
  const bars = page.getByRole('list', { name: 'rank' }).getByRole('button');
  const focused = () =>
    page.evaluate('document.activeElement.innerText.replace(/\\s+/g, " ").trim()');
  await bars.first().focus();
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe('2 중구 29.1');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe('사상구 - 비공개');
  const stops = await bars.evaluateAll((all) => all.filter((each) => each.tabIndex === 0).length);
  expect(stops).toBe(1);

  await page.getByRole('list', { name: 'tiles' }).getByRole('button', { name: '중구' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  expect(await focused()).toBe('서구 27.2');
  await page.getByRole('button', { name: '서구 27.2', exact: true, pressed: true }).waitFor();
});

test('the time moves by arrows and by a click near an uneven step', async () => {
  await using opened = await open();
  const slider = opened.page.getByRole('slider', { name: '기준 시점' });
  const shown = () => slider.getAttribute('aria-valuetext');
  await slider.focus();
  await opened.page.keyboard.press('ArrowLeft');
  expect(await shown()).toBe('2020. 6.');
  await opened.page.keyboard.press('Home');
  expect(await shown()).toBe('2012. 3.');
  const box = await slider.boundingBox();
  if (box === null) throw new Error('no slider');
  // May 2018 is the fourth of six dates but stands at 57 % of the time.
  await slider.click({ position: { x: 12 + (box.width - 24) * 0.57, y: box.height / 2 } });
  expect(await shown()).toBe('2018. 5.');
});

test('the trend names its lines and reads a date aloud', async () => {
  await using opened = await open();
  const { page } = opened;
  const chart = page.getByRole('img', { name: '추이' });
  expect(await chart.locator('svg text').allTextContents()).toEqual(
    expect.arrayContaining(['부산 21.6', '해운대구 19.8', '목표 21.0', '기준 변경']),
  );
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByText('2023년 1월: 부산 21.6%, 해운대구 19.8%, 강서구 13.4%').waitFor();
});

test('a dialog holds the focus, closes on Escape and gives the focus back', async () => {
  await using opened = await open();
  const { page } = opened;
  const opener = page.getByRole('button', { name: 'Dialog' });
  await opener.click();
  const dialog = page.getByRole('dialog', { name: '보기 저장' });
  await dialog.waitFor();
  expect(await dialog.evaluate((node) => node.contains(document.activeElement))).toBe(true);
  expect(await broken(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await opener.evaluate((node) => node === document.activeElement)).toBe(true);
});

test('a toast offers undo and goes when it is used', async () => {
  await using opened = await open();
  const { page } = opened;
  await page.getByRole('button', { name: 'Toast' }).click();
  const region = page.getByRole('region', { name: '알림' });
  await region.getByRole('button', { name: '되돌리기' }).click();
  await region.getByText('보기를 지웠습니다').waitFor({ state: 'detached' });
});

test('a change of theme recolours map and chart', async () => {
  await using opened = await open();
  const { page } = opened;
  const line = page.locator('[data-testid=trend] svg path[stroke="#f4f5f6"]').first();
  expect(await line.count()).toBe(0);
  await page.getByRole('button', { name: 'turn theme' }).click();
  await line.waitFor({ state: 'attached' });
});

test('without WebGL the page is told, so that it can show the tiles', async () => {
  const blind = await launchBrowser(['--disable-gpu', '--disable-3d-apis']);
  const opened = await openPage(blind, { baseUrl: gallery.url });
  opened.expectConsole(/WebGL/i);
  await opened.page.goto('/');
  await opened.page.waitForSelector('[data-testid=map]:not([data-error=""])');
  await blind.close();
});
