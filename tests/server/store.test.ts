import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_VIEWER } from '@bada/shared';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SYSTEM_VIEWER } from '../../server/src/auth/viewer.ts';
import { importSeeds } from '../../server/src/jobs/import-seeds.ts';
import { decodeCursor, encodeCursor } from '../../server/src/store/cursor.ts';
import { openSqlite } from '../../server/src/store/sqlite.ts';
import { openStore } from '../../server/src/store/store.ts';
import { databaseAt } from '../support/database.ts';
import { makeFixtureExtracts } from '../support/fixture-extracts.ts';
import { projectRoot } from '../support/project.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bada-store-'));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

test('every commit is synced to a write-ahead log', () => {
  const database = openSqlite(join(home, 'bada.sqlite'));
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(database.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
  database.close();
});

test('what was stored is there after opening again', async () => {
  const place = await databaseAt(join(home, 'deeper'));
  const first = await openStore(place);
  const tiles = [{ kind: 'view' as const, path: '/' as const, search: '' }];
  const board = await first.boards.create(LOCAL_VIEWER, { title: '바다', tiles });
  await first.close();
  const second = await openStore(place);
  expect(await second.boards.find(LOCAL_VIEWER, board.id)).toEqual(board);
  expect(await second.isReady()).toBe(true);
  await second.close();
  expect(await second.isReady()).toBe(false);
});

test('a document version is added once, and an older one never after a newer', async () => {
  const store = await openStore(await databaseAt(home));
  const { indicators } = await makeFixtureExtracts(home);
  const [people] = indicators;
  if (!people) throw new Error('the fixture has an indicator');
  const add = (version: number, decimals = 0, viewer = LOCAL_VIEWER) =>
    store.documents.addVersion(viewer, {
      kind: 'indicator',
      id: people.id,
      version,
      department: null,
      body: { ...people, version, decimals },
    });
  expect(await add(2)).toBe('added');
  expect(await add(2)).toBe('kept');
  expect(await add(1, 3)).toBe('kept');
  const before = await store.documents.contracts(LOCAL_VIEWER);
  expect(before.versions.map(({ version, decimals }) => [version, decimals])).toEqual([[2, 0]]);
  expect(await add(3)).toBe('added');
  const after = await store.documents.contracts(LOCAL_VIEWER);
  expect(after.versions.map(({ version }) => version)).toEqual([3, 2]);
  expect(after.indicators.map(({ version }) => version)).toEqual([3]);
  expect(await add(3, 1), 'changed at the same version by the same hand').toBe('differs');
  const other = { ...LOCAL_VIEWER, id: 'system' };
  expect(await add(3, 1, other), 'edited by someone else since').toBe('kept');
  await store.close();
});

test('a seed that changed without a new version is found out, and nothing is taken over', async () => {
  const data = join(home, 'data');
  cpSync(join(projectRoot, 'data'), data, {
    recursive: true,
    filter: (path) => !path.endsWith('.csv'),
  });
  const store = await openStore(await databaseAt(home));
  const start = () => importSeeds(data, (seed) => store.documents.addVersion(SYSTEM_VIEWER, seed));
  const first = await start();
  expect(first.added).toBeGreaterThan(20);
  expect(first.ignored).toEqual([]);
  expect(await start()).toEqual({ added: 0, ignored: [] });
  const file = join(data, 'indicators', 'births.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('decimals: 0', 'decimals: 1'));
  const { added, ignored } = await start();
  expect(added).toBe(0);
  expect(ignored.map(({ kind, id }) => [kind, id])).toEqual([['indicator', 'births']]);
  const { indicators } = await store.documents.contracts(SYSTEM_VIEWER);
  expect(indicators.find(({ id }) => id === 'births')?.decimals).toBe(0);
  writeFileSync(
    file,
    text.replace('decimals: 0', 'decimals: 1').replace('version: 2', 'version: 3'),
  );
  expect(await start()).toEqual({ added: 1, ignored: [] });
  await store.close();
});

test('a cursor survives its way through a URL; anything else is none', () => {
  const cursor = {
    createdAt: '2024-01-01T00:00:00.000Z',
    id: '1f0c61f4-1111-4111-8111-000000000000',
  };
  expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  for (const text of ['', 'x', Buffer.from('["a","b"]').toString('base64url')]) {
    expect(decodeCursor(text)).toBeUndefined();
  }
});
