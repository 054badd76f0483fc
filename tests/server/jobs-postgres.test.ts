import { LOCAL_VIEWER } from '@bada/shared';
import type { JobResult } from '@bada/shared/catalogue';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { JobStore } from '../../server/src/store/jobs.ts';
import { createJobs } from '../../server/src/store/jobs-schema.ts';
import type { Database } from '../../server/src/store/schema.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../support/postgres.ts';

const RESULT: JobResult = {
  ...{ kind: 'rows', rows: 1, kept: null, dataset: null, manifest: null, ingest: null },
  unchanged: false,
};
const LEASE = 60_000;
const OPTIONS = { leaseMs: LEASE, maxAttempts: 3 };

/** The store opens SQLite alone; these are its statements on jobs on a server that several connections share. */
describe.skipIf(!hasPostgres())('jobs on PostgreSQL', () => {
  let postgres: TestPostgres;
  let databases: Kysely<Database>[];
  let now: number;
  let first: JobStore;
  let second: JobStore;

  beforeAll(async () => {
    postgres = await startPostgres();
    const { close: _close, ...address } = postgres;
    const dialect = () => {
      const pool = new Pool({ ...address, max: 8 });
      // The server goes away at the end; an idle connection has nothing to say about it.
      pool.on('error', () => undefined);
      return new PostgresDialect({ pool });
    };
    const empty = new Kysely<unknown>({ dialect: dialect() });
    await createJobs(empty);
    await empty.destroy();
    const [one, two] = [dialect(), dialect()].map((own) => new Kysely<Database>({ dialect: own }));
    if (!one || !two) throw new Error('two databases were to be opened');
    databases = [one, two];
    const clock = () => new Date(now);
    [first, second] = [new JobStore(one, clock), new JobStore(two, clock)];
  }, 120_000);

  beforeEach(async () => {
    now = Date.parse('2024-05-01T00:00:00Z');
    await databases[0]?.deleteFrom('jobs').execute();
  });

  afterAll(async () => {
    for (const database of databases ?? []) await database.destroy();
    await postgres?.close();
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
    const claimed: string[] = [];
    // One who finds his job taken by another comes again.
    for (let round = 0; round < 40 && claimed.length < subjects.length; round += 1) {
      const claims = await Promise.all(
        Array.from({ length: 6 }, (_, at) =>
          (at % 2 ? first : second).claim(`owner-${round}-${at}`, OPTIONS),
        ),
      );
      claimed.push(...claims.flatMap((claim) => claim?.job.subject ?? []));
    }
    expect(claimed.toSorted()).toEqual(subjects);
  });

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
