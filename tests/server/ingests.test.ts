import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Answer, LOCAL_VIEWER, Manifest, Problem } from '@bada/shared';
import { DatasetDetail } from '@bada/shared/catalogue';
import { Ingest, IngestContract, IngestPage, IngestRows, MappingText } from '@bada/shared/intake';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { importSeeds } from '../../server/src/jobs/import-seeds.ts';
import { openIngests } from '../support/ingests.ts';
import { projectRoot } from '../support/project.ts';
import {
  answerAndPublish,
  bring,
  change,
  changed,
  codeOf,
  confirmAndRun,
  load,
  mappingIn,
  send,
  tableOf,
} from './ingest-support.ts';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

vi.setConfig({ testTimeout: 120_000 });

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp({ maxUpload: 8_000_000 });
  await importSeeds(join(projectRoot, 'data'), (seed) =>
    app.store.documents.addVersion(LOCAL_VIEWER, seed),
  );
});

afterEach(() => app.close());

const JANUARY = [
  '구군코드,기준월,정류장,이용건수',
  '26110,2024-01,중앙동,"1,200"',
  '26140,2024-01,남포동,300',
  '26140,2024-01,토성동,많음',
].join('\n');

const FEBRUARY = JANUARY.replaceAll('2024-01', '2024-02').replace('많음', '7');

async function currentManifest(): Promise<Manifest> {
  return Manifest.parse(await (await app.request('/api/manifest')).json());
}

/** What an indicator on the dataset answers by district for the last month. */
async function valuesOf(dataset: string) {
  const texts = Object.fromEntries(
    ['name', 'definition', 'formulaText'].map((field) => [field, { ko: '이용', en: 'use' }]),
  );
  const body = {
    ...{ v: 1, id: 'brought', version: 1, field: 'transport', order: 99, reportGrain: 'month' },
    ...{ unit: { ko: '건', en: 'uses' }, decimals: 0, direction: 'neutral', kind: 'outcome' },
    ...{ grain: 'month', cadence: 'monthly', dimensions: [], levels: ['city', 'district'] },
    ...{ cityRule: 'sum', ownerDepartment: 'data-statistics', views: ['map'], ...texts },
    formula: { type: 'sum', measure: { dataset, column: 'uses' } },
    bands: { caution: 0.05, warning: 0.1, undecidedAfterDays: 800 },
  };
  const document = { kind: 'indicator', id: 'brought', version: 1, department: null } as const;
  await app.store.documents.addVersion(LOCAL_VIEWER, { ...document, body });
  const time = { last: 1, grain: 'month' };
  const query = {
    v: 1,
    indicators: [{ id: 'brought' }],
    by: ['district', 'month'],
    where: [],
    time,
  };
  const response = await app.request('/api/query', jsonRequest('POST', { queries: [query] }));
  const text = await response.text();
  expect(response.status, text).toBe(200);
  const { answers } = z.object({ answers: z.array(Answer) }).parse(JSON.parse(text));
  return answers[0]?.columns.value;
}

async function bringJanuary() {
  const read = await bring(app, '정류장_이용_202401.csv', JANUARY, 'cp949');
  return confirmAndRun(app, read, (mapping) => ({
    ...mapping,
    id: 'stop-use',
    dataset: 'stop-use',
    update: 'periods',
    columns: mapping.columns.map((column) =>
      column.from === '이용건수' ? { ...column, name: 'uses', type: 'integer' } : column,
    ),
  }));
}

/** A file that comes in pieces, without a word on its length. */
function streamed(name: string, body: ReadableStream): Request {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
    duplex: 'half',
  };
  return new Request(`http://localhost/api/ingests?name=${name}`, init);
}

test('a file goes from upload to a dataset that can be asked; the next month needs no hand', async () => {
  const read = await bring(app, '정류장_이용_202401.csv', JANUARY, 'cp949');
  expect(read.state).toEqual({ kind: 'ready' });
  expect(read.file).toMatchObject({ format: 'delimited', encoding: 'cp949', isKept: true });
  const table = tableOf(read);
  expect(table.mapping.kind).toBe('proposed');
  expect(table.header).toEqual(['구군코드', '기준월', '정류장', '이용건수']);
  expect(table.rows[0]).toEqual({ number: 2, cells: ['26110', '2024-01', '중앙동', '1,200'] });
  const done = await bringJanuary();
  if (done.state.kind !== 'done') throw new Error(JSON.stringify(done.state));
  expect(done.state.results[0]?.report.account).toMatchObject({ read: 3, kept: 2, quarantined: 1 });
  const bad = await app.request(`/api/ingests/${done.id}/tables/0/quarantine`);
  expect(IngestRows.parse(await bad.json()).rows[0]).toEqual(
    expect.arrayContaining([4, '이용건수', '많음']),
  );
  const contract = await app.request(`/api/ingests/${done.id}/contracts/0`);
  const { questions, facts, origin } = IngestContract.parse(await contract.json());
  expect(origin).toBe('new');
  expect(facts).toMatchObject({ asOf: '2024-01-31', cadence: 'monthly', class: 'internal' });
  const open = questions.filter(({ isGuess }) => !isGuess).map(({ field }) => field);
  expect(open).toEqual(['publisher', 'ownerDepartment', 'legalBasis']);
  const early = await change(app, done, { method: 'POST', path: 'publish' });
  expect(await codeOf(early)).toBe('ingest.contract-open');
  const before = await currentManifest();
  const published = await answerAndPublish(app, done);
  if (published.state.kind !== 'published') throw new Error(JSON.stringify(published.state));
  const after = await currentManifest();
  expect(published.state.versions[0]).toMatchObject({ dataset: 'stop-use', manifest: after.id });
  expect(after.datasets).toHaveLength(before.datasets.length + 1);
  const rows = await app.request('/api/datasets/stop-use/rows');
  expect(await rows.text()).toContain('중앙동');
  const detail = DatasetDetail.parse(await (await app.request('/api/datasets/stop-use')).json());
  const account = { read: 3, kept: 2, totals: 0, quarantined: 1, duplicates: 0 };
  expect(detail.intake).toMatchObject([{ input: { file: '정류장_이용_202401.csv' }, account }]);
  expect(await valuesOf('stop-use')).toEqual([1200, 300]);

  const second = await bring(app, '정류장_이용_202402.csv', FEBRUARY, 'cp949');
  expect(tableOf(second).mapping.kind).toBe('known');
  expect(second.state.kind).toBe('done');
  const next = await app.request(`/api/ingests/${second.id}/contracts/0`);
  const raised = IngestContract.parse(await next.json());
  expect(raised).toMatchObject({ origin: 'next', previous: '1.0.0', questions: [] });
  expect(raised.document.version).toBe('1.0.1');
  const again = await changed(app, second, { method: 'POST', path: 'publish' });
  expect(again.state.kind).toBe('published');
  const dataset = (await currentManifest()).datasets.find(({ id }) => id === 'stop-use');
  expect(dataset).toMatchObject({ contractVersion: '1.0.1', asOf: '2024-02-29' });
  expect(dataset?.files[0]?.rows).toBe(5);
  expect(dataset?.intake?.[0]?.account.read).toBe(3);
});

test('what is sent is checked before anything is kept', async () => {
  const folder = join(app.home, 'ingests');
  const names = () => (existsSync(folder) ? readdirSync(folder) : []);
  const large = await send(app, 'large.csv', 'a'.repeat(8_000_001));
  expect([large.status, await codeOf(large)]).toEqual([413, 'ingest.too-large']);
  const typed = await app.request('/api/ingests?name=a.csv', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect([typed.status, await codeOf(typed)]).toEqual([415, 'request.not-bytes']);
  for (const name of ['../a.csv', '..', 'a\nb.csv', 'a'.repeat(300)]) {
    expect((await send(app, name, 'x')).status, name).toBe(400);
  }
  const empty = await send(app, 'empty.csv', '');
  expect(await codeOf(empty)).toBe('read.empty');
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('a,b\n'));
    },
    pull(controller) {
      controller.error(new Error('the connection broke'));
    },
  });
  const half = await app.app.hono.request(streamed('half.csv', broken));
  expect([half.status, await codeOf(half)]).toEqual([400, 'ingest.upload-broken']);
  expect(names()).toEqual([]);
  const page = IngestPage.parse(await (await app.request('/api/ingests')).json());
  expect(page.ingests).toEqual([]);
});

test('a stream that says nothing of its length is held to the limit too', async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 100_000;
      controller.enqueue(new Uint8Array(100_000));
    },
  });
  const response = await app.app.hono.request(streamed('endless.csv', endless));
  expect(await codeOf(response)).toBe('ingest.too-large');
  expect(sent).toBeLessThan(12_000_000);
});

test('bad files end in coded failures, and read options can be overridden', async () => {
  const hwp = await bring(app, '보고서.hwp', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  expect(hwp.state).toMatchObject({ kind: 'failed', failure: { during: 'reading' } });
  const mixed = Buffer.concat([
    Buffer.from('구군,값\n중구,1\n'),
    Buffer.from('b3b2b1b82c320a', 'hex'),
  ]);
  const failed = await bring(app, '섞임.csv', mixed);
  expect(failed.state).toMatchObject({ failure: { code: 'read.mixed-encodings' } });
  const body = { read: { encoding: 'cp949' } };
  const mended = await changed(app, failed, { method: 'PUT', path: 'mappings/0', body });
  expect(mended.state.kind).toBe('ready');
  expect(mended.read).toEqual({ encoding: 'cp949' });
  expect(mended.tables).toHaveLength(1);
});

test('a file that was stopped before it was read can be read again', async () => {
  const sent = await send(app, '정류장_이용_202401.csv', JANUARY);
  const { id, version } = Ingest.parse(await sent.json());
  const cancelled = await app.request(`/api/ingests/${id}/cancel`, jsonRequest('POST', {}));
  expect(Ingest.parse(await cancelled.json())).toMatchObject({ state: { kind: 'cancelled' } });
  await app.ingests.idle();
  const stale = await change(app, { id, version }, { method: 'POST', path: 'run' });
  expect(stale.status).toBe(412);
  const read = await changed(app, await load(app, id), { method: 'POST', path: 'run' });
  expect(read.state).toEqual({ kind: 'ready' });
});

test('a mapping that is wrong is refused with line and suggestion, and a stale writer with 412', async () => {
  const read = await bring(app, '정류장_이용_202401.csv', JANUARY);
  const response = await app.request(`/api/ingests/${read.id}/mappings/0`);
  const text = MappingText.parse(await response.json());
  const yaml = text.yaml.replace('type: text', 'type: txt');
  const refused = await change(app, read, { method: 'PUT', path: 'mappings/0', body: { yaml } });
  expect(refused.status).toBe(422);
  const problem = Problem.parse(await refused.json());
  const line = yaml.split('\n').findIndex((one) => one.includes('type: txt')) + 1;
  expect(problem.message.en).toContain(`line ${line}`);
  expect(problem.next.ko).toContain('혹시 text입니까?');
  const misspelt = { yaml: `${text.yaml}\ncolums: []\n` };
  const other = await change(app, read, { method: 'PUT', path: 'mappings/0', body: misspelt });
  expect(Problem.parse(await other.json()).next.en).toContain('Did you mean columns?');
  const body = { mapping: mappingIn(read) };
  const fresh = await changed(app, read, { method: 'PUT', path: 'mappings/0', body });
  const stale = await change(app, read, { method: 'PUT', path: 'mappings/0', body });
  expect([stale.status, stale.headers.get('etag')]).toEqual([412, `"${fresh.version}"`]);
  expect(await codeOf(stale)).toBe('ingest.conflict');
  const bare = await app.request(`/api/ingests/${read.id}/run`, { method: 'POST' });
  expect(bare.status).toBe(428);
  const gone = await app.request(`/api/ingests/${read.id}`, {
    method: 'DELETE',
    headers: { 'if-match': `"${fresh.version}"` },
  });
  expect(gone.status).toBe(204);
  expect((await app.request(`/api/ingests/${read.id}`)).status).toBe(404);
  expect(readdirSync(join(app.home, 'ingests'))).toEqual([]);
});

test('numbers of persons are masked in the preview and stop the run until the mapping speaks of them', async () => {
  const people = '이름,주민등록번호,건수\n홍길동,900101-1234568,3\n김영희,850505-2345672,4\n';
  const read = await bring(app, '명단.csv', people);
  const table = tableOf(read);
  expect(JSON.stringify(read)).not.toContain('1234568');
  expect(JSON.stringify(read)).not.toContain('길동');
  expect(table.personal).toContainEqual(
    expect.objectContaining({ column: '주민등록번호', blocks: true, decision: null }),
  );
  const mapping = mappingIn(read);
  const confirmed = await changed(app, read, {
    method: 'PUT',
    path: 'mappings/0',
    body: { mapping },
  });
  const refused = await change(app, confirmed, { method: 'POST', path: 'run' });
  expect(await codeOf(refused)).toBe('ingest.personal-data');
  const decided = { ...mapping, personal: { 주민등록번호: 'drop', 이름: 'mask' } };
  const mended = await changed(app, confirmed, {
    method: 'PUT',
    path: 'mappings/0',
    body: { mapping: decided },
  });
  const done = await changed(app, mended, { method: 'POST', path: 'run' });
  expect(done.state.kind).toBe('done');
  const rows = await (await app.request(`/api/ingests/${done.id}/tables/0/kept`)).text();
  expect(rows).not.toMatch(/길동|900101/);
});

test('a blocking rule that fails leaves the manifest as it was', async () => {
  const doubled = `${JANUARY}\n26110,2024-01,중앙동,5`;
  const read = await bring(app, '겹침_202401.csv', doubled);
  const done = await confirmAndRun(app, read, (mapping) => ({
    ...mapping,
    id: 'doubled',
    dataset: 'doubled',
    key: mapping.columns.slice(0, 3).map(({ name }) => name),
  }));
  const before = await currentManifest();
  const facts = {
    publisher: { ko: '과', en: 'x' },
    ownerDepartment: 'statistics',
    legalBasis: { ko: '법', en: 'law' },
  };
  const ready = await changed(app, done, { method: 'PUT', path: 'contracts/0', body: { facts } });
  const refused = await change(app, ready, { method: 'POST', path: 'publish' });
  const problem = Problem.parse(await refused.json());
  expect([refused.status, problem.code]).toEqual([422, 'quality.blocked']);
  expect(problem.message.ko).toContain('duplicate-key');
  expect((await currentManifest()).id).toBe(before.id);
  expect((await load(app, done.id)).state.kind).toBe('done');
});

test('a reader who pages while a version is published keeps the version he began with', async () => {
  await answerAndPublish(app, await bringJanuary());
  const { id } = await currentManifest();
  const first = await app.request(`/api/datasets/stop-use/rows?manifest=${id}&limit=1`);
  const second = await bring(app, '정류장_이용_202402.csv', FEBRUARY);
  await changed(app, second, { method: 'POST', path: 'publish' });
  expect((await currentManifest()).id).not.toBe(id);
  const rest = await app.request(`/api/datasets/stop-use/rows?manifest=${id}&limit=10`);
  const text = await rest.text();
  expect(first.status).toBe(200);
  expect(text).toContain('남포동');
  expect(text).not.toContain('2024-02-01');
});

test('the file is deleted when its time of keeping is over; its results and versions stay', async () => {
  const published = await answerAndPublish(app, await bringJanuary());
  expect(published.file.deletedAfter).toBeDefined();
  const input = join(app.home, 'ingests', published.id, 'input');
  await app.ingests.purge();
  expect(existsSync(input)).toBe(true);
  const later = openIngests(app.store, {
    home: app.home,
    clock: () => new Date(Date.now() + 31 * 86_400_000),
  });
  await later.purge();
  expect(existsSync(input)).toBe(false);
  expect((await load(app, published.id)).file.isKept).toBe(false);
  expect((await app.request(`/api/ingests/${published.id}/tables/0/kept`)).status).toBe(200);
});

test('a run tells how far it is, is cancelled without a trace, and can be started again', async () => {
  const lines = Array.from({ length: 150_000 }, (_, index) => {
    const at = new Date(Date.UTC(2000, 0, 1) + index * 3_600_000);
    return `${at.toISOString().replace(/\D/g, '').slice(0, 10)},${index % 90},0.003,0.4,0.02,-999`;
  });
  const file = `Date,PM10,SO2,CO,O3,NO2\n${lines.join('\n')}\n`;
  const sent = await send(app, 'airkorea_test_hourly_2024.csv', file);
  const { id } = Ingest.parse(await sent.json());
  const phase = async () => {
    const { state } = await load(app, id);
    return state.kind === 'running' ? `running ${state.progress.phase}` : state.kind;
  };
  const working = ['reading', 'mapping', 'writing', 'checking'].map((one) => `running ${one}`);
  await expect.poll(async () => working.includes(await phase()), { timeout: 60_000 }).toBe(true);
  const early = await app.request(`/api/ingests/${id}/tables/0/kept`);
  expect(await codeOf(early)).toBe('ingest.state');
  const stopped = await app.request(`/api/ingests/${id}/cancel`, jsonRequest('POST', {}));
  expect(stopped.status).toBe(200);
  await app.ingests.idle();
  const cancelled = await load(app, id);
  expect(cancelled.state).toEqual({ kind: 'cancelled' });
  expect(readdirSync(join(app.home, 'ingests', id)).sort()).toEqual(['input', 'runner']);
  const done = await changed(app, cancelled, { method: 'POST', path: 'run' });
  if (done.state.kind !== 'done') throw new Error(JSON.stringify(done.state));
  expect(done.state.results[0]?.report.account).toMatchObject({ read: 150_000, kept: 150_000 });
  const late = await app.request(`/api/ingests/${id}/cancel`, jsonRequest('POST', {}));
  expect(await codeOf(late)).toBe('ingest.state');
});
