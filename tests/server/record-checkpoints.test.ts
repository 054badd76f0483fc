import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RecordKeeper } from '../../server/src/jobs/record-keeper.ts';
import { openRecordKey } from '../../server/src/record-key.ts';
import type { AuditStore } from '../../server/src/store/audit.ts';
import { openStore } from '../../server/src/store/store.ts';
import { databaseEnv, runStatement } from '../support/database.ts';
import { projectRoot } from '../support/project.ts';
import { openTestApp, type TestApp } from './support.ts';

const DAY_MS = 86_400_000;

let now: number;
let world: TestApp;

beforeEach(async () => {
  now = Date.parse('2026-03-02T00:00:00Z');
  world = await openTestApp({ clock: () => new Date(now) });
});

afterEach(() => world.close());

async function note(audit: AuditStore, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await audit.append({
      actor: 'kim',
      action: 'PUT /api/boards/{id}',
      target: `/api/boards/${time}`,
      status: 200,
      address: '',
      request: '',
    });
  }
}

/** Another process beside the one of the app: it writes a chain of its own. */
async function otherProcess(times: number): Promise<void> {
  const store = await openStore({ ...world.database, clock: () => new Date(now) });
  await note(store.audit, times);
  await store.close();
}

const key = () => openRecordKey(world.home);

async function sign(): Promise<void> {
  const { checkpoints } = world.store;
  const keeper = new RecordKeeper({ checkpoints, key: key(), home: world.home, tell: () => {} });
  await keeper.sign();
}

async function broken() {
  const attested = await world.store.checkpoints.attested(key());
  const found = await world.store.audit.verify(attested);
  return {
    checkpoints: attested.broken,
    chains: found.broken.map(({ seq, what }) => [seq, what]),
  };
}

const tamper = (statement: string) => runStatement(world.database, statement);

const WHOLE = { checkpoints: [], chains: [] };

async function verifyCommand() {
  const args = ['--disable-warning=ExperimentalWarning', 'server/src/cli/bada.ts', 'verify'];
  const env = { ...process.env, BADA_HOME: world.home, ...(await databaseEnv(world.home)) };
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: projectRoot,
    env,
    encoding: 'utf8',
  });
  return { status, stdout };
}

describe('a record that was signed', () => {
  test('is whole until somebody touches it, also when it grows on', async () => {
    await note(world.store.audit, 3);
    await otherProcess(2);
    await sign();
    await note(world.store.audit, 2);
    expect(await broken()).toEqual(WHOLE);
    await sign();
    await sign();
    expect((await world.store.checkpoints.attested(key())).last.seq).toBe(2);
    expect(await broken()).toEqual(WHOLE);
  });

  test('shows that its end was cut off', async () => {
    await note(world.store.audit, 5);
    await sign();
    await tamper('delete from audit where seq >= 4');
    expect(await broken()).toEqual({ checkpoints: [], chains: [[4, 'missing']] });
  });

  test('shows that a chain was taken away whole', async () => {
    await otherProcess(3);
    await sign();
    await tamper('delete from audit');
    expect(await broken()).toEqual({ checkpoints: [], chains: [[1, 'missing']] });
  });

  test('shows that a chain was written anew, with hashes that fit', async () => {
    await note(world.store.audit, 2);
    await sign();
    const { entries } = await world.store.audit.page(
      { id: 'system', roles: ['administrator'], departments: [], class: 'restricted' },
      { limit: 10 },
    );
    await tamper('delete from audit');
    await otherProcess(2);
    const chain = entries[0]?.chain ?? '';
    expect((await world.store.audit.verify()).broken).toEqual([]);
    expect((await broken()).chains).toEqual([[1, 'missing']]);
    expect(chain).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('shows that a checkpoint was changed, taken out, or signed by another key', async () => {
    for (let time = 0; time < 3; time++) {
      await note(world.store.audit, 1);
      await sign();
    }
    await tamper(
      'update checkpoints set body = replace(body, \'"pruned":[]\', \'"pruned": []\') where seq = 2',
    );
    expect((await broken()).checkpoints).toEqual([2, 3]);
    await tamper('delete from checkpoints where seq = 2');
    expect((await broken()).checkpoints).toEqual([3]);
    const other = openRecordKey(join(world.home, 'other'));
    expect((await world.store.checkpoints.attested(other)).broken).toEqual([1, 3]);
  });

  test('shows by what is written outside the database that entries and checkpoints were cut together', async () => {
    await note(world.store.audit, 2);
    await sign();
    await note(world.store.audit, 2);
    await sign();
    expect(await verifyCommand()).toMatchObject({ status: 0 });
    await tamper('delete from audit where seq > 2');
    await tamper('delete from checkpoints where seq > 1');
    expect(await broken()).toEqual(WHOLE);
    const { status, stdout } = await verifyCommand();
    expect(status).toBe(1);
    expect(stdout).toContain('checkpoint #2: changed or missing');
  });
});

describe('pruning', () => {
  test('leaves a checkpoint that says up to where, and a record that is whole', async () => {
    await otherProcess(4);
    await note(world.store.audit, 3);
    now += 800 * DAY_MS;
    await note(world.store.audit, 2);
    const done = await world.store.checkpoints.prune(key(), new Date(now - 730 * DAY_MS));
    expect(done.removed).toBe(7);
    expect(await broken()).toEqual(WHOLE);
    await note(world.store.audit, 1);
    expect(await broken()).toEqual(WHOLE);
    expect((await world.store.audit.verify()).broken.length).toBeGreaterThan(0);
    await tamper('delete from audit where seq = 4');
    expect((await broken()).chains).toEqual([[5, 'missing']]);
  });

  test('removes nothing while a checkpoint does not hold', async () => {
    await note(world.store.audit, 2);
    await sign();
    await tamper("update checkpoints set signature = 'x'");
    now += 800 * DAY_MS;
    const pruning = world.store.checkpoints.prune(key(), new Date(now - 730 * DAY_MS));
    await expect(pruning).rejects.toMatchObject({ code: 'record.broken' });
    expect((await world.store.audit.verify()).entries).toBe(2);
  });
});

test('the key is made once and is nobody else’s to read', () => {
  const first = key();
  expect(key().id).toBe(first.id);
  expect(statSync(join(world.home, 'record-key.pem')).mode & 0o777).toBe(0o600);
  expect(first.isSigned('text', first.sign('text'))).toBe(true);
  expect(first.isSigned('other', first.sign('text'))).toBe(false);
});
