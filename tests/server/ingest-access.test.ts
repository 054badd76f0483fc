import type { Viewer } from '@bada/shared';
import { IngestContract, IngestPage, IngestRows } from '@bada/shared/intake';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ANSWERS, bring, change, changed, codeOf, confirmAndRun, load } from './ingest-support.ts';
import { openTestApp, type TestApp } from './support.ts';

const LIST = '정류장코드,담당자,건수\nA1,가나다,3\nA2,라마바,셋\n';

function person(id: string, role: Viewer['roles'][number], department: string): Viewer {
  return { id, roles: [role], departments: [department], class: 'internal' };
}

const KIM = person('kim', 'analyst', 'roads');
const LEE = person('lee', 'analyst', 'roads');
const CHOI = person('choi', 'analyst', 'parks');
const STEWARD = person('seo', 'steward', 'data');
const MAYOR = person('mayor', 'executive', 'busan');

vi.setConfig({ testTimeout: 120_000 });

let app: TestApp;
let who: Viewer;

beforeEach(async () => {
  who = KIM;
  app = await openTestApp({ viewerOf: () => who });
});

afterEach(() => app.close());

async function as<T>(viewer: Viewer, work: () => Promise<T>): Promise<T> {
  const before = who;
  who = viewer;
  try {
    return await work();
  } finally {
    who = before;
  }
}

async function listed(viewer: Viewer): Promise<string[]> {
  const response = await as(viewer, () => app.request('/api/ingests'));
  return IngestPage.parse(await response.json()).ingests.map(({ id }) => id);
}

test('a file is seen by its sender, the department and stewards, and by nobody else', async () => {
  const { id, owner, department } = await bring(app, '목록.csv', LIST);
  expect([owner, department]).toEqual(['kim', 'roads']);
  const path = `/api/ingests/${id}`;
  for (const viewer of [KIM, LEE, STEWARD]) {
    expect((await as(viewer, () => app.request(path))).status, viewer.id).toBe(200);
    expect(await listed(viewer)).toEqual([id]);
  }
  expect((await as(CHOI, () => app.request(path))).status).toBe(403);
  expect(await listed(CHOI)).toEqual([]);
  expect((await as(MAYOR, () => app.request('/api/ingests'))).status).toBe(403);
  const gone = { method: 'DELETE', headers: { 'if-match': '*' } };
  expect((await as(LEE, () => app.request(path, gone))).status).toBe(403);
});

test('only stewards publish', async () => {
  const done = await confirmAndRun(app, await bring(app, '목록.csv', LIST));
  const wanted = { method: 'POST', path: 'publish' } as const;
  const refused = await change(app, done, wanted);
  expect([refused.status, await codeOf(refused)]).toEqual([403, 'access.denied']);
  const allowed = await as(STEWARD, () => change(app, done, wanted));
  expect(await codeOf(allowed)).toBe('ingest.contract-open');
});

test('what the contract classifies above a viewer is hidden in rows, quarantine and previews', async () => {
  const done = await confirmAndRun(app, await bring(app, '목록.csv', LIST), (mapping) => ({
    ...mapping,
    personal: { 담당자: 'keep' },
    key: ['stop'],
    columns: mapping.columns.map((column) => ({
      ...column,
      name: { 정류장코드: 'stop', 담당자: 'person', 건수: 'uses' }[String(column.from)],
      type: column.from === '건수' ? 'integer' : 'text',
    })),
  }));
  const facts = { ...ANSWERS, ownerDepartment: 'roads' };
  const asked = { method: 'PUT', path: 'contracts/0' } as const;
  const answered = await changed(app, done, { ...asked, body: { facts } });
  const contract = await app.request(`/api/ingests/${done.id}/contracts/0`);
  const { document } = IngestContract.parse(await contract.json());
  const text = ['person', 'uses', 'uses_missing'].reduce(
    (rest, name) =>
      rest.replace(`"name":"${name}",`, `"name":"${name}","classification":"restricted",`),
    JSON.stringify(document),
  );
  const body = { document: JSON.parse(text) };
  const told = await changed(app, answered, { ...asked, body });
  const kept = await app.request(`/api/ingests/${done.id}/tables/0/kept`);
  const rows = IngestRows.parse(await kept.json());
  expect(rows.rows[0]).toEqual(expect.arrayContaining(['A1', '***']));
  expect(JSON.stringify(rows)).not.toContain('가나다');
  const bad = await app.request(`/api/ingests/${done.id}/tables/0/quarantine`);
  const quarantine = IngestRows.parse(await bad.json());
  expect(quarantine.rows[0]).toEqual(expect.arrayContaining(['건수', '***']));
  expect(JSON.stringify(await load(app, told.id))).not.toMatch(/가나다|라마바|셋/);
  const cleared: Viewer = { ...KIM, class: 'restricted' };
  const seen = await as(cleared, () => app.request(`/api/ingests/${done.id}/tables/0/quarantine`));
  expect(await seen.text()).toContain('셋');
  const file = `/api/ingests/${done.id}/tables/0/quarantine/file`;
  const hidden = await (await app.request(file)).text();
  expect(hidden).toContain('***');
  expect(hidden).not.toContain('셋');
  expect(await (await as(cleared, () => app.request(file))).text()).toContain('3,건수,셋');
  expect((await as(CHOI, () => app.request(file))).status).toBe(403);
});

test('rows of a class that a viewer may not see are no examples of a verdict', async () => {
  const doubled = '정류장코드,건수\nA1,3\nA1,4\n';
  const done = await confirmAndRun(app, await bring(app, '겹침.csv', doubled), (mapping) => ({
    ...mapping,
    key: [mapping.columns[0]?.name],
  }));
  const facts = { ...ANSWERS, ownerDepartment: 'roads', class: 'restricted' };
  await changed(app, done, { method: 'PUT', path: 'contracts/0', body: { facts } });
  const path = `/api/ingests/${done.id}/publication`;
  const masked = await (await app.request(path)).text();
  expect(masked).toContain('"outcome":"block"');
  expect(masked).not.toContain('A1');
  const cleared: Viewer = { ...KIM, class: 'restricted' };
  expect(await (await as(cleared, () => app.request(path))).text()).toContain('A1');
  expect((await as(CHOI, () => app.request(path))).status).toBe(403);
});

test('a cell that a spreadsheet would run as a formula is text in the file of quarantined rows', async () => {
  const done = await confirmAndRun(
    app,
    await bring(app, '식.csv', '정류장코드,건수\nA1,3\nA2,=1+1\nA3,4\n'),
    (mapping) => ({
      ...mapping,
      columns: mapping.columns.map((column) => ({
        ...column,
        type: column.from === '건수' ? 'integer' : 'text',
      })),
    }),
  );
  const file = await app.request(`/api/ingests/${done.id}/tables/0/quarantine/file`);
  expect(await file.text()).toContain("3,건수,'=1+1,");
  const none = await app.request(`/api/ingests/${done.id}/tables/0/duplicates/file`);
  expect((await none.text()).split('\r\n')).toHaveLength(2);
});
