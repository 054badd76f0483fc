import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_VIEWER } from '@bada/shared';
import type { JobResult } from '@bada/shared/catalogue';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobStore } from '../../server/src/store/jobs.ts';
import { openStore, type Store } from '../../server/src/store/store.ts';
import { placeOn } from '../support/database.ts';

const RESULT: JobResult = {
  ...{ kind: 'rows', rows: 1, kept: null, dataset: null, manifest: null, ingest: null },
  unchanged: false,
};
const LEASE = 60_000;
const OPTIONS = { leaseMs: LEASE, maxAttempts: 3 };

/** Two stores on one database, as two processes have them. */
describe('jobs on PostgreSQL', () => {
  let home: string;
  let stores: Store[];
  let now: number;
  let url: string;
  let first: JobStore;
  let second: JobStore;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'bada-jobs-'));
    now = Date.parse('2024-05-01T00:00:00Z');
    const database = await placeOn('postgres', home);
    url = 'url' in database ? database.url : '';
    const place = { ...database, clock: () => new Date(now) };
    const [one, two] = [await openStore(place), await openStore(place)];
    stores = [one, two];
    [first, second] = [one.jobs, two.jobs];
  });

  afterEach(async () => {
    for (const store of stores) await store.close();
    rmSync(home, { recursive: true, force: true });
  });

  const about = (subject: string) => ({ kind: 'collection' as const, subject });

  test('a subject has one live job, however many ask at once', async () => {
    const asked = Array.from({ length: 12 }, (_, at) =>
      (at % 2 ? first : second).runNow(LOCAL_VIEWER, about('a')),
    );
    const kinds = (await Promise.all(asked)).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['done']));
    expect(await first.list(LOCAL_VIEWER)).toHaveLength(1);
  });

  test('each job is claimed once by owners that come at the same time', async () => {
    const subjects = Array.from({ length: 10 }, (_, at) => `job-${at}`);
    for (const subject of subjects) await first.runNow(LOCAL_VIEWER, about(subject));
    const claims = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        (at % 2 ? first : second).claim(`owner-${at}`, OPTIONS),
      ),
    );
    // Nobody waits for a job that another is taking, and nobody goes away empty-handed.
    const claimed = claims.flatMap((claim) => claim?.job.subject ?? []);
    expect(claimed.toSorted()).toEqual(subjects);
  });

  test('a job that another is just taking keeps nobody waiting: the next one is claimed', async () => {
    for (const subject of ['a', 'b']) {
      await first.runNow(LOCAL_VIEWER, about(subject));
      now += 1;
    }
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query("begin; select id from jobs where subject = 'a' for update");
    expect((await first.claim('one', OPTIONS))?.job.subject).toBe('b');
    await other.query('rollback');
    await other.end();
    expect((await second.claim('two', OPTIONS))?.job.subject).toBe('a');
  }, 10_000);

  test('a lease that ran out goes to another, and its first owner ends nothing any more', async () => {
    await first.runNow(LOCAL_VIEWER, about('a'));
    const claim = await first.claim('one', OPTIONS);
    if (!claim) throw new Error('nothing was claimed');
    expect(await second.claim('two', OPTIONS)).toBeUndefined();
    now += LEASE + 1;
    const taken = await second.claim('two', OPTIONS);
    expect(taken?.job).toMatchObject({ id: claim.job.id, attempts: 2 });
    expect(await first.renew(claim, LEASE)).toBe(false);
    expect(await first.finish(claim, { kind: 'done', result: RESULT }, null)).toBe(false);
    if (!taken) throw new Error('nothing was taken over');
    const next = new Date(now + 3_600_000);
    expect(await second.finish(taken, { kind: 'done', result: RESULT }, next)).toBe(true);
    const states = (await first.list(LOCAL_VIEWER)).map(({ state }) => state).toSorted();
    expect(states).toEqual(['done', 'queued']);
    expect(await first.latest(LOCAL_VIEWER, 'collection')).toHaveLength(2);
  });

  test('one whose owners die again and again is given up, one that is paused is not claimed', async () => {
    await first.runNow(LOCAL_VIEWER, about('a'));
    for (let at = 0; at < 3; at += 1) {
      expect(await first.claim(`owner-${at}`, OPTIONS)).toBeDefined();
      now += LEASE + 1;
    }
    expect(await second.claim('last', OPTIONS)).toBeUndefined();
    await first.runNow(LOCAL_VIEWER, about('b'));
    const [job] = await first.list(LOCAL_VIEWER, { subject: 'b' });
    const paused = await first.change(LOCAL_VIEWER, job?.id ?? '', {
      action: 'pause',
      expected: 'any',
    });
    expect(paused).toMatchObject({ kind: 'done', job: { state: 'paused' } });
    expect(await second.claim('last', OPTIONS)).toBeUndefined();
  });
});
