import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { LOCAL_VIEWER } from '@bada/shared';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { backUp } from '../../server/src/cli/admin/backup.ts';
import { restore } from '../../server/src/cli/admin/restore.ts';
import { refuseHalfRestored } from '../../server/src/half-restored.ts';
import { moveStore } from '../../server/src/store/copy/move.ts';
import { openStore } from '../../server/src/store/store.ts';
import { type DatabaseKind, placeOn, runStatement } from '../support/database.ts';
import {
  addMapping,
  furnish,
  note,
  type Place,
  saveBoard,
  startBada,
  sumsIn,
} from './admin-support.ts';

const KINDS: readonly DatabaseKind[] = ['sqlite', 'postgres'];

let root: string;
let archive: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bada-admin-'));
  archive = join(root, 'backup.tar.gz');
});

afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));

async function placeIn(kind: DatabaseKind, name: string): Promise<Place> {
  const home = mkdtempSync(join(root, `${name}-`));
  return { home, database: await placeOn(kind, home) };
}

const other = (kind: DatabaseKind) => (kind === 'sqlite' ? 'postgres' : 'sqlite');

describe.each(KINDS)('a backup of %s', (kind) => {
  test('made while people write is of one moment, and holds all that was saved before', async () => {
    const from = await placeIn(kind, 'from');
    await furnish(from);
    const store = await openStore(from.database);
    const saved: string[] = [];
    let isDone = false;
    const write = async (writer: number) => {
      for (let at = 0; !isDone; at += 1) {
        saved.push(await saveBoard(store, `${writer}-${at}`));
        await note(store, `/${writer}/${at}`);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const writers = [0, 1, 2].map(write);
    await vi.waitFor(() => expect(saved.length).toBeGreaterThan(20));
    const before = [...saved];
    const sums = await backUp(from, archive);
    const after = saved.length;
    isDone = true;
    await Promise.all(writers);
    await store.close();
    expect(after, 'nobody wrote while the backup was made').toBeGreaterThan(before.length);

    const to = await placeIn(other(kind), 'to');
    await restore(to, archive, { replace: false });
    expect(await sumsIn(to)).toEqual(sums.tables);
    const restored = await openStore(to.database);
    for (const id of before) expect(await restored.boards.find(LOCAL_VIEWER, id)).toBeDefined();
    expect((await restored.audit.verify()).broken).toEqual([]);
    await restored.close();
    for (const path of ['extracts/current', 'extracts/open/a.parquet', 'lineage/2026-03.ndjson']) {
      expect(readFileSync(join(to.home, path))).toEqual(readFileSync(join(from.home, path)));
    }
    expect(readdirSync(from.home).filter((name) => name.startsWith('backup-'))).toEqual([]);
    expect(readdirSync(to.home).filter((name) => name.startsWith('restore'))).toEqual([]);
  });

  test('replaces what is there only when told to, and whole', async () => {
    const [from, to] = [await placeIn(kind, 'from'), await placeIn(kind, 'to')];
    await furnish(from);
    await furnish(to, 3);
    const sums = await backUp(from, archive);
    const before = await sumsIn(to);
    await expect(restore(to, archive, { replace: false })).rejects.toMatchObject({
      code: 'store.not-empty',
    });
    expect(await sumsIn(to)).toEqual(before);
    writeFileSync(join(to.home, 'extracts', 'left'), 'over');
    await restore(to, archive, { replace: true });
    expect(await sumsIn(to)).toEqual(sums.tables);
    expect(existsSync(join(to.home, 'extracts', 'left'))).toBe(false);
    await expect(backUp(from, archive)).rejects.toMatchObject({ code: 'backup.exists' });
  });

  test('that is cut off, changed or made by a later version changes nothing', async () => {
    const [from, to] = [await placeIn(kind, 'from'), await placeIn(kind, 'to')];
    await furnish(from);
    await furnish(to, 3);
    await backUp(from, archive);
    const before = await sumsIn(to);
    const tar = gunzipSync(readFileSync(archive));
    const at = (text: string) => tar.indexOf(text);
    const changed = (text: string, by: string) => {
      const copy = Buffer.from(tar);
      copy.write(by, at(text));
      return gzipSync(copy);
    };
    const broken: [string, Buffer, string][] = [
      ['cut off', readFileSync(archive).subarray(0, 2000), 'backup.broken'],
      ['without its end', gzipSync(tar.subarray(0, at('checksums.json'))), 'backup.broken'],
      ['a row', changed('바다 7', '바다 8'), 'backup.broken'],
      ['a file', changed('aaaaaaaa', 'abaaaaaa'), 'backup.broken'],
      ['no archive', Buffer.from('hello'), 'backup.broken'],
      ['another format', changed('bada-backup"', 'bada-bakcup"'), 'backup.broken'],
      ['a later version', changed('0001-documents', '0009-documents'), 'store.newer'],
    ];
    for (const [what, bytes, code] of broken) {
      writeFileSync(archive, bytes);
      await expect(restore(to, archive, { replace: true }), what).rejects.toMatchObject({ code });
    }
    expect(await sumsIn(to)).toEqual(before);
    expect(readFileSync(join(to.home, 'extracts', 'current'), 'utf8')).toBe('pointer');
  });

  test('whose restore is killed leaves the store as it was or as it is in the backup', {
    timeout: 90_000,
  }, async () => {
    const [from, to] = [await placeIn(kind, 'from'), await placeIn(kind, 'to')];
    await furnish(from, 400);
    await furnish(to, 3);
    const sums = await backUp(from, archive);
    const before = await sumsIn(to);
    const running = startBada(to, ['admin', 'restore', archive, '--replace']);
    const isAside = () => readdirSync(to.home).some((name) => name === 'restore-aside');
    await vi.waitFor(() => expect(isAside()).toBe(true), { timeout: 60_000, interval: 2 });
    running.kill();
    await running.ended;
    const left = await sumsIn(to);
    expect([JSON.stringify(before), JSON.stringify(sums.tables)]).toContain(JSON.stringify(left));
    await restore(to, archive, { replace: true });
    expect(await sumsIn(to)).toEqual(sums.tables);
    expect(readdirSync(to.home).filter((name) => name.startsWith('restore'))).toEqual([]);
  });

  test('moves to the other database and back, with equal rows, and goes on counting', async () => {
    const [from, to, back] = [
      await placeIn(kind, 'from'),
      await placeIn(other(kind), 'to'),
      await placeIn(kind, 'back'),
    ];
    await furnish(from);
    const before = await sumsIn(from);
    const { source, moved } = await moveStore(from.database, to.database, { replace: false });
    expect(source).toEqual(before);
    expect(moved).toEqual(before);
    const store = await openStore(to.database);
    await addMapping(store, 'later');
    const first = await store.documentVersions.list(LOCAL_VIEWER, 'mapping', 'stops');
    expect(first).toHaveLength(1);
    await store.close();
    const refused = moveStore(from.database, to.database, { replace: false });
    await expect(refused).rejects.toMatchObject({ code: 'store.not-empty' });
    const { moved: returned } = await moveStore(to.database, back.database, { replace: false });
    expect(returned).toEqual(await sumsIn(to));
    const same = moveStore(to.database, to.database, { replace: true });
    await expect(same).rejects.toMatchObject({ code: 'store.same' });
  });
});

test('a server does not start while a restore is half done', () => {
  expect(() => refuseHalfRestored(root)).not.toThrow();
  writeFileSync(join(root, 'restore.unfinished'), '');
  expect(() => refuseHalfRestored(root)).toThrow(/interrupted/);
});

test('the commands print rows and checksums, and say what is not whole', async () => {
  const [from, to] = [await placeIn('sqlite', 'from'), await placeIn('postgres', 'to')];
  await furnish(from);
  const run = (place: Place, ...args: string[]) => startBada(place, ['admin', ...args]).ended;
  expect(await run(from, 'migrate')).toMatchObject({ code: 0 });
  const backup = await run(from, 'backup', archive);
  expect(backup).toMatchObject({ code: 0 });
  expect(backup.out).toMatch(/boards +20 {2}[0-9a-f]{16}/);
  expect((await run(from, 'verify', archive)).out).toContain(
    backup.out.split('\n').find((line) => line.includes('boards')) ?? 'no line',
  );
  const url = 'url' in to.database ? to.database.url : '';
  const move = await run(from, 'move', '--to', url);
  expect(move.code, move.out).toBe(0);
  expect(move.out).toMatch(/boards +20 {2}[0-9a-f]{16}/);
  expect(move.out).not.toContain(decodeURIComponent(new URL(url).password));
  expect(await run(to, 'verify')).toMatchObject({ code: 0 });
  await runStatement(to.database, "update audit set target = '/z' where seq = 1");
  const complaint = await run(to, 'verify');
  expect(complaint.code).toBe(1);
  expect(complaint.out).toContain('#1: changed');
  expect((await run(to, 'restore', archive)).out).toContain('store.not-empty');
}, 120_000);
