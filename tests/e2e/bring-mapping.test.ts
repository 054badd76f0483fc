import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { columnEntry, dropFiles, stepNamed } from './bring-support.ts';

const FILE =
  '구군코드,기준월,시설,이용건수\n26110,2024-01,도서관,"1,200"\n26140,2024-01,수영장,300\n';

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

test('a mapping as YAML: a wrong line is told, marked and selected, and the text is kept', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  tab.expectConsole(/422/);
  await page.goto('/bring');
  await dropFiles(page, [{ name: '시설_202401.csv', bytes: new TextEncoder().encode(FILE) }]);
  const mapping = stepNamed(page, '매핑');
  await mapping.getByText('YAML로 고치기').click();
  const field = mapping.getByLabel('매핑 YAML');
  const proposed = await field.inputValue();
  const broken = proposed
    .replace(/^dataset: .*$/m, 'dataset: facility-use')
    .replace(/^id: .*$/m, 'id: facility-use')
    .replace('type: integer', 'type: intger');
  const line = broken.split('\n').findIndex((one) => one.includes('intger')) + 1;
  await field.fill(broken);
  await mapping.getByRole('button', { name: 'YAML 저장' }).click();
  const alert = mapping.getByRole('alert');
  await alert.getByText(`매핑 ${line}번째 줄`).waitFor();
  await alert.getByText('혹시 integer입니까?').waitFor();
  expect(await field.inputValue()).toBe(broken);
  const selected = await field.evaluate((element) => {
    if (!(element instanceof HTMLTextAreaElement)) return '';
    return element.value.slice(element.selectionStart, element.selectionEnd);
  });
  expect(selected).toContain('intger');
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await field.fill(broken.replace('intger', 'integer'));
  await mapping.getByRole('button', { name: 'YAML 저장' }).click();
  await mapping.getByText('사람이 확인한 매핑입니다.').waitFor();
  await expect.poll(() => mapping.getByLabel('자료 식별자').inputValue()).toBe('facility-use');
});

test('a mapping in its form: names, types and what a reserved id says', async () => {
  await using tab = await openPage(browser, { baseUrl: server.url });
  const { page } = tab;
  await page.goto('/bring');
  await dropFiles(page, [{ name: '시설_202402.csv', bytes: new TextEncoder().encode(FILE) }]);
  const mapping = stepNamed(page, '매핑');
  await mapping.getByLabel('자료 식별자').fill('listing');
  await mapping.getByText('자료 식별자를 정하십시오.').waitFor();
  const confirm = mapping.getByRole('button', { name: '확인하고 들이기' });
  expect(await confirm.isDisabled()).toBe(true);
  await mapping.getByLabel('자료 식별자').fill('facility-visits');
  const uses = await columnEntry(page, '이용건수');
  await uses.getByLabel('표준 열 이름').fill('uses');
  await uses.getByLabel('유형').selectOption('소수');
  await uses.getByLabel('쓰임').selectOption('수치');
  const place = await columnEntry(page, '시설');
  await place.getByRole('button', { name: '시설 열 들이지 않기' }).click();
  await confirm.click();
  const account = stepNamed(page, '행 집계');
  await account.getByRole('button', { name: /^2\s*들인 행 보기$/ }).click();
  await account.getByRole('columnheader', { name: 'uses' }).waitFor();
  expect(await account.getByRole('cell', { name: '도서관' }).count()).toBe(0);
  const contract = stepNamed(page, '계약');
  expect(await contract.getByLabel('이용건수 합치는 방법').inputValue()).toBe('sum');
});
