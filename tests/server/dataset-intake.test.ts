import type { Viewer } from '@bada/shared';
import { DatasetRows } from '@bada/shared/catalogue';
import { Ingest, IngestContract, IngestRows, VersionIntake } from '@bada/shared/intake';
import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ANSWERS, bring, changed, confirmAndRun } from './ingest-support.ts';
import { openTestApp, type TestApp } from './support.ts';

const LIST = '정류장코드,담당자,건수\nA1,가나다,3\nA2,라마바,셋\nA3,사아자,-\n';
const STEWARD: Viewer = {
  id: 'seo',
  roles: ['steward'],
  departments: ['data'],
  class: 'restricted',
};
const CLERK: Viewer = { ...STEWARD, id: 'kim', class: 'internal' };
const GUEST: Viewer = { id: 'guest', roles: [], departments: [], class: 'open' };

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let who: Viewer;
let base: string;

beforeAll(async () => {
  who = STEWARD;
  app = await openTestApp({ viewerOf: () => who });
  const done = await confirmAndRun(app, await bring(app, '목록.csv', LIST), (mapping) => ({
    ...mapping,
    personal: { 담당자: 'keep' },
    key: ['stop'],
    columns: mapping.columns.map((column) => ({
      ...column,
      name: { 정류장코드: 'stop', 담당자: 'person', 건수: 'uses' }[String(column.from)],
      type: column.from === '건수' ? 'integer' : 'text',
      ...(column.from === '건수' ? { missing: { '-': 'not-published' } } : {}),
    })),
  }));
  const asked = { method: 'PUT', path: 'contracts/0' } as const;
  const answered = await changed(app, done, { ...asked, body: { facts: ANSWERS } });
  const shown = await app.request(`/api/ingests/${done.id}/contracts/0`);
  const { document, dataset } = IngestContract.parse(await shown.json());
  const text = JSON.stringify(document).replace(
    '"name":"uses",',
    '"name":"uses","classification":"restricted",',
  );
  const told = await changed(app, answered, { ...asked, body: { document: JSON.parse(text) } });
  const published = await changed(app, told, { method: 'POST', path: 'publish' });
  const { state } = Ingest.parse(published);
  const manifest = state.kind === 'published' ? state.versions[0]?.manifest : undefined;
  base = `/api/datasets/${dataset}/versions/${manifest}/intake`;
  const removed = await app.request(`/api/ingests/${done.id}`, {
    method: 'DELETE',
    headers: { 'if-match': '*' },
  });
  expect(removed.status).toBe(204);
});

afterAll(() => app.close());

async function as(viewer: Viewer, path: string): Promise<Response> {
  who = viewer;
  return app.request(path);
}

test('the account of a version can be opened when its ingest is gone', async () => {
  const account = VersionIntake.parse(await (await as(STEWARD, base)).json());
  expect(account.tables).toMatchObject([
    { table: '0', file: '목록.csv', account: { read: 3, kept: 2, quarantined: 1 } },
  ]);
  const response = await as(STEWARD, `${base}/0/quarantine?limit=1`);
  const rows = IngestRows.parse(await response.json());
  expect(rows).toMatchObject({ total: 1, offset: 0 });
  expect(JSON.stringify(rows.rows)).toContain('셋');
  for (const part of ['totals', 'duplicates', 'flags']) {
    expect((await as(STEWARD, `${base}/0/${part}`)).status, part).toBe(200);
  }
});

test('what the contract classifies above a viewer is hidden in it', async () => {
  const text = await (await as(CLERK, `${base}/0/quarantine`)).text();
  expect(text).toContain('***');
  expect(text).not.toContain('셋');
});

test('the rows that were not kept are downloaded with why, masked as on the page', async () => {
  const csv = await as(STEWARD, `${base}/0/quarantine/file`);
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(csv.headers.get('content-disposition')).toContain(encodeURIComponent('목록_격리한행.csv'));
  const bytes = new Uint8Array(await csv.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder().decode(bytes).split('\r\n');
  expect(lines[0]).toBe('행 번호 Row,열 Column,값 Value,규칙 Rule,사유,Reason');
  expect(lines[1]).toMatch(/^3,건수,셋,integer,.+,.+$/);
  const hidden = await (await as(CLERK, `${base}/0/quarantine/file`)).text();
  expect(hidden).toContain('***');
  expect(hidden).not.toContain('셋');
  const sheet = await as(STEWARD, `${base}/0/quarantine/file?format=xlsx`);
  const workbook = read(new Uint8Array(await sheet.arrayBuffer()));
  const rows = utils.sheet_to_json(workbook.Sheets.격리한행 ?? {}, { header: 1 });
  expect(rows).toMatchObject([
    ['행 번호 Row', '열 Column', '값 Value', '규칙 Rule', '사유', 'Reason'],
    [3, '건수', '셋', 'integer', expect.any(String), expect.any(String)],
  ]);
  expect((await as(STEWARD, `${base}/0/kept/file`)).status).toBe(400);
  expect((await as(GUEST, `${base}/0/quarantine/file`)).status).toBe(403);
});

test('what a classified column keeps beside itself is published as hidden as the column', async () => {
  const dataset = base.split('/')[3];
  const shown = async (viewer: Viewer) => {
    const response = await as(viewer, `/api/datasets/${dataset}/rows`);
    const { columns, rows } = DatasetRows.parse(await response.json());
    return rows.map((row) => row[columns.indexOf('uses_missing')]);
  };
  expect(await shown(STEWARD)).toEqual([null, '***']);
  expect(await shown(CLERK)).toEqual([null, null]);
});

test('who may not read the version learns nothing of its rows, and unknown parts are coded', async () => {
  expect((await as(GUEST, base)).status).toBe(403);
  expect((await as(GUEST, `${base}/0/quarantine`)).status).toBe(403);
  expect((await as(STEWARD, `${base}/7/quarantine`)).status).toBe(404);
  expect((await as(STEWARD, `${base}/0/kept`)).status).toBe(400);
});
