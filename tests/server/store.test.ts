import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_VIEWER } from '@bada/shared';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from '../../server/src/store/cursor.ts';
import { openSqlite } from '../../server/src/store/sqlite.ts';
import { openStore } from '../../server/src/store/store.ts';
import { makeFixtureExtracts } from '../support/fixture-extracts.ts';

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
  const file = join(home, 'deeper', 'bada.sqlite');
  const first = await openStore({ file });
  const tiles = [{ kind: 'view' as const, path: '/' as const, search: '' }];
  const board = await first.boards.create(LOCAL_VIEWER, { title: '바다', tiles });
  await first.close();
  const second = await openStore({ file });
  expect(await second.boards.find(LOCAL_VIEWER, board.id)).toEqual(board);
  expect(await second.isReady()).toBe(true);
  await second.close();
  expect(await second.isReady()).toBe(false);
});

test('a document version is added once, and an older one never after a newer', async () => {
  const store = await openStore({ file: join(home, 'bada.sqlite') });
  const { indicators } = await makeFixtureExtracts(home);
  const [people] = indicators;
  if (!people) throw new Error('the fixture has an indicator');
  const add = (version: number, decimals = 0) =>
    store.documents.addVersion(LOCAL_VIEWER, {
      kind: 'indicator',
      id: people.id,
      version,
      department: null,
      body: { ...people, version, decimals },
    });
  expect(await add(2)).toBe(true);
  expect(await add(2, 1)).toBe(false);
  expect(await add(1)).toBe(false);
  const before = await store.documents.contracts(LOCAL_VIEWER);
  expect(before.versions.map(({ version, decimals }) => [version, decimals])).toEqual([[2, 0]]);
  expect(await add(3)).toBe(true);
  const after = await store.documents.contracts(LOCAL_VIEWER);
  expect(after.versions.map(({ version }) => version)).toEqual([3, 2]);
  expect(after.indicators.map(({ version }) => version)).toEqual([3]);
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
