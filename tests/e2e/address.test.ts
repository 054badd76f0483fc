import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { baseFile, datasetOf, Manifest } from '@bada/shared';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';

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

const openTab = () => openPage(browser, { baseUrl: server.url });

async function shownCards(page: Page, count = 14): Promise<void> {
  await expect.poll(() => page.getByTestId('card-value').count()).toBe(count);
}

describe('language and theme', () => {
  test('go along in the address and open a link as it was copied, on every page', async () => {
    await using tab = await openTab();
    const { page } = tab;
    await page.goto('/?indicator=births');
    await shownCards(page);
    expect(new URL(page.url()).search).toBe('?indicator=births');
    await page.getByRole('button', { name: '영어로 보기' }).click();
    await page.getByRole('combobox', { name: 'Colours' }).selectOption('dark');
    const chosen = { lang: 'en', theme: 'dark' };
    const query = () => Object.fromEntries(new URL(page.url()).searchParams);
    await expect.poll(query).toEqual({ indicator: 'births', ...chosen });
    await page.getByRole('link', { name: 'Data', exact: true }).click();
    await page.getByRole('searchbox').waitFor();
    await expect.poll(query).toEqual(chosen);
    await page.goBack();
    await shownCards(page);
    expect(query()).toEqual({ indicator: 'births', ...chosen });

    await using other = await openTab();
    await other.page.goto(page.url(), { waitUntil: 'commit' });
    const look = () =>
      other.page.evaluate(() => [
        document.documentElement.lang,
        document.documentElement.dataset.theme,
      ]);
    await expect.poll(look).toEqual(['en', 'dark']);
    await other.page.getByRole('heading', { level: 2, name: 'Births' }).waitFor();
    // A link changes nothing that this reader keeps.
    await other.page.goto('/');
    await other.page.getByRole('link', { name: '개요' }).first().waitFor();
    await expect.poll(look).toEqual(['ko', 'light']);
  });

  test('of the reader fill an address that names none, and are written into it', async () => {
    await using tab = await openTab();
    const { page } = tab;
    await page.goto('/boards');
    await page.getByRole('button', { name: '영어로 보기' }).click();
    await page.goto('/indicators');
    await page.getByRole('heading', { level: 1, name: 'Indicators' }).waitFor();
    await expect.poll(() => new URL(page.url()).search).toBe('?lang=en');
  });
});

describe('what an address asks for in vain', () => {
  test('is named with its code and with what is shown instead, until the reader chooses', async () => {
    await using tab = await openTab();
    const { page } = tab;
    await page.goto('/?indicator=ghost-town&places=26350.99999&period=2011-01-01&drawing=globe');
    const notices = page.getByRole('status');
    await shownCards(page);
    const texts = async () => (await notices.allTextContents()).join('\n');
    await expect.poll(texts).toMatch(/‘2011년 1월’에는 이 지표의 값이 없습니다\. 대신 2023년 1월/);
    expect(await texts()).toMatch(/지표 ‘ghost-town’.*대신 ‘고령인구비율’.*address\.indicator/);
    expect(await texts()).toMatch(/‘99999’.*대신 해운대구.*address\.place/);
    expect(await texts()).toMatch(/drawing 값 ‘globe’.*address\.choice/);
    await page.getByRole('button', { name: /^출생아 수/ }).click();
    await expect.poll(texts).not.toMatch(/address\./);
    expect(page.url()).not.toMatch(/ghost|99999|2011|globe/);
  });

  test('is told in English too', async () => {
    await using tab = await openTab();
    await tab.page.goto('/?indicator=ghost-town&lang=en');
    await tab.page.getByText(/“ghost-town”, which does not exist or was withdrawn/).waitFor();
  });
});

describe('what has no honest comparison', () => {
  test('says so on its card, and a break is marked, told and never joined', async () => {
    await using tab = await openTab();
    const { page } = tab;
    await page.goto('/?indicator=companies-per-1000');
    await shownCards(page);
    const change = (name: RegExp) =>
      page.getByRole('button', { name }).getByTestId('card-change').textContent();
    expect(await change(/^도시철도 하루 승차/)).toBe('전년 동기(2023. 6.) 값 없음');
    expect(await change(/^고령인구비율/)).toBe('13개월 전(2021. 12.) 대비 +1.2%p');
    expect(await change(/^출생아 수/)).toMatch(/^전년 동기\(2020\) 대비 −\d/);
    expect(await change(/^인구 천 명당 사업체/)).toMatch(/2020년부터 기준이 달라/);
    const told = page.getByTestId('trend-sentence');
    await expect.poll(() => told.textContent()).toMatch(/118\.5개.*조사 모집단이 넓어져/);
    expect(await told.textContent()).not.toMatch(/바뀌었습니다/);
    await page.getByText('추이 표', { exact: true }).click();
    const row = page.getByRole('row', { name: /^2020/ });
    expect(await row.textContent()).toMatch(/※ 2020년부터 조사 모집단이 넓어져/);
  });
});

describe('keys', () => {
  test('are listed by ?, and g with a letter goes to a page, also while Hangul is written', async () => {
    await using tab = await openTab();
    const { page } = tab;
    await page.goto('/boards');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: '단축키' });
    await list.getByText('표로 보기, 다시 누르면 지도로').waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.getByRole('searchbox').waitFor();
    expect(new URL(page.url()).pathname).toBe('/catalog');
    expect(await page.title()).toBe('자료 · BADA 부산 행정데이터 분석');
    // In a field the same letters are letters.
    await page.getByRole('searchbox').pressSequentially('gb?');
    expect(await page.getByRole('searchbox').inputValue()).toBe('gb?');
    await page.getByRole('heading', { level: 1 }).click();
    await page.evaluate(() => {
      for (const [key, code] of [['ㅎ', 'KeyG'] as const, ['ㅐ', 'KeyO'] as const]) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true }));
      }
    });
    await shownCards(page);
    await page.keyboard.press('t');
    await page.getByRole('table').first().waitFor();
  });

  test('Escape clears the selection wherever the focus is', async () => {
    await using tab = await openTab();
    const { page } = tab;
    await page.goto('/?places=26350.26110');
    await shownCards(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url()).not.toContain('places');
  });

  test('rows of the ranking are large enough to hit', async () => {
    await using tab = await openTab();
    const { page } = tab;
    await page.goto('/');
    await shownCards(page);
    const rows = page.getByRole('region', { name: '순위' }).getByRole('button');
    await expect.poll(() => rows.count()).toBe(16);
    for (const row of await rows.all()) {
      expect((await row.boundingBox())?.height).toBeGreaterThanOrEqual(32);
    }
  });
});

describe('strategies', () => {
  test('group the indicators, are marked as samples and vanish with them', async () => {
    await using tab = await openTab();
    const { page } = tab;
    await page.goto('/indicators');
    await page.getByRole('heading', { level: 2, name: '함께 나이 드는 도시' }).waitFor();
    expect(await page.getByRole('heading', { level: 3 }).count()).toBe(14);
    await page.getByRole('checkbox', { name: '예시 전략·목표 보기' }).uncheck();
    await expect.poll(() => page.getByText('함께 나이 드는 도시').count()).toBe(0);
    expect(await page.getByText('예시', { exact: true }).count()).toBe(0);
    expect(await page.getByRole('heading', { level: 2 }).count()).toBe(14);
    expect(page.url()).toContain('samples=off');
    await page.reload();
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await page.getByText('예시', { exact: true }).count()).toBe(0);
    await page.getByRole('link', { name: '개요', exact: true }).click();
    await shownCards(page);
    expect(await page.getByRole('checkbox').isChecked()).toBe(false);
  });
});

test('a damaged extract fails the cards that read it; trying again brings them back', async () => {
  const manifest = Manifest.parse(await (await fetch(`${server.url}/api/manifest`)).json());
  const dataset = datasetOf(manifest, 'births');
  const { hash, format } = baseFile(dataset);
  const path = join(server.home, 'extracts', dataset.class, `${hash}.${format}`);
  await using fresh = await startServer({ home: server.home });
  renameSync(path, `${path}.gone`);
  await using tab = await openPage(browser, { baseUrl: fresh.url });
  const { page } = tab;
  try {
    await page.goto('/');
    await shownCards(page, 12);
    const alerts = page.getByRole('alert');
    expect(await alerts.count()).toBe(2);
    expect(await alerts.first().textContent()).toMatch(/births의 파일이 손상/);
    expect(await page.getByText('오류 코드 extract.corrupt').count()).toBe(2);
    await page.getByTestId('sentence').waitFor();
  } finally {
    renameSync(`${path}.gone`, path);
  }
  await page.getByRole('button', { name: '출생아 수, 다시 시도' }).click();
  await shownCards(page);
});
