import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Ingest } from '@bada/shared/intake';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  ANSWERS,
  answerAndPublish,
  bring,
  change,
  changed,
  codeOf,
  confirmAndRun,
  load,
} from './ingest-support.ts';
import { openTestApp, type TestApp } from './support.ts';

const LIST = '정류장코드,노선,건수\nA1,가,3\nA2,나,4\n';
const DAY_MS = 86_400_000;

vi.setConfig({ testTimeout: 120_000 });

let app: TestApp;
let now: Date;

beforeEach(async () => {
  now = new Date('2026-03-01T00:00:00.000Z');
  app = await openTestApp({ clock: () => now });
});

afterEach(() => app.close());

test('a file that is never published is deleted when its time is over, and says when', async () => {
  const brought = await bring(app, '목록.csv', LIST);
  expect(brought.file).toMatchObject({ isKept: true, deletedAfter: '2026-03-31T00:00:00.000Z' });
  now = new Date(now.getTime() + 29 * DAY_MS);
  await app.ingests.purge();
  expect((await load(app, brought.id)).file.isKept).toBe(true);
  now = new Date(now.getTime() + 2 * DAY_MS);
  await app.ingests.purge();
  const gone = await load(app, brought.id);
  expect(gone.file.isKept).toBe(false);
  const refused = await change(app, gone, { method: 'POST', path: 'run' });
  expect(await codeOf(refused)).toBe('ingest.file-gone');
});

const folderOf = (id: string) => join(app.home, 'ingests', id);

/** A file whose results wait to be published. */
async function waiting(): Promise<Ingest> {
  return confirmAndRun(app, await bring(app, '목록.csv', LIST), (mapping) => ({
    ...mapping,
    columns: mapping.columns.map((column, at) => ({ ...column, name: `column_${at}` })),
    key: ['column_0'],
  }));
}

test('results that are never published are deleted whole when their time is over', async () => {
  const done = await waiting();
  expect(existsSync(join(folderOf(done.id), 'results'))).toBe(true);
  now = new Date(now.getTime() + 29 * DAY_MS);
  await app.ingests.purge();
  expect((await load(app, done.id)).state.kind).toBe('done');
  now = new Date(now.getTime() + 2 * DAY_MS);
  await app.ingests.purge();
  expect((await app.request(`/api/ingests/${done.id}`)).status).toBe(404);
  expect(existsSync(folderOf(done.id))).toBe(false);
});

test('a file that could not be read leaves nothing but the fact that it was there', async () => {
  const failed = await bring(app, '보고서.hwp', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  expect(failed.state.kind).toBe('failed');
  now = new Date(now.getTime() + 31 * DAY_MS);
  await app.ingests.purge();
  expect((await load(app, failed.id)).file.isKept).toBe(false);
  expect(existsSync(folderOf(failed.id))).toBe(false);
});

test('the version of a published ingest is held, and that of one that is gone is not', async () => {
  const published = await answerAndPublish(app, await waiting());
  const [version] = published.state.kind === 'published' ? published.state.versions : [];
  expect(await app.store.references()).toContain(version?.manifest);
  now = new Date(now.getTime() + 31 * DAY_MS);
  await app.ingests.purge();
  const kept = await load(app, published.id);
  expect(kept).toMatchObject({ state: { kind: 'published' }, file: { isKept: false } });
  expect(existsSync(join(folderOf(kept.id), 'results'))).toBe(true);
  expect(await app.store.references()).toContain(version?.manifest);
  await app.request(`/api/ingests/${kept.id}`, {
    method: 'DELETE',
    headers: { 'if-match': `"${kept.version}"` },
  });
  expect(await app.store.references()).not.toContain(version?.manifest);
});

test('what is being published is not edited, published or removed at the same time', async () => {
  const done = await waiting();
  const contracts = { method: 'PUT', path: 'contracts/0', body: { facts: ANSWERS } } as const;
  const ready = await changed(app, done, contracts);
  const publish = change(app, ready, { method: 'POST', path: 'publish' });
  const others = [
    change(app, ready, { method: 'POST', path: 'publish' }),
    change(app, ready, contracts),
    app.request(`/api/ingests/${ready.id}`, { method: 'DELETE', headers: { 'if-match': '*' } }),
  ];
  const first = await publish;
  expect(Ingest.parse(await first.json()).state.kind).toBe('published');
  for (const other of others) expect(await codeOf(await other)).toBe('ingest.state');
});
