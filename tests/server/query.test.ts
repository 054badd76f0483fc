import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Answer,
  baseFile,
  Department,
  datasetOf,
  Indicator,
  type Outcome,
  Problem,
  Proof,
  QueryAnswers,
  Run,
} from '@bada/shared';
import { tableFromIPC } from '@uwdata/flechette';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

const ARROW = 'application/vnd.apache.arrow.stream';
const byDistrict = { v: 1, indicators: [{ id: 'people' }], by: ['district', 'year'] };
const bySex = { v: 1, indicators: [{ id: 'people' }], by: ['year', 'sex'] };

const Catalogue = z.object({
  indicators: z.array(Indicator),
  departments: z.array(Department),
  evaluationDate: z.string(),
});

let world: TestApp;

beforeAll(async () => {
  world = await openTestApp();
});

afterAll(() => world.close());

function post(queries: readonly unknown[], headers: Record<string, string> = {}) {
  return world.request('/api/query', jsonRequest('POST', { queries }, headers));
}

async function answersTo(...queries: unknown[]): Promise<Answer[]> {
  const response = await post(queries);
  expect(response.status).toBe(200);
  return z.object({ answers: z.array(Answer) }).parse(await response.json()).answers;
}

async function codeOf(response: Response): Promise<string> {
  return Problem.parse(await response.json()).code;
}

describe('answers', () => {
  test('come in the order of the queries, with values known by heart', async () => {
    const [districts, sexes] = await answersTo(byDistrict, bySex);
    expect(districts?.columns).toMatchObject({
      place: ['26110', '26110', '26110', '26140', '26140', '26140'],
      period: ['2019-01-01', '2020-01-01', '2021-01-01', '2019-01-01', '2020-01-01', '2021-01-01'],
      value: [210, 250, 290, 410, 450, 490],
      status: Array(6).fill('final'),
    });
    expect(sexes?.columns).toMatchObject({
      sex: ['female', 'male', 'female', 'male', 'female', 'male'],
      value: [300, 320, 340, 360, 380, 400],
    });
  });

  test('carry a proof that names the manifest, the extracts and the SQL', async () => {
    const [answer] = await answersTo(byDistrict);
    const { manifest } = world;
    const file = baseFile(datasetOf(manifest, 'people-count'));
    expect(answer?.proof).toMatchObject({
      query: { manifest: manifest.id },
      manifest: manifest.id,
      indicators: [{ id: 'people', version: 1 }],
      extracts: [{ dataset: 'people-count', hash: file.hash, rows: file.rows }],
      owners: ['statistics'],
    });
    expect(answer?.proof.sql).toContain('"people-count"');
    expect(answer?.run.engine).toBe('server');
  });

  test('are the same from memory, also for a query that names the current manifest', async () => {
    const [first] = await answersTo(byDistrict);
    const [again] = await answersTo({ ...byDistrict, manifest: world.manifest.id });
    expect(again?.proof).toEqual(first?.proof);
    expect(again?.columns).toEqual(first?.columns);
  });

  test('values are bound, never spliced into the SQL', async () => {
    const values = [`female' or 1=1 --`];
    const where = [{ dimension: 'sex', op: '=', values }];
    const [answer] = await answersTo({ ...byDistrict, where });
    expect(answer?.columns.value).toEqual([]);
    expect(answer?.proof.sql).not.toContain('1=1');
    expect(answer?.proof.parameters).toContain(values[0]);
  });
});

describe('Arrow', () => {
  test.each([
    ['districts', byDistrict],
    ['a dimension', bySex],
    ['a comparison', { ...byDistrict, compare: 'previous-period' }],
    ['no rows', { ...byDistrict, time: { from: '1999-01-01', to: '1999-12-31' } }],
  ])('holds what JSON holds: %s', async (_name, query) => {
    const [answer] = await answersTo(query);
    const response = await post([query], { accept: ARROW });
    expect(response.headers.get('content-type')).toBe(ARROW);
    const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
    const columns = Object.fromEntries(
      Object.entries(table.toColumns()).map(([name, values]) => [name, Array.from(values)]),
    );
    expect(columns).toEqual(answer?.columns);
    const metadata = table.schema.metadata;
    const proof = Proof.parse(JSON.parse(metadata?.get('bada.proof') ?? 'null'));
    expect(proof).toEqual(answer?.proof);
    expect(Run.parse(JSON.parse(metadata?.get('bada.run') ?? 'null')).engine).toBe('server');
  });

  test.each([
    ['a short answer', 'application/json', byDistrict],
    ['several queries', 'application/json', byDistrict, bySex],
  ])('gives way to JSON where both are taken: %s', async (_name, type, ...queries) => {
    const response = await post(queries, { accept: `${ARROW}, application/json` });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(QueryAnswers.parse(await response.json()).answers).toHaveLength(queries.length);
  });

  test('answers one query only', async () => {
    const response = await post([byDistrict, bySex], { accept: ARROW });
    expect(response.status).toBe(406);
    expect(await codeOf(response)).toBe('query.arrow-single');
  });
});

describe('what cannot be answered is a coded 4xx', () => {
  test.each([
    [
      'no such indicator',
      { ...byDistrict, indicators: [{ id: 'ghost' }] },
      404,
      'indicator.unknown',
    ],
    [
      'no such version',
      { ...byDistrict, indicators: [{ id: 'people', version: 9 }] },
      404,
      'indicator.unknown',
    ],
    ['no such manifest', { ...byDistrict, manifest: 'b'.repeat(64) }, 404, 'manifest.not-found'],
    ['no such dimension', { ...byDistrict, by: ['age'] }, 422, 'query.dimension'],
    ['too fine', { ...byDistrict, by: ['month'] }, 422, 'query.grain'],
    ['two grains', { ...byDistrict, by: ['year', 'month'] }, 400, 'request.invalid'],
    [
      'a comparison without a grain',
      { ...byDistrict, by: [], compare: 'previous-period' },
      422,
      'query.wrong',
    ],
    ['not a query', { v: 2 }, 400, 'request.invalid'],
    [
      'a reversed range',
      { ...byDistrict, time: { from: '2021-01-01', to: '2020-01-01' } },
      400,
      'request.invalid',
    ],
    ['a path as manifest', { ...byDistrict, manifest: '../../etc/passwd' }, 400, 'request.invalid'],
  ])('%s', async (_name, query, status, code) => {
    const response = await post([query]);
    expect(response.status).toBe(status);
    expect(await codeOf(response)).toBe(code);
  });

  test.each([[[]], [Array(65).fill(byDistrict)]])('a batch of a wrong size %#', async (queries) => {
    const response = await post(queries);
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe('request.invalid');
  });
});

test('a viewer of open data gets no answer from internal extracts', async () => {
  const viewer = {
    id: 'guest',
    roles: ['viewer' as const],
    departments: [],
    class: 'open' as const,
  };
  const guest = await openTestApp({ viewerOf: () => viewer });
  const ask = (id: string) => {
    const queries = [{ ...byDistrict, indicators: [{ id }] }];
    return guest.request('/api/query', jsonRequest('POST', { queries }));
  };
  expect((await ask('people')).status).toBe(200);
  const refused = await ask('staff');
  expect(refused.status).toBe(403);
  expect(await codeOf(refused)).toBe('access.denied');
  await guest.close();
});

test('nothing is computed for a client that has left', async () => {
  const query = { ...byDistrict, limit: 77 };
  const init = { ...jsonRequest('POST', { queries: [query] }), signal: AbortSignal.abort('gone') };
  const response = await world.request('/api/query', init);
  expect(response.status).toBe(499);
  expect((await answersTo(query))[0]?.columns.value).toHaveLength(6);
});

test('a damaged file stops only the queries that read it', async () => {
  const damaged = await openTestApp();
  const file = baseFile(datasetOf(damaged.manifest, 'staff-count'));
  writeFileSync(join(damaged.folder, 'internal', `${file.hash}.parquet`), 'not the bytes');
  const ask = (id: string) => {
    const queries = [{ ...byDistrict, indicators: [{ id }] }];
    return damaged.request('/api/query', jsonRequest('POST', { queries }));
  };
  const broken = await ask('staff');
  expect(broken.status).toBe(503);
  const problem = Problem.parse(await broken.json());
  expect(problem.code).toBe('extract.corrupt');
  expect(problem.message.ko).toContain('staff-count');
  expect((await ask('people')).status).toBe(200);
  const [staff, people] = await outcomesOf(damaged, ['staff', 'people']);
  expect(staff).toMatchObject({ problem: { code: 'extract.corrupt', status: 503 } });
  expect(people).toMatchObject({ columns: { value: [210, 250, 290, 410, 450, 490] } });
  await damaged.close();
});

/** What a batch of one question per indicator comes to. */
async function outcomesOf(app: TestApp, ids: readonly string[]): Promise<Outcome[]> {
  const queries = ids.map((id) => ({ ...byDistrict, indicators: [{ id }] }));
  const response = await app.request('/api/query', jsonRequest('POST', { queries }));
  expect(response.status).toBe(200);
  return QueryAnswers.parse(await response.json()).answers;
}

test('a file that comes to harm while the server runs stops only its own queries', async () => {
  const app = await openTestApp();
  const [before] = await outcomesOf(app, ['people', 'staff']);
  const file = baseFile(datasetOf(app.manifest, 'staff-count'));
  const path = join(app.folder, 'internal', `${file.hash}.parquet`);
  const askCity = async () => {
    const queries = ['staff', 'people'].map((id) => ({
      ...byDistrict,
      by: ['city', 'year'],
      indicators: [{ id }],
    }));
    const response = await app.request('/api/query', jsonRequest('POST', { queries }));
    return QueryAnswers.parse(await response.json()).answers;
  };
  const people = { columns: { value: [620, 700, 780] } };
  renameSync(path, `${path}.gone`);
  const broken = await askCity();
  expect(broken).toMatchObject([{ problem: { code: 'extract.corrupt' } }, people]);
  renameSync(`${path}.gone`, path);
  expect(await askCity(), 'once the file is back').toMatchObject([people, people]);
  expect(before).toMatchObject({ columns: {} });
  await app.close();
});

test('one query that is refused takes nothing from the others, in their order', async () => {
  const [good, unknown, again] = await outcomesOf(world, ['people', 'ghost', 'people']);
  expect(unknown).toMatchObject({ problem: { code: 'indicator.unknown', status: 404 } });
  expect(good).toMatchObject({ columns: {} });
  expect(again).toMatchObject({ columns: {} });
});

test("the indicators come with departments and the data's own end as evaluation date", async () => {
  const response = await world.request('/api/indicators');
  const body = Catalogue.parse(await response.json());
  expect(body.indicators.map(({ id }) => id)).toEqual(['people', 'staff']);
  expect(body.evaluationDate).toBe('2021-12-31');
  const tag = response.headers.get('etag') ?? '';
  const again = await world.request('/api/indicators', { headers: { 'if-none-match': tag } });
  expect(again.status).toBe(304);
});

test('BADA_NOW replaces the evaluation date', async () => {
  const later = await openTestApp({ now: '2024-05-01' });
  const body = Catalogue.parse(await (await later.request('/api/indicators')).json());
  expect(body.evaluationDate).toBe('2024-05-01');
  await later.close();
});

test('the manifest is tagged with its id', async () => {
  const response = await world.request('/api/manifest');
  expect(response.headers.get('etag')).toBe(`"${world.manifest.id}"`);
  expect(await response.json()).toEqual(world.manifest);
  const headers = { 'if-none-match': `W/"${world.manifest.id}"` };
  expect((await world.request('/api/manifest', { headers })).status).toBe(304);
});
