import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_VIEWER, Problem } from '@bada/shared';
import {
  Collection,
  CollectionList,
  CollectSample,
  DatasetDetail,
  draftContract,
  Job,
  JobList,
  withContractFacts,
} from '@bada/shared/catalogue';
import { Ingest, IngestPage } from '@bada/shared/intake';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { SYSTEM_VIEWER } from '../../server/src/auth/viewer.ts';
import { collectPorts, openRunner } from '../../server/src/jobs/collect/open-runner.ts';
import { createLogger } from '../../server/src/logger.ts';
import { mappingOf, takeText } from '../data/ingest/support.ts';
import { projectRoot } from '../support/project.ts';
import { type PublicApi, startPublicApi } from '../support/public-apis.ts';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

const KEY = 'a+b/c==';
const ROWS = Array.from({ length: 25 }, (_, at) => ({
  이름: `시설 ${at}`,
  전화: '010-1234-5678',
}));

let app: TestApp;
let api: PublicApi;
let now: Date;

const VISITS = mappingOf({
  id: 'visits',
  dataset: 'visits',
  personal: {},
  columns: [
    { name: 'place', from: '구군', type: 'place', place: { system: 'mois' }, required: true },
    { name: 'period', from: '월', type: 'month', required: true, role: 'period' },
    { name: 'visits', from: '건수', type: 'integer' },
  ],
  key: ['place', 'period'],
});
const LINES = ['26110,2024-01,5', '26140,2024-01,7', '26140,2024-01-xx,9'];

/** The contract of the dataset that the mapping leads to, in force. */
async function contractInForce(): Promise<void> {
  const { report } = await takeText(`구군,월,건수\n${LINES.join('\n')}\n`, VISITS);
  const known = { department: null, departments: [], terms: [] };
  const made = { mapping: VISITS, columns: report.columns, file: 't.csv', today: '2024-05-05' };
  const both = (text: string) => ({ ko: text, en: text });
  const body = withContractFacts(draftContract({ ...made, ...known }).document, {
    publisher: both('부서'),
    ownerDepartment: 'transport-planning',
    legalBasis: both('조례'),
  });
  const contract = { kind: 'contract' as const, id: 'visits', version: 1, department: null, body };
  await app.store.documents.addVersion(LOCAL_VIEWER, contract);
}

beforeEach(async () => {
  now = new Date('2024-05-01T00:00:00Z');
  api = await startPublicApi('service', { rows: ROWS, key: KEY });
  app = await openTestApp({ collectHosts: [api.host], clock: () => now });
  const mapping = { kind: 'mapping' as const, id: 'visits', version: 1, department: null };
  await app.store.documents.addVersion(LOCAL_VIEWER, { ...mapping, body: VISITS });
  writeFileSync(join(app.home, 'secrets.json'), JSON.stringify({ portal: KEY }));
});

afterEach(async () => {
  await app.close();
  await api.close();
});

function draft(more: object = {}) {
  const source = { kind: 'data-go-kr', url: `${api.url}/6260000/x`, key: 'portal', pageSize: 10 };
  return { title: '시설 현황', source, mapping: null, schedule: null, department: null, ...more };
}

async function ask<S extends z.ZodType>(schema: S, path: string, init?: RequestInit, status = 200) {
  const response = await app.request(path, init);
  expect(response.status, path).toBe(status);
  return { body: schema.parse(await response.json()), tag: response.headers.get('etag') ?? '' };
}

const create = (more: object = {}) =>
  ask(Collection, '/api/collections', jsonRequest('POST', { id: 'sites', ...draft(more) }), 201);
const runNow = (subject = 'sites', status = 202) =>
  ask(
    status === 202 ? Job : Problem,
    '/api/jobs',
    jsonRequest('POST', { kind: 'collection', subject }),
    status,
  );
const statuses = async () => (await ask(CollectionList, '/api/collections')).body.collections;

function ingestOf(job: Job | null | undefined): string {
  const { result } = job ?? {};
  if (result?.kind !== 'rows' || result.ingest === null) throw new Error('no ingest');
  return result.ingest;
}

function runner() {
  return openRunner({
    store: app.store,
    system: SYSTEM_VIEWER,
    home: app.home,
    data: join(projectRoot, 'data'),
    lineageUrl: undefined,
    collect: collectPorts(app.home, [api.host]),
    leaseMs: 60_000,
    clock: () => now,
    log: createLogger('silent'),
    receive: (file) => app.ingests.receive(SYSTEM_VIEWER, file),
    onPublished: async () => {},
  });
}

describe('a collection', () => {
  test('is defined, changed with its tag alone, and taken away', async () => {
    const made = await create();
    expect(made.body).toMatchObject({ id: 'sites', version: 1, title: '시설 현황' });
    const again = jsonRequest('POST', { id: 'sites', ...draft() });
    await ask(Problem, '/api/collections', again, 409);
    const put = (tag?: string) =>
      jsonRequest('PUT', draft({ title: '시설' }), tag === undefined ? {} : { 'if-match': tag });
    await ask(Problem, '/api/collections/sites', put(), 428);
    const changed = await ask(Collection, '/api/collections/sites', put(made.tag));
    expect(changed.body).toMatchObject({ version: 2, title: '시설' });
    const late = await ask(Problem, '/api/collections/sites', put(made.tag), 412);
    expect(late.body.code).toBe('collection.conflict');
    const gone = await app.request('/api/collections/sites', {
      method: 'DELETE',
      headers: { 'if-match': changed.tag },
    });
    expect(gone.status).toBe(204);
    expect(await statuses()).toEqual([]);
    await ask(Problem, '/api/collections/sites', undefined, 404);
    expect((await create()).body.version).toBe(4);
  });

  test.each([
    ['a key in place of a name', { key: 'A+b==' }],
    ['a file', { url: 'file:///etc/passwd' }],
    ['an unknown kind', { kind: 'ftp' }],
  ])('is refused with %s', async (_, part) => {
    const source = { ...draft().source, ...part };
    await ask(
      Problem,
      '/api/collections',
      jsonRequest('POST', { id: 'a', ...draft({ source }) }),
      400,
    );
  });

  test('shows its first ten rows before anything is saved, personal data masked', async () => {
    const { source } = draft();
    const { body } = await ask(
      CollectSample,
      '/api/collections/sample',
      jsonRequest('POST', { source }),
    );
    expect(body.columns).toEqual(['이름', '전화']);
    expect(body.rows).toHaveLength(10);
    expect(JSON.stringify(body)).not.toContain('1234');
  });

  test('tells what its source lacks', async () => {
    const ask422 = async (part: object, status: number) => {
      const source = { ...draft().source, ...part };
      const request = jsonRequest('POST', { source });
      return (await ask(Problem, '/api/collections/sample', request, status)).body.code;
    };
    expect(await ask422({ key: 'nobody' }, 422)).toBe('collect.secret-missing');
    expect(await ask422({ url: 'http://127.0.0.1:1/x' }, 403)).toBe('collect.host');
  });
});

describe('a run', () => {
  test('is asked for, fetches all rows, and is followed by the next of the schedule', async () => {
    await create({ schedule: { kind: 'daily', at: '03:00' } });
    const [waiting] = await statuses();
    expect(waiting?.next).toMatchObject({ state: 'queued', runAt: '2024-05-01T18:00:00.000Z' });
    await runNow();
    await runner().runDue();
    const [status] = await statuses();
    expect(status?.last).toMatchObject({
      state: 'done',
      result: { kind: 'rows', rows: 25, kept: null, dataset: null },
    });
    expect(status?.next).toMatchObject({ state: 'queued', runAt: '2024-05-01T18:00:00.000Z' });
    const id = ingestOf(status?.last);
    const folder = join(app.home, 'ingests', id, 'input');
    const file = readFileSync(join(folder, 'sites.json'), 'utf8');
    expect(JSON.parse(file)).toEqual(ROWS);
    await app.ingests.idle();
    const ingest = await (await app.request(`/api/ingests/${id}`)).text();
    expect(ingest).toContain('시설 24');
    expect(ingest).not.toContain('010-1234-5678');
  });

  test('leaves the key nowhere: not in documents, jobs, lineage or files', async () => {
    await create();
    await runNow();
    await runner().runDue();
    const documents = await app.store.collections.list(LOCAL_VIEWER);
    const jobs = await app.store.jobs.list(LOCAL_VIEWER);
    const lineage = readdirSync(join(app.home, 'lineage')).map((name) =>
      readFileSync(join(app.home, 'lineage', name), 'utf8'),
    );
    expect(lineage.join('')).toContain('"eventType":"COMPLETE"');
    expect(lineage.join('')).toContain(`"namespace":"${api.url}","name":"/6260000/x"`);
    const all = JSON.stringify([documents, jobs, lineage]);
    expect(all).not.toContain(KEY);
    expect(all).not.toContain(encodeURIComponent(KEY));
    expect(api.asked[0]).toContain(encodeURIComponent(KEY));
  });

  test('becomes a version of the dataset by its mapping, row by row accounted for', async () => {
    await contractInForce();
    const rows = LINES.map((line) => {
      const [구군 = '', 월 = '', 건수 = ''] = line.split(',');
      return { 구군, 월, 건수 };
    });
    await api.close();
    api = await startPublicApi('service', { rows, key: KEY });
    await create({ mapping: 'visits' });
    await runNow();
    await runner().runDue();
    const [status] = await statuses();
    expect(status?.last).toMatchObject({
      state: 'done',
      result: { rows: 3, kept: 2, dataset: 'visits' },
    });
    const { body } = await ask(DatasetDetail, '/api/datasets/visits');
    expect(body.dataset).toMatchObject({ rows: 2, asOf: '2024-01-31' });
    expect(readdirSync(join(app.home, 'collections', 'sites'))).toEqual([]);
  });

  test('whose dataset has no contract yet waits as an ingest, and says so', async () => {
    const rows = [{ 구군: '26110', 월: '2024-01', 건수: '5' }];
    await api.close();
    api = await startPublicApi('service', { rows, key: KEY });
    await create({ mapping: 'visits' });
    await runNow();
    await runner().runDue();
    const [status] = await statuses();
    expect(status?.last?.result).toMatchObject({ rows: 1, kept: null, dataset: null });
    const found = await ask(Ingest, `/api/ingests/${ingestOf(status?.last)}`);
    expect(found.body.file.name).toBe('sites.json');
  });

  test('that brings the same content again makes no second ingest, and says so', async () => {
    await create();
    const run = async () => {
      await runNow();
      await runner().runDue();
      const job = (await statuses())[0]?.last;
      return { id: ingestOf(job), result: job?.result };
    };
    const first = await run();
    expect(first.result).toMatchObject({ rows: 25, unchanged: false });
    now = new Date(now.getTime() + 1000);
    const again = await run();
    expect(again).toEqual({ id: first.id, result: { ...first.result, unchanged: true } });
    expect((await ask(IngestPage, '/api/ingests')).body.ingests).toHaveLength(1);

    await api.close();
    api = await startPublicApi('service', { rows: ROWS.slice(1), key: KEY });
    const { tag } = await ask(Collection, '/api/collections/sites');
    const moved = jsonRequest('PUT', draft(), { 'if-match': tag });
    await ask(Collection, '/api/collections/sites', moved);
    now = new Date(now.getTime() + 1000);
    const other = await run();
    expect(other.result).toMatchObject({ rows: 24, unchanged: false });
    expect(other.id).not.toBe(first.id);

    await app.request(`/api/ingests/${other.id}`, {
      method: 'DELETE',
      headers: { 'if-match': '*' },
    });
    now = new Date(now.getTime() + 1000);
    const anew = await run();
    expect(anew.result).toMatchObject({ unchanged: false });
    expect(anew.id).not.toBe(other.id);
  });

  test('that does not fit its mapping fails whole, with nothing left', async () => {
    await contractInForce();
    await create({ mapping: 'visits' });
    await runNow();
    await runner().runDue();
    expect((await statuses())[0]?.last).toMatchObject({
      state: 'failed',
      error: { code: 'mapping.column-missing' },
    });
    expect(readdirSync(join(app.home, 'collections', 'sites'))).toEqual([]);
  });

  test('is paused, resumed and cancelled with its tag alone', async () => {
    await create({ schedule: { kind: 'hours', every: 1 } });
    const job = (await ask(JobList, '/api/jobs?subject=sites')).body.jobs[0];
    if (!job) throw new Error('nothing is queued');
    const path = `/api/jobs/${job.id}`;
    const { tag } = await ask(Job, path);
    const change = (action: string, match?: string) =>
      jsonRequest('PUT', { action }, match === undefined ? {} : { 'if-match': match });
    await ask(Problem, path, change('pause'), 428);
    const paused = await ask(Job, path, change('pause', tag));
    expect(paused.body.state).toBe('paused');
    now = new Date(now.getTime() + 2 * 3_600_000);
    await runner().runDue();
    expect(api.asked).toEqual([]);
    await ask(Problem, path, change('resume', tag), 412);
    const resumed = await ask(Job, path, change('resume', paused.tag));
    expect(resumed.body.state).toBe('queued');
    await ask(Job, path, change('cancel', resumed.tag));
    await ask(Problem, path, change('pause', '*'), 409);
    await runner().runDue();
    expect((await statuses())[0]?.next).toMatchObject({ state: 'queued' });
  });

  test('of nothing is refused', async () => {
    expect((await runNow('nothing', 404)).body).toMatchObject({ code: 'collection.not-found' });
  });

  test('that the service refuses is kept with its reason in both languages', async () => {
    await create({ source: { ...draft().source, key: 'nobody' } });
    await runNow();
    await runner().runDue();
    const [status] = await statuses();
    expect(status?.last).toMatchObject({
      state: 'failed',
      error: { code: 'collect.secret-missing' },
    });
    expect(status?.last?.error?.message.ko).toContain('nobody');
  });
});
