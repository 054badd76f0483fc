import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadaError, LOCAL_VIEWER } from '@bada/shared';
import type { Job, JobResult } from '@bada/shared/catalogue';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type JobContext, JobRunner } from '../../server/src/jobs/runner.ts';
import { createLogger } from '../../server/src/logger.ts';
import { openStore, type Store } from '../../server/src/store/store.ts';
import { databaseAt } from '../support/database.ts';

const RESULT: JobResult = {
  ...{ kind: 'rows', rows: 1, kept: null, dataset: null, manifest: null, ingest: null },
  unchanged: false,
};
const LEASE = 60_000;
const HOUR = 3_600_000;

let home: string;
let now: number;
let stores: Store[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bada-jobs-'));
  now = Date.parse('2024-05-01T00:00:00Z');
  stores = [];
});

afterEach(async () => {
  for (const store of stores) await store.close();
  rmSync(home, { recursive: true, force: true });
});

/** A store of its own on the one database, as another process has it. */
async function open(): Promise<Store> {
  const place = await databaseAt(home);
  const store = await openStore({ ...place, clock: () => new Date(now) });
  stores.push(store);
  return store;
}

type Work = (job: Job, context: JobContext) => Promise<JobResult>;

function runner(
  store: Store,
  run: Work,
  { owner = 'one', next = null }: { owner?: string; next?: Date | null } = {},
) {
  return new JobRunner({
    queue: store.jobs,
    handlers: { collection: { run, nextRun: async () => next } },
    owner,
    clock: () => new Date(now),
    log: createLogger('silent'),
    leaseMs: LEASE,
    places: 1,
  });
}

const about = (subject: string) => ({ kind: 'collection' as const, subject });

async function only(store: Store, subject = 'a') {
  const jobs = await store.jobs.list(LOCAL_VIEWER, { subject });
  expect(jobs).toHaveLength(1);
  return jobs[0];
}

describe('of several runners on one database', () => {
  test('each job is run by one, once', async () => {
    const [first, second] = [await open(), await open()];
    const subjects = Array.from({ length: 20 }, (_, at) => `job-${at}`);
    for (const subject of subjects) await first.jobs.runNow(LOCAL_VIEWER, about(subject));
    const ran: string[] = [];
    const work: Work = async ({ subject }) => {
      ran.push(subject);
      return RESULT;
    };
    await Promise.all([
      runner(first, work, { owner: 'one' }).runDue(),
      runner(second, work, { owner: 'two' }).runDue(),
    ]);
    expect(ran.sort()).toEqual(subjects.sort());
    const states = (await first.jobs.list(LOCAL_VIEWER)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['done']));
  });

  test('one that lives keeps its job, one that went silent loses it and cannot end it any more', async () => {
    const [first, second] = [await open(), await open()];
    await first.jobs.runNow(LOCAL_VIEWER, about('a'));
    const options = { leaseMs: LEASE, maxAttempts: 4 };
    const claim = await first.jobs.claim('one', options);
    if (!claim) throw new Error('nothing was claimed');
    now += LEASE - 1;
    expect(await second.jobs.claim('two', options)).toBeUndefined();
    expect(await first.jobs.renew(claim, LEASE)).toBe(true);
    now += LEASE + 1;
    const taken = await second.jobs.claim('two', options);
    expect(taken?.job).toMatchObject({ id: claim.job.id, attempts: 2 });
    expect(await first.jobs.renew(claim, LEASE)).toBe(false);
    expect(await first.jobs.finish(claim, { kind: 'done', result: RESULT }, null)).toBe(false);
    expect(await only(first)).toMatchObject({ state: 'running', lease: { owner: 'two' } });
  });

  test('a job whose owners die again and again is given up', async () => {
    const store = await open();
    await store.jobs.runNow(LOCAL_VIEWER, about('a'));
    const options = { leaseMs: LEASE, maxAttempts: 3 };
    for (let at = 0; at < 3; at += 1) {
      expect(await store.jobs.claim(`owner-${at}`, options)).toBeDefined();
      now += LEASE + 1;
    }
    expect(await store.jobs.claim('last', options)).toBeUndefined();
    expect(await only(store)).toMatchObject({ state: 'failed', error: { code: 'job.lost' } });
  });
});

describe('a run', () => {
  test('that fails in passing is tried again, later each time, and then given up', async () => {
    const store = await open();
    await store.jobs.runNow(LOCAL_VIEWER, about('a'));
    const failing = runner(store, async () => {
      throw new BadaError('collect.unreachable', { host: 'h', what: 'timeout' });
    });
    const waits: number[] = [];
    for (;;) {
      await failing.runDue();
      const job = await only(store);
      expect(job?.error?.code).toBe('collect.unreachable');
      if (job?.state !== 'queued') break;
      waits.push(Date.parse(job.runAt) - now);
      now = Date.parse(job.runAt);
    }
    expect(waits).toEqual([60_000, 300_000, 1_500_000]);
    expect(await only(store)).toMatchObject({ state: 'failed', attempts: 4 });
  });

  test('that cannot go better is not tried again, and the schedule goes on', async () => {
    const store = await open();
    await store.jobs.runNow(LOCAL_VIEWER, about('a'));
    const next = new Date(now + HOUR);
    const failing = runner(
      store,
      async () => {
        throw new BadaError('collect.key', { source: 's', code: '30', what: 'w' });
      },
      { next },
    );
    await failing.runDue();
    now += 1;
    const jobs = await store.jobs.list(LOCAL_VIEWER, { subject: 'a' });
    expect(jobs.map(({ state }) => state).sort()).toEqual(['failed', 'queued']);
    const queued = jobs.find(({ state }) => state === 'queued');
    expect(queued).toMatchObject({ runAt: next.toISOString(), attempts: 0, error: null });
  });

  test('that is stopped with its server is given back at once, as if it never began', async () => {
    const [first, second] = [await open(), await open()];
    await first.jobs.runNow(LOCAL_VIEWER, about('a'));
    const begun = Promise.withResolvers<void>();
    const stopping = runner(first, (_, { signal }) => {
      begun.resolve();
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')));
      });
    });
    stopping.start();
    await begun.promise;
    await stopping.stop();
    expect(await only(second)).toMatchObject({ state: 'queued', attempts: 0, lease: null });
    await runner(second, async () => RESULT, { owner: 'two' }).runDue();
    expect(await only(second)).toMatchObject({ state: 'done' });
  });

  test('that was cancelled on its way makes nothing visible', async () => {
    const store = await open();
    await store.jobs.runNow(LOCAL_VIEWER, about('a'));
    let visible = false;
    await runner(store, async (job, { confirm, signal }) => {
      await store.jobs.change(LOCAL_VIEWER, job.id, { action: 'cancel', expected: 'any' });
      await confirm().catch(() => undefined);
      visible = !signal.aborted;
      return RESULT;
    }).runDue();
    expect(visible).toBe(false);
    expect(await only(store)).toMatchObject({ state: 'cancelled', result: null });
  });

  test('of a paused subject that is asked for by hand leaves it paused', async () => {
    const store = await open();
    await store.jobs.ensure(LOCAL_VIEWER, { ...about('a'), runAt: new Date(now + HOUR) });
    const queued = await only(store);
    if (!queued) throw new Error('nothing is queued');
    await store.jobs.change(LOCAL_VIEWER, queued.id, { action: 'pause', expected: [1] });
    now += 2 * HOUR;
    const work = runner(store, async () => RESULT, { next: new Date(now + HOUR) });
    await work.runDue();
    expect(await only(store)).toMatchObject({ state: 'paused' });
    await store.jobs.runNow(LOCAL_VIEWER, about('a'));
    await work.runDue();
    const states = (await store.jobs.list(LOCAL_VIEWER)).map(({ state }) => state);
    expect(states.sort()).toEqual(['done', 'paused']);
  });
});

test('runs are kept for their time; the last and the last good one stay', async () => {
  const store = await open();
  const run = async (subject: string, outcome: 'done' | 'failed' | 'cancelled') => {
    await store.jobs.ensure(LOCAL_VIEWER, { ...about(subject), runAt: new Date(now) });
    const [job] = await store.jobs.list(LOCAL_VIEWER, { subject });
    if (outcome === 'cancelled' && job) {
      await store.jobs.change(LOCAL_VIEWER, job.id, { action: 'cancel', expected: 'any' });
    }
    const work = async () => {
      if (outcome === 'done') return RESULT;
      throw new BadaError('collection.not-found', { id: subject });
    };
    await runner(store, work).runDue();
    now += HOUR;
  };
  for (const outcome of ['done', 'done', 'failed', 'cancelled', 'failed'] as const) {
    await run('a', outcome);
  }
  await run('b', 'failed');
  await store.jobs.ensure(LOCAL_VIEWER, { ...about('c'), runAt: new Date(now) });
  const states = async (subject: string) =>
    (await store.jobs.list(LOCAL_VIEWER, { subject })).map(({ state }) => state);
  expect(await store.jobs.prune(LOCAL_VIEWER, new Date(now - 24 * HOUR))).toBe(0);
  expect(await store.jobs.prune(LOCAL_VIEWER, new Date(now))).toBe(3);
  expect(await states('a')).toEqual(['failed', 'done']);
  expect(await states('b')).toEqual(['failed']);
  expect(await states('c')).toEqual(['queued']);
});

test('a subject never has two jobs that are not over', async () => {
  const [first, second] = [await open(), await open()];
  const runs = await Promise.all(
    [first, second, first].map((store) => store.jobs.runNow(LOCAL_VIEWER, about('a'))),
  );
  expect(runs.map(({ kind }) => kind)).toEqual(['done', 'done', 'done']);
  await only(first);
  const ensured = first.jobs.ensure(LOCAL_VIEWER, { ...about('a'), runAt: new Date(now) });
  expect(await ensured).toBe(false);
});

test('a moved schedule moves the next run, one that is taken away takes it with it', async () => {
  const store = await open();
  const [early, late] = [new Date(now + HOUR), new Date(now + 2 * HOUR)];
  await store.jobs.reschedule(LOCAL_VIEWER, { ...about('a'), runAt: early });
  await store.jobs.reschedule(LOCAL_VIEWER, { ...about('a'), runAt: late });
  expect(await only(store)).toMatchObject({ state: 'queued', runAt: late.toISOString() });
  await store.jobs.reschedule(LOCAL_VIEWER, { ...about('a'), runAt: null });
  expect(await only(store)).toMatchObject({ state: 'cancelled' });
});
