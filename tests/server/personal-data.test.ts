import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Viewer } from '@bada/shared';
import { type Ingest, IngestContract, IngestRows, PublicationPreview } from '@bada/shared/intake';
import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { rowsOf, withDuckDb } from '../../data/src/build/duckdb.ts';
import { ANSWERS, bring, change, changed, codeOf, confirmAndRun } from './ingest-support.ts';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const MOBILES = ['010-1234-5678', '010-2345-6789'];
const LIST = `정류장코드,휴대전화,건수\nA1,${MOBILES[0]},3\nA2,${MOBILES[1]},4\n`;
const RESIDENTS = '정류장코드,주민등록번호,건수\nA1,900101-1234568,3\nA2,900101-1234568,4\n';

const STEWARD: Viewer = {
  id: 'seo',
  roles: ['steward'],
  departments: ['data'],
  class: 'restricted',
};
const CLERK: Viewer = { ...STEWARD, id: 'kim', roles: ['analyst'], class: 'internal' };

let app: TestApp;
let who: Viewer;

beforeAll(async () => {
  who = STEWARD;
  app = await openTestApp({ viewerOf: () => who });
});

afterAll(() => app.close());

const NAMES: Readonly<Record<string, string>> = {
  정류장코드: 'stop',
  휴대전화: 'contact',
  주민등록번호: 'contact',
  건수: 'uses',
};

/** A list taken in for a dataset of its own, with what its mapping says on personal data and its contract on classes. */
async function taken(
  text: string,
  { dataset, personal = {}, dataClass }: { dataset: string; personal?: object; dataClass: string },
): Promise<Ingest> {
  who = STEWARD;
  const done = await confirmAndRun(app, await bring(app, '목록.csv', text), (mapping) => ({
    ...mapping,
    id: dataset,
    dataset,
    personal,
    key: ['stop'],
    columns: mapping.columns.map((column) => ({
      ...column,
      name: NAMES[String(column.from)],
      type: column.from === '건수' ? 'integer' : 'text',
      ...(column.from === '건수' ? { role: 'measure' } : {}),
    })),
  }));
  const body = { facts: { ...ANSWERS, class: dataClass } };
  return changed(app, done, { method: 'PUT', path: 'contracts/0', body });
}

/** The contract with the column of contacts classified by itself. */
async function classified(ingest: Ingest, dataClass: string): Promise<Ingest> {
  const shown = await app.request(`/api/ingests/${ingest.id}/contracts/0`);
  const { document } = IngestContract.parse(await shown.json());
  const text = JSON.stringify(document).replace(
    '"name":"contact",',
    `"name":"contact","classification":"${dataClass}",`,
  );
  const body = { document: JSON.parse(text) };
  return changed(app, ingest, { method: 'PUT', path: 'contracts/0', body });
}

async function previewOf({ id }: Ingest) {
  const response = await app.request(`/api/ingests/${id}/publication`);
  return PublicationPreview.parse(await response.json()).datasets[0];
}

const PUBLISH = { method: 'POST', path: 'publish' } as const;

test.each([
  ['undecided', {}],
  ['kept', { 휴대전화: 'keep' }],
])('mobile numbers that are %s are no open data', async (_what, personal) => {
  const ingest = await taken(LIST, { dataset: 'open-contacts', personal, dataClass: 'open' });
  const failure = { code: 'ingest.personal-open' };
  const told = await previewOf(ingest);
  expect(told).toMatchObject({ state: 'refused', failure });
  expect(JSON.stringify(told)).toContain('휴대전화 (휴대전화번호)');
  const refused = await change(app, ingest, PUBLISH);
  expect([refused.status, await codeOf(refused)]).toEqual([422, 'ingest.personal-open']);
  expect((await app.request('/api/datasets/open-contacts')).status).toBe(404);
});

async function parquetText(bytes: Uint8Array): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'bada-personal-')), 'rows.parquet');
  writeFileSync(file, bytes);
  const select = `select columns(*)::varchar from read_parquet('${file}')`;
  return JSON.stringify(await withDuckDb((connection) => rowsOf(connection, select)));
}

test('a column classified narrower goes out as *** in every format', async () => {
  const ingest = await classified(
    await taken(LIST, { dataset: 'hidden-contacts', dataClass: 'open' }),
    'internal',
  );
  expect(await previewOf(ingest)).toMatchObject({
    state: 'judged',
    personal: [{ column: '휴대전화', kind: 'mobile', count: 2, decision: null, fate: 'hidden' }],
  });
  await changed(app, ingest, PUBLISH);
  const file = async (format: string) => {
    const response = await app.request(`/api/datasets/hidden-contacts/download?format=${format}`);
    expect(response.status, format).toBe(200);
    return new Uint8Array(await response.arrayBuffer());
  };
  const sheets = async () => Object.values(read(await file('xlsx')).Sheets);
  const texts = async () => [
    Buffer.from(await file('csv')).toString(),
    Buffer.from(await file('json')).toString(),
    await (await app.request('/api/datasets/hidden-contacts/rows')).text(),
    JSON.stringify((await sheets()).map((sheet) => utils.sheet_to_json(sheet))),
    await parquetText(await file('parquet')),
  ];
  for (const text of await texts()) {
    expect(text).toContain('***');
    for (const mobile of MOBILES) expect(text).not.toContain(mobile);
  }
  // Whose class does not reach the column is not even told which rows have a value.
  who = { ...CLERK, class: 'open' };
  for (const text of await texts()) {
    expect(text).toContain('A1');
    for (const mobile of MOBILES) expect(text).not.toContain(mobile);
  }
});

test('internal data may hold them, and is not made open any more', async () => {
  const ingest = await taken(LIST, { dataset: 'inside-contacts', dataClass: 'internal' });
  expect(await previewOf(ingest)).toMatchObject({
    state: 'judged',
    personal: [{ decision: null, fate: 'published' }],
  });
  const rows = async (code: string) => {
    const response = await app.request(`/api/ingests/${ingest.id}/tables/0/flags?code=${code}`);
    const page = IngestRows.parse(await response.json());
    const names = page.columns.map(({ name }) => name);
    return page.rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
  };
  expect(await rows('place-unmatched')).toEqual([]);
  expect(await rows('personal-data')).toMatchObject([{ column: '휴대전화', kind: 'mobile' }]);
  await changed(app, ingest, PUBLISH);
  const path = '/api/datasets/inside-contacts/contract';
  const shown = await app.request(path);
  const { document } = Object(await shown.json());
  const text = JSON.stringify(document).replaceAll('"internal"', '"open"');
  const headers = { 'if-match': shown.headers.get('etag') ?? '' };
  const body = { document: JSON.parse(text), reason: '공개' };
  const refused = await app.request(path, jsonRequest('PUT', body, headers));
  expect([refused.status, await codeOf(refused)]).toEqual([422, 'ingest.personal-open']);
});

test('only stewards keep numbers of persons, and only restricted data holds them', async () => {
  who = CLERK;
  const brought = await bring(app, '목록.csv', RESIDENTS);
  const mapping = Object(brought.tables[0]?.mapping).mapping;
  const kept = { ...mapping, id: 'x-list', dataset: 'x-list', personal: { 주민등록번호: 'keep' } };
  const asked = { method: 'PUT', path: 'mappings/0', body: { mapping: kept } } as const;
  const denied = await change(app, brought, asked);
  expect([denied.status, await codeOf(denied)]).toEqual([403, 'ingest.keep-denied']);
  who = STEWARD;
  const personal = { 주민등록번호: 'keep' };
  const internal = await taken(RESIDENTS, {
    dataset: 'residents',
    personal,
    dataClass: 'internal',
  });
  expect(await codeOf(await change(app, internal, PUBLISH))).toBe('ingest.personal-open');
  const restricted = await taken(RESIDENTS, {
    dataset: 'residents',
    personal,
    dataClass: 'restricted',
  });
  expect(await previewOf(restricted)).toMatchObject({
    personal: [{ kind: 'resident-number', decision: 'keep', fate: 'published' }],
  });
  const published = await changed(app, restricted, PUBLISH);
  expect(published.state.kind).toBe('published');
});
