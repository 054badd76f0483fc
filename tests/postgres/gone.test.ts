import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoardPage, LOCAL_VIEWER, Problem } from '@bada/shared';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStore, type Store } from '../../server/src/store/store.ts';
import { draftOf, jsonRequest, openTestApp, type TestApp } from '../server/support.ts';
import { startPostgres, type TestPostgres, urlOf } from '../support/postgres.ts';
import { startServer } from '../support/server.ts';
import { addMapping, saveBoard } from './admin-support.ts';

const PATIENCE = { timeout: 20_000, interval: 100 };

describe('a PostgreSQL that is gone and comes back', () => {
  let postgres: TestPostgres;
  let world: TestApp;

  beforeEach(async () => {
    postgres = await startPostgres({ isSynced: true });
    world = await openTestApp({ database: { url: urlOf(postgres) } });
  });

  afterEach(async () => {
    await world.close();
    await postgres.close();
  });

  const save = (title: string) => world.request('/api/boards', jsonRequest('POST', draftOf(title)));

  test('is told with a code, and nothing that was answered as saved is lost', async () => {
    const saved: string[] = [];
    const saving = Array.from({ length: 60 }, async (_, at) => {
      const response = await save(`${at}`);
      if (response.status === 201) saved.push(`${at}`);
      else expect(Problem.parse(await response.json()).code).toMatch(/^store\./);
    });
    await vi.waitFor(() => expect(saved.length).toBeGreaterThan(5), { interval: 1 });
    await postgres.kill();
    await Promise.all(saving);

    const refused = await save('while it is gone');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    const problem = Problem.parse(await refused.json());
    expect(problem.code).toBe('store.unreachable');
    expect(JSON.stringify(problem)).not.toContain(String(postgres.port));
    const ready = await world.request('/api/ready');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'store-unreachable' });
    expect((await world.request('/api/health')).status).toBe(200);

    await postgres.restart();
    await vi.waitFor(async () => expect((await save('after')).status).toBe(201), PATIENCE);
    expect((await world.request('/api/ready')).status).toBe(200);
    const page = BoardPage.parse(await (await world.request('/api/boards?limit=200')).json());
    const titles = new Set(page.boards.map(({ title }) => title));
    expect(saved.filter((title) => !titles.has(title))).toEqual([]);
    expect((await world.store.audit.verify()).broken).toEqual([]);
  });

  test('is outlived by a server process, which goes on when it is back', async () => {
    await using server = await startServer({ env: { DATABASE_URL: urlOf(postgres) } });
    const statusOf = async (path: string) => (await fetch(server.url + path)).status;
    expect(await statusOf('/api/ready')).toBe(200);
    await postgres.kill();
    await vi.waitFor(async () => expect(await statusOf('/api/ready')).toBe(503), PATIENCE);
    // The queue of jobs is looked at every second, also while nobody answers.
    await vi.waitFor(() => expect(server.output()).toContain('queue of jobs'), PATIENCE);
    expect(await statusOf('/api/health')).toBe(200);
    expect(await statusOf('/api/boards')).toBe(503);
    await postgres.restart();
    await vi.waitFor(async () => expect(await statusOf('/api/ready')).toBe(200), PATIENCE);
    expect(await statusOf('/api/boards')).toBe(200);
    expect(server.output()).not.toContain(postgres.password);
    expect(server.output()).not.toContain(encodeURIComponent(postgres.password));
  }, 120_000);

  test('is told at the start without its password', async () => {
    await world.close();
    await postgres.kill();
    const refused = openStore({ url: urlOf(postgres) });
    await expect(refused).rejects.toMatchObject({ code: 'store.open' });
    await expect(refused).rejects.not.toThrow(postgres.password);
    await postgres.restart();
    world = await openTestApp({ database: { url: urlOf(postgres) } });
    const wrong = openStore({ url: urlOf({ ...postgres, password: 'wr0ng' }) });
    await expect(wrong).rejects.toThrow(/password authentication failed/);
    await expect(wrong).rejects.not.toThrow('wr0ng');
  });
});

/** Needs a file system of its own, which root alone may make; in CI its absence is an error. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'bada-mount-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  if (status === 0) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0 && process.env.CI === 'true') throw new Error('no file system can be mounted');
  return status === 0;
}

describe.skipIf(!canMount())('the disk of an SQLite', () => {
  let folder: string;
  let store: Store;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bada-disk-'));
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
    store = await openStore({ file: join(folder, 'bada.sqlite') });
  });

  afterEach(async () => {
    await store.close();
    spawnSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  const versionsOf = (id: string) => store.documentVersions.list(LOCAL_VIEWER, 'mapping', id);

  /** Saves until it is refused. */
  async function fill(): Promise<{ saved: string[]; error: unknown }> {
    const saved: string[] = [];
    for (;;) {
      try {
        const id = `fill-${saved.length}`;
        await addMapping(store, id, 'x'.repeat(20_000));
        saved.push(id);
      } catch (error) {
        return { saved, error };
      }
    }
  }

  test('that is full refuses with a code, and what was saved before is there', async () => {
    const { saved, error } = await fill();
    expect(error).toMatchObject({ code: 'store.full', status: 503 });
    expect(saved.length).toBeGreaterThan(3);
    for (const id of saved) expect(await versionsOf(id)).toHaveLength(1);
    expect(await versionsOf(`fill-${saved.length}`)).toEqual([]);
    expect(await store.isReady()).toBe(true);
    spawnSync('mount', ['-o', 'remount,size=4m', folder]);
    expect(await saveBoard(store, 'there is room again')).toBeDefined();
    await store.close();
    store = await openStore({ file: join(folder, 'bada.sqlite') });
    for (const id of saved) expect(await versionsOf(id)).toHaveLength(1);
  });

  test('that is full in the middle of a transaction leaves nothing of it', async () => {
    await fill();
    const subject = {
      ...{ kind: 'quality' as const, dataset: 'people', rule: 'one', criterion: 'logic' },
      ...{ columns: ['x'.repeat(40_000)], severity: 'minor' as const },
    };
    const measure = {
      ...{ at: '2026-03-01T00:00:00.000Z', manifest: 'a'.repeat(64), version: '1' },
      ...{ extract: 'b'.repeat(64), evaluated: 1, errors: 1 },
    };
    const rest = { class: 'open' as const, department: 'statistics', due: '2026-04-01' };
    const opening = store.tasks.open(LOCAL_VIEWER, { subject, measure, ...rest });
    await expect(opening).rejects.toMatchObject({ code: 'store.full' });
    expect(await store.tasks.pending(LOCAL_VIEWER, subject)).toBeUndefined();
  });

  test('that takes no writes refuses with a code and still reads', async () => {
    const id = await saveBoard(store, 'before');
    await store.close();
    spawnSync('mount', ['-o', 'remount,ro', folder]);
    const refused = openStore({ file: join(folder, 'bada.sqlite') }).then(async (opened) => {
      store = opened;
      expect(await store.boards.find(LOCAL_VIEWER, id)).toBeDefined();
      return saveBoard(store, 'after');
    });
    await expect(refused).rejects.toMatchObject({ code: expect.stringMatching(/^store\./) });
    spawnSync('mount', ['-o', 'remount,rw', folder]);
  });
});
