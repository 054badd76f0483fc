import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadaError, LOCAL_VIEWER, type NewTask } from '@bada/shared';
import type { HarvestEntry } from '@bada/shared/catalogue';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../server/src/store/store.ts';
import { type DatabaseKind, placeOn, runStatement } from '../support/database.ts';

const MEASURE = {
  at: '2026-03-01T00:00:00.000Z',
  manifest: 'a'.repeat(64),
  version: '1.0.0',
  extract: 'b'.repeat(64),
  evaluated: 10,
  errors: 1,
};

function taskOf(rule: string): NewTask {
  const subject = {
    ...{ kind: 'quality' as const, dataset: 'people', rule, criterion: 'logic' },
    ...{ columns: [], severity: 'minor' as const },
  };
  const rest = { class: 'open' as const, department: 'statistics', due: '2026-04-01' };
  return { subject, measure: MEASURE, ...rest };
}

function entryOf(key: string): HarvestEntry {
  const texts = { title: key, description: '', publisher: '', licence: '' };
  return { key, ...texts, keywords: [], formats: [], modified: '', address: '' };
}

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** What must hold however many write. PostgreSQL lets two stores, as two processes have them, write at the
 * same time; of SQLite's one store the statements are what interleaves. */
describe.each<DatabaseKind>(['sqlite', 'postgres'])('several writers on %s', (kind) => {
  let home: string;
  let stores: Store[];
  const at = (index: number): Store => {
    const store = stores[index % stores.length];
    if (!store) throw new Error('no store is open');
    return store;
  };

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'bada-writers-'));
    const place = await placeOn(kind, home);
    stores = [await openStore(place)];
    if (kind === 'postgres') stores.push(await openStore(place));
  });

  afterEach(async () => {
    for (const store of stores) await store.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  });

  test('of many changes to one version of a task one is done, the others meet a conflict', async () => {
    const { task } = await at(0).tasks.open(LOCAL_VIEWER, taskOf('one'));
    const results = await Promise.all(
      times(12, (index) =>
        at(index).tasks.apply(LOCAL_VIEWER, task.id, {
          event: { kind: 'note', text: `${index}` },
          expected: [task.version],
        }),
      ),
    );
    const kinds = results.map((result) => result.kind).sort();
    expect(kinds).toEqual([...times(11, () => 'conflict'), 'done']);
    expect(await at(1).tasks.history(LOCAL_VIEWER, task.id)).toHaveLength(2);
  });

  test('changes to any version of a task are all kept, one after the other', async () => {
    const { task } = await at(0).tasks.open(LOCAL_VIEWER, taskOf('one'));
    await Promise.all(
      times(12, (index) =>
        at(index).tasks.apply(LOCAL_VIEWER, task.id, {
          event: { kind: 'note', text: `${index}` },
          expected: 'any',
        }),
      ),
    );
    const found = await at(1).tasks.find(LOCAL_VIEWER, task.id);
    expect(found?.version).toBe(13);
    expect(found?.evidence).toHaveLength(12);
  });

  test('a subject has one unfinished task, however many open it', async () => {
    const opened = await Promise.all(
      times(8, (index) => at(index).tasks.open(LOCAL_VIEWER, taskOf('same'))),
    );
    expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(opened.map(({ task }) => task.id)).size).toBe(1);
  });

  test('two administrators who dismiss each other: one stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ids = [`kim.${round}`, `lee.${round}`];
      const rights = { departments: [], class: 'open' as const };
      for (const id of ids) {
        const draft = { id, name: id, roles: ['administrator' as const], ...rights };
        await at(0).accounts.create(LOCAL_VIEWER, draft, { password: 'hash' });
      }
      const dismiss = (id: string, index: number) =>
        at(index).accounts.change(LOCAL_VIEWER, id, {
          draft: { name: id, roles: ['viewer'], ...rights, disabled: false },
          expected: 'any',
        });
      const ends = await Promise.allSettled(ids.map(dismiss));
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const refused = ends.find((end) => end.status === 'rejected');
      expect(refused?.reason).toMatchObject({ code: 'account.last-administrator' });
      await runStatement(await placeOn(kind, home), 'delete from accounts');
    }
  });

  test('of first links that are made at once the last alone is good, and it is taken once', async () => {
    const hashes = times(6, (index) => `hash-${index}`);
    const expiresAt = '2999-01-01T00:00:00.000Z';
    const put = (hash: string, index: number) =>
      at(index).sessions.putLink(hash, { account: null, expiresAt });
    await Promise.all(hashes.map(put));
    const left = await Promise.all(hashes.map((hash) => at(0).sessions.peekLink(hash)));
    expect(left.filter((link) => link !== undefined)).toHaveLength(1);
    const taken = await Promise.all(
      hashes.flatMap((hash) => times(3, (index) => at(index).sessions.takeLink(hash))),
    );
    expect(taken.filter((link) => link !== undefined)).toHaveLength(1);
  });

  test('a document that arrives under an earlier number than another is seen', async () => {
    const next = { kind: 'mapping' as const, id: 'stops', expected: [0], least: 1 };
    const rest = { department: null, reason: null, body: () => ({}) };
    await at(1).documentVersions.append(LOCAL_VIEWER, { ...next, ...rest });
    const before = await at(0).documents.contracts(LOCAL_VIEWER);
    expect(await at(0).documents.contracts(LOCAL_VIEWER)).toBe(before);
    // As if its transaction had begun before the other's and ended after it.
    await runStatement(
      await placeOn(kind, home),
      `insert into documents (seq, kind, id, version, body, owner, created_at)
       select -1, kind, 'earlier', 1, body, owner, created_at from documents`,
    );
    expect(await at(0).documents.contracts(LOCAL_VIEWER)).not.toBe(before);
  });

  test('a catalogue that two take in at once is there once', async () => {
    const entries = times(20, (index) => entryOf(`entry-${index}`));
    await Promise.all(times(4, (index) => at(index).harvested.take(LOCAL_VIEWER, 'city', entries)));
    expect(await at(1).harvested.list(LOCAL_VIEWER)).toHaveLength(20);
  });

  test('numbers of a document are given once', async () => {
    const body = (version: number) => ({ version });
    const append = (index: number) =>
      at(index).documentVersions.append(LOCAL_VIEWER, {
        ...{ kind: 'mapping' as const, id: 'stops', expected: [0], least: 1 },
        ...{ department: null, reason: null, body },
      });
    const results = await Promise.all(times(8, append));
    expect(results.filter((result) => result.kind === 'done')).toHaveLength(1);
  });

  test('each writer has a chain of its own, and all of them hold', async () => {
    const note = { actor: 'kim', action: 'x', target: '/', status: 200, address: '', request: 'r' };
    await Promise.all(times(40, (index) => at(index).audit.append(note)));
    const { entries, broken } = await at(0).audit.verify();
    expect(broken).toEqual([]);
    expect(entries).toBe(40);
    const page = await at(1).audit.page(LOCAL_VIEWER, { limit: 100 });
    expect(new Set(page.entries.map(({ chain }) => chain)).size).toBe(stores.length);
  });

  test('a record that never heard whether an entry was written goes on from what is stored', async () => {
    const note = { actor: 'kim', action: 'x', target: '/', status: 200, address: '', request: 'r' };
    await at(0).audit.append(note);
    await runStatement(
      await placeOn(kind, home),
      `insert into audit (chain, seq, at, actor, action, target, status, address, request, previous, hash)
       select chain, 2, at, actor, action, target, status, address, request, hash, hash from audit`,
    );
    await expect(at(0).audit.append(note)).rejects.toThrow();
    await at(0).audit.append(note);
    const { entries } = await at(0).audit.page(LOCAL_VIEWER, { limit: 10 });
    expect(entries.map(({ seq }) => seq).toSorted()).toEqual([1, 2, 3]);
  });

  test('a search finds what holds a text, whatever the case, and knows no wildcards', async () => {
    const targets = ['/api/Boards/100%', '/api/boards/100a', '/api/x_y', '/api/xzy', '/a\\', '/\0'];
    for (const target of targets) {
      const note = { actor: 'kim', action: 'x', target, status: 200, address: '', request: 'r' };
      await at(0).audit.append(note);
    }
    const found = async (target: string) => {
      const page = await at(0).audit.page(LOCAL_VIEWER, { target, limit: 100 });
      return page.entries.map((entry) => entry.target);
    };
    expect(await found('BOARDS')).toHaveLength(2);
    expect(await found('100%')).toEqual([targets[0]]);
    expect(await found('x_y')).toEqual([targets[2]]);
    expect(await found('\\')).toEqual([targets[4]]);
    expect(await found('/\0')).toHaveLength(1);
  });

  test('lists are in the order of bytes, in both databases', async () => {
    const ids = ['b-1', 'b1', 'a.z', 'ab', 'a_b', 'a-b'];
    for (const id of ids) {
      const draft = { id, name: id, roles: ['viewer' as const], departments: [] };
      await at(0).accounts.create(LOCAL_VIEWER, { ...draft, class: 'open' });
    }
    const listed = (await at(0).accounts.list(LOCAL_VIEWER)).map(({ id }) => id);
    expect(listed).toEqual(ids.toSorted());
  });

  test('an account is made once', async () => {
    const draft = { id: 'kim', name: 'kim', roles: ['viewer' as const], departments: [] };
    const made = await Promise.allSettled(
      times(6, (index) => at(index).accounts.create(LOCAL_VIEWER, { ...draft, class: 'open' })),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of made) {
      if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(BadaError);
    }
  });
});
