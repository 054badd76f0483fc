import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Answer, type DataClass, LOCAL_VIEWER, Problem, Proof } from '@bada/shared';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { draftOf, jsonRequest, openTestApp, type TestApp, type TestAppOptions } from './support.ts';

const byDistrict = { v: 1, indicators: [{ id: 'people' }], by: ['district', 'year'] };
const staff = { v: 1, indicators: [{ id: 'staff' }], by: ['district', 'year'] };

const opened: TestApp[] = [];

async function open(options: TestAppOptions = {}): Promise<TestApp> {
  const world = await openTestApp(options);
  opened.push(world);
  return world;
}

afterEach(async () => {
  for (const world of opened.splice(0)) await world.close();
});

async function ask(world: TestApp, query: unknown): Promise<Answer> {
  const response = await world.request('/api/query', jsonRequest('POST', { queries: [query] }));
  const { answers } = z.object({ answers: z.array(Answer) }).parse(await response.json());
  const [answer] = answers;
  if (!answer) throw new Error('an answer was expected');
  return answer;
}

async function problemAt(world: TestApp, path: string): Promise<Problem> {
  return Problem.parse(await (await world.request(path)).json());
}

function addVersion(world: TestApp, version: number) {
  const [people] = world.indicators;
  if (!people) throw new Error('the fixture has an indicator');
  const body = { ...people, version, formulaText: { ko: '새 정의', en: 'new' } };
  const { id } = people;
  const document = { kind: 'indicator' as const, id, version, department: null, body };
  return world.store.documents.addVersion(LOCAL_VIEWER, document);
}

test('a proof that was handed out is minted again, with the rows if asked for', async () => {
  const world = await open();
  const first = await ask(world, { ...byDistrict, compare: 'previous-period', limit: 4 });
  const response = await world.request(`/api/proofs/${first.proof.id}`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ proof: first.proof });
  const withRows = await world.request(`/api/proofs/${first.proof.id}?rows=1`);
  const again = Answer.parse(await withRows.json());
  expect(again.proof).toEqual(first.proof);
  expect(again.columns).toEqual(first.columns);
});

test('it is computed by the version it was computed by, whatever came since', async () => {
  const world = await open();
  const first = await ask(world, byDistrict);
  await addVersion(world, 2);
  const newer = await ask(world, byDistrict);
  expect(newer.proof.indicators).toEqual([{ id: 'people', version: 2 }]);
  expect(newer.proof.id).not.toBe(first.proof.id);
  const response = await world.request(`/api/proofs/${first.proof.id}?rows=1`);
  const again = Answer.parse(await response.json());
  expect(again.proof).toEqual(first.proof);
  expect(again.columns).toEqual(first.columns);
});

test('without its extract or its manifest it says so', async () => {
  const world = await open();
  const { proof } = await ask(world, byDistrict);
  const [extract] = proof.extracts;
  rmSync(join(world.folder, 'open', `${extract?.hash}.parquet`));
  for (const path of [`/api/proofs/${proof.id}`, `/api/proofs/${proof.id}?rows=1`]) {
    const gone = await problemAt(world, path);
    expect(gone).toMatchObject({ code: 'proof.extract-gone', status: 410 });
    expect(gone.message.ko).toContain('people-count');
    expect(gone.next.en).toContain(extract?.hash);
  }
});

/** A proof as it was kept, with something of it as time has left it. */
async function altered(world: TestApp, change: Partial<Proof>): Promise<string> {
  const { proof } = await ask(world, byDistrict);
  const id = 'e'.repeat(64);
  await world.store.proofs.keep(LOCAL_VIEWER, [{ ...proof, id, ...change }]);
  return id;
}

test('when the whole manifest is gone it says so, with the extract to bring back', async () => {
  const world = await open();
  const id = await altered(world, { manifest: 'd'.repeat(64) });
  const { proof } = await ask(world, byDistrict);
  for (const path of [`/api/proofs/${id}`, `/api/proofs/${id}?rows=1`]) {
    const gone = await problemAt(world, path);
    expect(gone).toMatchObject({ code: 'proof.extract-gone', status: 410 });
    expect(gone.message.ko).toContain('people-count');
    expect(gone.next.ko).toContain(proof.extracts[0]?.hash);
  }
});

test.each<[string, Partial<Proof>]>([
  ['the version of an indicator is not there', { indicators: [{ id: 'people', version: 99 }] }],
  ['an indicator is not there', { indicators: [{ id: 'nobody', version: 1 }] }],
  ['what is minted is another proof', {}],
])('when %s it differs, and nothing is computed', async (_what, change) => {
  const world = await open();
  const id = await altered(world, change);
  for (const path of [`/api/proofs/${id}`, `/api/proofs/${id}?rows=1`]) {
    const differs = await problemAt(world, path);
    expect(differs).toMatchObject({ code: 'proof.differs', status: 409 });
    expect(differs.message.en).toContain(id);
  }
});

test('who may no longer read the data gets neither rows nor proof', async () => {
  let dataClass: DataClass = 'restricted';
  const world = await open({ viewerOf: () => ({ ...LOCAL_VIEWER, class: dataClass }) });
  const { proof } = await ask(world, staff);
  dataClass = 'open';
  for (const path of [`/api/proofs/${proof.id}`, `/api/proofs/${proof.id}?rows=1`]) {
    expect(await problemAt(world, path)).toMatchObject({ code: 'access.denied', status: 403 });
  }
});

test.each([
  ['unknown', 'b'.repeat(64), 404, 'proof.not-found'],
  ['no hash', 'first', 400, 'request.invalid'],
])('one that is %s is a coded error', async (_name, id, status, code) => {
  expect(await problemAt(await open(), `/api/proofs/${id}`)).toMatchObject({ status, code });
});

test('what a stored document refers to outlives its time, and its extracts are not removed', async () => {
  let now = new Date('2026-01-01T00:00:00Z');
  const world = await open({ clock: () => now });
  const [kept, forgotten] = [await ask(world, byDistrict), await ask(world, staff)];
  expect(await world.store.references()).not.toContain(kept.proof.extracts[0]?.hash);
  const board = draftOf('회의', `?proof=${kept.proof.id}`);
  expect((await world.request('/api/boards', jsonRequest('POST', board))).status).toBe(201);
  now = new Date('2027-06-01T00:00:00Z');
  expect(await world.store.proofs.prune(LOCAL_VIEWER, { days: 400 })).toBe(1);
  expect(await world.store.references()).toEqual(
    new Set([kept.proof.id, kept.proof.manifest, kept.proof.extracts[0]?.hash]),
  );
  expect((await world.request(`/api/proofs/${kept.proof.id}`)).status).toBe(200);
  const gone = await problemAt(world, `/api/proofs/${forgotten.proof.id}`);
  expect(gone.code).toBe('proof.not-found');
  await ask(world, staff);
  expect((await world.request(`/api/proofs/${forgotten.proof.id}`)).status).toBe(200);
});

test('one that is still asked for stays, and there is one row however often it is', async () => {
  let now = new Date('2026-01-01T00:00:00Z');
  const world = await open({ clock: () => now });
  const { proof } = await ask(world, byDistrict);
  for (const day of ['2026-01-01', '2026-12-31', '2026-12-31']) {
    now = new Date(`${day}T09:00:00Z`);
    expect((await ask(world, byDistrict)).proof).toEqual(proof);
  }
  now = new Date('2027-06-01T00:00:00Z');
  expect(await world.store.proofs.prune(LOCAL_VIEWER, { days: 400 })).toBe(0);
  now = new Date('2028-06-01T00:00:00Z');
  expect(await world.store.proofs.prune(LOCAL_VIEWER, { days: 400 })).toBe(1);
});

test('ever new questions do not fill the store', async () => {
  let now = new Date('2026-01-01T00:00:00Z');
  const world = await open({ clock: () => now });
  const first = await ask(world, { ...byDistrict, limit: 1 });
  now = new Date('2026-01-02T00:00:00Z');
  for (const limit of [2, 3, 4, 5]) await ask(world, { ...byDistrict, limit });
  expect(await world.store.proofs.prune(LOCAL_VIEWER, { days: 400, most: 4 })).toBe(1);
  expect(await world.store.proofs.find(LOCAL_VIEWER, first.proof.id)).toBeUndefined();
  expect(Proof.parse(first.proof).id).toBe(first.proof.id);
});
