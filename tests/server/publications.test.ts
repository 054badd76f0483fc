import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadaError, LOCAL_VIEWER } from '@bada/shared';
import { Ingest } from '@bada/shared/intake';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NewDocument } from '../../server/src/store/documents.ts';
import { openStore, type Store } from '../../server/src/store/store.ts';
import { databaseAt } from '../support/database.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const LEASE_MS = 60_000;
const FILE = Ingest.shape.file.parse({
  name: 'a.csv',
  bytes: 1,
  sha256: 'a'.repeat(64),
  isKept: true,
});
const MINE = { ingest: ID, by: 'mine', leaseMs: LEASE_MS };
const THEIRS = { ingest: ID, by: 'theirs', leaseMs: LEASE_MS };
const CONTRACT: NewDocument = {
  kind: 'contract',
  id: 'stops',
  version: 1_000_000,
  department: null,
  body: { text: 'published' },
};
const VERSION = {
  table: '0',
  dataset: 'stops',
  version: '1.0.0+aaaaaaaa',
  manifest: 'a'.repeat(64),
  publishedAt: '2026-03-01T00:00:00.000Z',
  drift: [],
};

let home: string;
let now: Date;
let store: Store;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'bada-publications-'));
  now = new Date('2026-03-01T00:00:00.000Z');
  store = await openStore({ ...(await databaseAt(home)), clock: () => now });
  const record = await store.ingests.create(LOCAL_VIEWER, { id: ID, department: null, file: FILE });
  await store.ingests.replace(LOCAL_VIEWER, 'any', inState(record, { kind: 'done', results: [] }));
});

afterEach(async () => {
  await store.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

type Record = NonNullable<Awaited<ReturnType<Store['ingests']['find']>>>;

function inState(record: Record, state: Ingest['state']): Record {
  return { ...record, ingest: { ...record.ingest, state } };
}

async function found(): Promise<Record> {
  const record = await store.ingests.find(LOCAL_VIEWER, ID);
  if (!record) throw new Error('the ingest is gone');
  return record;
}

async function commit(swap: () => Promise<void>, claim = MINE): Promise<unknown> {
  const record = inState(await found(), { kind: 'published', results: [], versions: [VERSION] });
  const publication = { record, documents: [CONTRACT] };
  return store.publications.commit(LOCAL_VIEWER, claim, publication, swap);
}

const claim = async (one: typeof MINE, version = 2) =>
  (await store.publications.claim(LOCAL_VIEWER, one, [version])).kind;
const contract = () => store.documents.newestBody(LOCAL_VIEWER, 'contract', 'stops');
const remove = async () => (await store.ingests.remove(LOCAL_VIEWER, ID, 'any')).kind;

/** What a commit was refused for, and whether it swapped. */
async function refusal(claimed = MINE): Promise<{ code: string; swapped: boolean }> {
  let swapped = false;
  const swap = async () => {
    swapped = true;
  };
  const error = await commit(swap, claimed).catch((raised: unknown) => raised);
  return { code: error instanceof BadaError ? error.code : String(error), swapped };
}

test('while an ingest is claimed nobody else claims, changes or removes it', async () => {
  expect(await claim(MINE)).toBe('done');
  expect(await claim(THEIRS)).toBe('claimed');
  expect((await store.ingests.replace(LOCAL_VIEWER, 'any', await found())).kind).toBe('claimed');
  expect(await remove()).toBe('claimed');
  await store.publications.release(LOCAL_VIEWER, THEIRS);
  expect(await claim(THEIRS)).toBe('claimed');
  await store.publications.release(LOCAL_VIEWER, MINE);
  expect(await claim(THEIRS)).toBe('done');
});

test('a claim needs the version as it stands, and what is gone is told apart', async () => {
  expect(await claim(MINE, 1)).toBe('conflict');
  expect(await remove()).toBe('done');
  expect(await claim(MINE)).toBe('missing');
});

test('a claim that is renewed holds; one that is not ends with its lease, and cannot publish any more', async () => {
  await claim(MINE);
  now = new Date(now.getTime() + LEASE_MS - 1);
  await store.publications.renew(LOCAL_VIEWER, MINE);
  now = new Date(now.getTime() + LEASE_MS - 1);
  expect(await claim(THEIRS)).toBe('claimed');
  now = new Date(now.getTime() + 1);
  expect(await claim(THEIRS)).toBe('done');
  await store.publications.renew(LOCAL_VIEWER, MINE);
  expect(await refusal()).toEqual({ code: 'ingest.claim-lost', swapped: false });
  expect(await contract()).toBeUndefined();
  await commit(async () => undefined, THEIRS);
  expect((await found()).ingest.state.kind).toBe('published');
  expect(await claim(MINE, 3)).toBe('state');
});

test.each([
  ['the same number', 1_000_000],
  ['a later number', 1_000_001],
])(
  'a contract that took %s meanwhile stops the publication before the swap',
  async (_, version) => {
    await claim(MINE);
    const body = { text: 'edited' };
    await store.documents.addVersion(LOCAL_VIEWER, { ...CONTRACT, version, body });
    expect(await refusal()).toEqual({ code: 'ingest.number-taken', swapped: false });
    expect(await contract()).toEqual(body);
    expect((await found()).ingest.state.kind).toBe('done');
  },
);

test('a swap that fails leaves the ingest to be published and no contract', async () => {
  await claim(MINE);
  const failing = commit(() => Promise.reject(new Error('no space')));
  await expect(failing).rejects.toThrow('no space');
  expect((await found()).ingest).toMatchObject({ state: { kind: 'done' }, version: 2 });
  expect(await contract()).toBeUndefined();
  await commit(async () => undefined);
  expect(await contract()).toEqual(CONTRACT.body);
  expect((await found()).ingest).toMatchObject({ state: { kind: 'published' }, version: 3 });
});
