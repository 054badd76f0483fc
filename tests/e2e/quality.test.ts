import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Manifest } from '@bada/shared';
import { read, utils } from '@e965/xlsx';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsInThemes } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { copyExtractsTo } from '../support/prepare.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** The embedded dataset with a rule that really fails: a quarter that its source skips. */
const DATASET = '/catalog/tourism-card';
const TASK = '관광지 카드 이용: 선후관계 (기준분기, 관광지)';

let home: string;
let server: TestServer;
let browser: Browser;

/** Publishes two versions of before: lower scores, the first of them by other rules. */
function addOlderVersions(extracts: string): void {
  const current = readFileSync(join(extracts, 'current'), 'utf8').trim();
  const text = readFileSync(join(extracts, 'manifests', `${current}.json`), 'utf8');
  const older = [
    { builtAt: '2024-01-05T00:00:00.000Z', version: '0.8.0', score: 90, rules: 'a'.repeat(64) },
    { builtAt: '2024-04-05T00:00:00.000Z', version: '0.9.0', score: 95, rules: undefined },
  ];
  for (const { builtAt, version, score, rules } of older) {
    const manifest = Manifest.parse(JSON.parse(text));
    const datasets = manifest.datasets.map((dataset) => {
      const { quality } = dataset;
      if (dataset.id !== 'tourism-card' || !quality) return dataset;
      const rulesetHash = rules ?? quality.rulesetHash;
      return { ...dataset, version, quality: { ...quality, score, errors: 9, rulesetHash } };
    });
    const id = createHash('sha256').update(version).digest('hex');
    const body = JSON.stringify({ ...manifest, id, builtAt, datasets });
    writeFileSync(join(extracts, 'manifests', `${id}.json`), body);
  }
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'bada-e2e-quality-'));
  await copyExtractsTo(home);
  addOlderVersions(join(home, 'extracts'));
  server = await startServer({ home, web: true });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

function tab(options: { width?: number; locale?: 'ko' | 'en' } = {}) {
  const { width = 1440, locale = 'ko' } = options;
  return openPage(browser, { baseUrl: server.url, locale, viewport: { width, height: 900 } });
}

async function rowsOf(page: Page, link: string): Promise<unknown[][]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ]);
  const book = read(readFileSync(await download.path()));
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  return utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
}

describe("a dataset's quality", () => {
  test('says in a sentence what is so, with verdicts, trend since the rules changed and gate', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto(DATASET);
    await page.getByText(/공식 오류율은 0\.058%\(0\.1% 미만 구간\)입니다/).waitFor();
    await page.getByText('규칙 12개 가운데 1개를 어겼고').waitFor();
    await page.getByText(/발행 관문: .* 경고와 함께 통과/).waitFor();
    await page.getByText('진단한 판 2개에 걸쳐 95.0점에서').waitFor();
    await page.getByRole('img', { name: /산식이나 규칙이 1번 바뀌어/ }).waitFor();
    const trend = page.getByRole('region', { name: '판별 추이' });
    expect(await trend.getByRole('row').count()).toBe(4);
    await page.getByText('이을 자료나 코드 없음').waitFor();
  });

  test('finds by itself the area that lacks a dong, and figures held twice', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto('/catalog/households-density');
    await page.getByText(/금정구: 2018년 .* 60\.12/).waitFor();
    await page
      .getByText(/금정구 2018-12-31: 이 자료 233,951, 저 자료 242,956/)
      .first()
      .waitFor();
  });

  test('shows failing rows with the reason and gives them as a workbook', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto(DATASET);
    await page.getByRole('button', { name: '선후관계 틀린 행 보기' }).click();
    const drawer = page.getByRole('dialog', { name: '틀린 행: 선후관계' });
    await drawer.getByText('앞 분기 기록이 없습니다').first().waitFor();
    await drawer.getByText('1행 가운데 1~1행').waitFor();
    const [header, row] = await rowsOf(page, '사유와 함께 XLSX로 내려받기');
    expect(header).toContain('사유');
    expect(row).toEqual(expect.arrayContaining([107, '앞 분기 기록이 없습니다']));
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  });
});

describe('tasks', () => {
  test('are assigned, noted, checked again and accepted; the evidence tells it', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto('/catalog');
    await page.getByText('조치 과제', { exact: true }).click();
    await page.getByText('과제 1건').waitFor();
    await page.getByRole('button', { name: TASK }).click();
    const drawer = page.getByRole('dialog', { name: TASK });
    await drawer.getByRole('textbox', { name: '담당자' }).fill('김주무관');
    await drawer.getByRole('textbox', { name: '기한', exact: true }).fill('2020-01-31');
    await drawer.getByRole('button', { name: '저장' }).click();
    await drawer.getByText(/기한 [\d,]+일 지남/).waitFor();
    await drawer.getByRole('textbox', { name: '조치 기록' }).fill('원자료 담당에게 확인을 요청함');
    await drawer.getByRole('button', { name: '기록 남기기' }).click();
    await drawer.getByRole('listitem').filter({ hasText: '원자료 담당에게' }).waitFor();
    await drawer.getByRole('button', { name: '다시 진단' }).click();
    await drawer.getByRole('listitem').filter({ hasText: '재진단' }).waitFor();
    expect(page.url()).toMatch(/part=tasks&task=/);
    await page.reload();
    await drawer.getByText('김주무관').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: '상태' }).selectOption('overdue');
    await page.getByText('과제 1건').waitFor();
    await page.getByRole('combobox', { name: '소관 부서' }).selectOption('인구정책담당관');
    await page.getByText('해당하는 과제가 없습니다').waitFor();
    await page.getByRole('button', { name: '조건 지우기' }).click();
    await page.getByRole('button', { name: TASK }).click();
    await drawer.getByRole('textbox', { name: '수용 사유' }).fill('원자료에 없는 분기');
    await drawer.getByRole('button', { name: '오류로 보지 않고 수용' }).click();
    await drawer.getByRole('button', { name: '수용 취소' }).waitFor();
    await page.keyboard.press('Escape');
    const rows = await rowsOf(page, '전체 품질 증빙 XLSX');
    expect(rows.map(([id]) => id)).toContain('tourism-card');
    await page.goto(DATASET);
    await page.getByRole('listitem').filter({ hasText: '김주무관' }).getByText('수용').waitFor();
  });

  test('an empty note is asked for beside its field', async () => {
    await using one = await tab();
    const { page } = one;
    await page.goto('/catalog?part=tasks&status=all');
    await page.getByRole('button', { name: TASK }).click();
    await page.getByRole('button', { name: '기록 남기기' }).click();
    await page.getByText('내용을 적어 주십시오.').waitFor();
  });
});

/** Each page, and what stands on it once it is whole. */
const PAGES = [
  { name: 'tasks', path: '/catalog?part=tasks&status=all', whole: 'main li button' },
  { name: 'quality', path: DATASET, whole: 'main [role="img"][tabindex="0"] svg' },
] as const;

describe('accessible', () => {
  test.each(['ko', 'en'] as const)(
    'axe finds nothing in any theme in %s, drawers included',
    async (locale) => {
      await using one = await tab({ locale });
      const { page } = one;
      await one.context.addInitScript(`localStorage.setItem('bada.locale', '${locale}');`);
      const found: string[] = [];
      for (const { name, path, whole } of PAGES) {
        await page.goto(path);
        await page.locator(whole).first().waitFor();
        found.push(...(await violationsInThemes(page)).map((problem) => `${name}: ${problem}`));
      }
      await page.getByRole('button', { name: /선후관계 틀린 행 보기|failing rows of/ }).click();
      await page.getByRole('dialog').locator('tbody tr').first().waitFor();
      found.push(...(await violationsInThemes(page)).map((problem) => `rows: ${problem}`));
      await page.keyboard.press('Escape');
      await page
        .getByRole('list', { name: /조치 과제|Tasks/ })
        .getByRole('button')
        .first()
        .click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
      found.push(...(await violationsInThemes(page)).map((problem) => `task: ${problem}`));
      expect(found).toEqual([]);
    },
  );

  test.each(PAGES)('$name does not scroll sideways at 390 px', async ({ path, whole }) => {
    await using one = await tab({ width: 390 });
    await one.page.goto(path);
    await one.page.locator(whole).first().waitFor({ state: 'attached' });
    const overflow = await one.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
