import { randomUUID } from 'node:crypto';
import { errorText, type Viewer } from '@bada/shared';
import { Job, type JobError, type JobKind, type JobResult } from '@bada/shared/catalogue';
import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Expected } from './boards.ts';
import { isShared } from './dialect/concurrency.ts';
import type { JobRow } from './jobs-schema.ts';
import { pruneJobs } from './prune-jobs.ts';
import type { Database } from './schema.ts';

/** What became of a change to a job. */
export type JobChangeResult =
  | { readonly kind: 'done'; readonly job: Job }
  | { readonly kind: 'conflict'; readonly job: Job }
  | { readonly kind: 'refused'; readonly job: Job }
  | { readonly kind: 'missing' };

/** A claim: as long as the lease holds, the job is the owner's alone. */
export interface Claim {
  readonly job: Job;
  readonly owner: string;
}

/** How a run ended. */
export type Outcome =
  | { readonly kind: 'done'; readonly result: JobResult }
  | { readonly kind: 'failed'; readonly error: JobError }
  /** To be run again, not before a time. */
  | { readonly kind: 'again'; readonly error: JobError | null; readonly runAt: Date };

const LIST = 200;

function jobOf(row: JobRow): Job {
  const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  const { lease_owner: owner, lease_until: until } = row;
  return Job.parse({
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    state: row.state,
    version: row.version,
    runAt: row.run_at,
    held: row.held !== 0,
    lease: owner === null || until === null ? null : { owner, until },
    attempts: row.attempts,
    error: parsed(row.error),
    result: parsed(row.result),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  });
}

type Where = ExpressionBuilder<Database, 'jobs'>;

/** Due, or left behind by an owner whose lease ran out. */
function claimable(now: string) {
  return ({ and, or, eb }: Where) =>
    or([
      and([eb('state', '=', 'queued'), eb('run_at', '<=', now)]),
      and([eb('state', '=', 'running'), eb('lease_until', '<', now)]),
    ]);
}

/** Jobs and their leases. Every step that decides is one statement, so that two processes never both take it. */
export class JobStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Jobs, the newest first. */
  async list(_viewer: Viewer, filter: { subject?: string | undefined } = {}): Promise<Job[]> {
    let query = this.#db.selectFrom('jobs').selectAll();
    if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject);
    const rows = await query.orderBy('created_at', 'desc').orderBy('id').limit(LIST).execute();
    return rows.map(jobOf);
  }

  /** Of each subject of a kind: the job that is not over, and the newest that ended. */
  async latest(_viewer: Viewer, kind: JobKind): Promise<Job[]> {
    const rows = await this.#db
      .selectFrom('jobs as one')
      .selectAll('one')
      .where('one.kind', '=', kind)
      .where(({ or, eb, not, exists, selectFrom }) =>
        or([
          eb('one.finished_at', 'is', null),
          not(
            exists(
              selectFrom('jobs as other')
                .select('other.id')
                .where('other.kind', '=', kind)
                .whereRef('other.subject', '=', 'one.subject')
                .where('other.state', 'in', ['done', 'failed'])
                .whereRef('other.finished_at', '>', 'one.finished_at'),
            ),
          ),
        ]),
      )
      .execute();
    return rows.map(jobOf);
  }

  /** A job by its id. */
  async find(_viewer: Viewer, id: string): Promise<Job | undefined> {
    const query = this.#db.selectFrom('jobs').selectAll().where('id', '=', id);
    const row = await query.executeTakeFirst();
    return row && jobOf(row);
  }

  /** Sees to it that a subject has a job to come, not before a time.
   * @returns whether it had none */
  async ensure(
    viewer: Viewer,
    wanted: { kind: JobKind; subject: string; runAt: Date },
  ): Promise<boolean> {
    return this.#insert(viewer.id, wanted);
  }

  /** Runs a subject's job as soon as a process is free; one that is paused is paused again afterwards. */
  async runNow(
    viewer: Viewer,
    wanted: { kind: JobKind; subject: string },
  ): Promise<JobChangeResult> {
    const now = this.#clock();
    const row = await this.#db
      .updateTable('jobs')
      .set(({ eb, case: choose }) => ({
        run_at: now.toISOString(),
        held: choose().when('state', '=', 'paused').then(1).else(eb.ref('held')).end(),
        state: 'queued',
        version: eb('version', '+', 1),
      }))
      .where('kind', '=', wanted.kind)
      .where('subject', '=', wanted.subject)
      .where('state', 'in', ['queued', 'paused'])
      .returningAll()
      .executeTakeFirst();
    if (row) return { kind: 'done', job: jobOf(row) };
    const isNew = await this.ensure(viewer, { ...wanted, runAt: now });
    const live = await this.#live(wanted);
    if (!live) return { kind: 'missing' };
    return isNew || live.state !== 'running'
      ? { kind: 'done', job: live }
      : { kind: 'refused', job: live };
  }

  /** Moves the next run of a subject; `null` takes it away. A run under way goes on. */
  async reschedule(
    viewer: Viewer,
    { kind, subject, runAt }: { kind: JobKind; subject: string; runAt: Date | null },
  ): Promise<void> {
    const now = this.#clock().toISOString();
    const set =
      runAt === null ? { state: 'cancelled', finished_at: now } : { run_at: runAt.toISOString() };
    await this.#db
      .updateTable('jobs')
      .set(({ eb }) => ({ ...set, version: eb('version', '+', 1) }))
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .where('state', 'in', ['queued', 'paused'])
      .where('attempts', '=', 0)
      .execute();
    if (runAt !== null) await this.ensure(viewer, { kind, subject, runAt });
  }

  /** Pauses, resumes or cancels. A running job that is paused ends first; one that is cancelled loses its lease. */
  async change(
    _viewer: Viewer,
    id: string,
    { action, expected }: { action: 'pause' | 'resume' | 'cancel'; expected: Expected },
  ): Promise<JobChangeResult> {
    const now = this.#clock().toISOString();
    let query = this.#db
      .updateTable('jobs')
      .set(({ eb, case: choose }) => {
        const version = eb('version', '+', 1);
        if (action === 'cancel') {
          return {
            version,
            state: 'cancelled',
            finished_at: now,
            lease_owner: null,
            lease_until: null,
          };
        }
        const state = action === 'pause' ? 'paused' : 'queued';
        const isRunning = choose().when('state', '=', 'running').then('running').else(state).end();
        return { version, held: action === 'pause' ? 1 : 0, state: isRunning };
      })
      .where('id', '=', id)
      .where('finished_at', 'is', null);
    if (expected !== 'any') query = query.where('version', 'in', [...expected, -1]);
    const row = await query.returningAll().executeTakeFirst();
    if (row) return { kind: 'done', job: jobOf(row) };
    const there = await this.find(_viewer, id);
    if (!there) return { kind: 'missing' };
    return { kind: there.finishedAt === null ? 'conflict' : 'refused', job: there };
  }

  /** Forgets runs that ended before a time.
   * @returns how many */
  prune(_viewer: Viewer, before: Date): Promise<number> {
    return pruneJobs(this.#db, before);
  }

  /** Takes the job that has waited longest, also from an owner that went silent. */
  async claim(owner: string, { leaseMs, maxAttempts }: { leaseMs: number; maxAttempts: number }) {
    const now = this.#clock();
    await this.#giveUp(now, maxAttempts);
    const isClaimable = claimable(now.toISOString());
    const row = await this.#db
      .updateTable('jobs')
      .set(({ eb }) => ({
        state: 'running',
        lease_owner: owner,
        lease_until: new Date(now.getTime() + leaseMs).toISOString(),
        attempts: eb('attempts', '+', 1),
        version: eb('version', '+', 1),
      }))
      .where(({ eb, selectFrom }) =>
        eb(
          'id',
          '=',
          selectFrom('jobs')
            .select('id')
            .where(isClaimable)
            .orderBy('run_at')
            .orderBy('id')
            .limit(1)
            .$if(isShared(this.#db), (query) => query.forUpdate().skipLocked()),
        ),
      )
      .where(isClaimable)
      .returningAll()
      .executeTakeFirst();
    return row && { job: jobOf(row), owner };
  }

  /** Says that the owner is alive. False when the job is no longer theirs: taken over or cancelled. */
  async renew({ job, owner }: Claim, leaseMs: number): Promise<boolean> {
    const until = new Date(this.#clock().getTime() + leaseMs).toISOString();
    const query = this.#db.updateTable('jobs').set({ lease_until: until });
    const row = await query
      .where('id', '=', job.id)
      .where('lease_owner', '=', owner)
      .where('attempts', '=', job.attempts)
      .where('state', '=', 'running')
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Ends a run, then queues the next one. False, and nothing is written, when the job is no longer the owner's. A
   * process that dies in between loses nothing: whoever looks after schedules queues what is missing. */
  async finish({ job, owner }: Claim, outcome: Outcome, next: Date | null): Promise<boolean> {
    const row = await this.#db
      .updateTable('jobs')
      .set(({ eb }) => ({ ...this.#ended(outcome), version: eb('version', '+', 1) }))
      .where('id', '=', job.id)
      .where('lease_owner', '=', owner)
      .where('attempts', '=', job.attempts)
      .where('state', '=', 'running')
      .returning('owner')
      .executeTakeFirst();
    if (!row) return false;
    if (outcome.kind !== 'again' && next !== null) {
      await this.#insert(row.owner, { kind: job.kind, subject: job.subject, runAt: next });
    }
    return true;
  }

  /** Gives a job back untouched, so that another process can take it at once. */
  async release({ job, owner }: Claim): Promise<void> {
    await this.#db
      .updateTable('jobs')
      .set(({ eb }) => ({
        state: 'queued',
        lease_owner: null,
        lease_until: null,
        attempts: eb('attempts', '-', 1),
        version: eb('version', '+', 1),
      }))
      .where('id', '=', job.id)
      .where('lease_owner', '=', owner)
      .where('attempts', '=', job.attempts)
      .where('state', '=', 'running')
      .execute();
  }

  #ended(outcome: Outcome) {
    const free = { lease_owner: null, lease_until: null };
    const now = this.#clock().toISOString();
    switch (outcome.kind) {
      case 'done':
        return {
          ...free,
          state: 'done',
          result: JSON.stringify(outcome.result),
          error: null,
          finished_at: now,
        };
      case 'failed':
        return { ...free, state: 'failed', error: JSON.stringify(outcome.error), finished_at: now };
      case 'again': {
        const error = outcome.error === null ? null : JSON.stringify(outcome.error);
        return { ...free, state: 'queued', error, run_at: outcome.runAt.toISOString() };
      }
    }
  }

  /** A job whose owners died again and again is not tried for ever. */
  async #giveUp(now: Date, maxAttempts: number): Promise<void> {
    const error = { code: 'job.lost', ...errorText('job.lost', { attempts: maxAttempts }) };
    await this.#db
      .updateTable('jobs')
      .set(({ eb }) => ({
        state: 'failed',
        error: JSON.stringify(error),
        finished_at: now.toISOString(),
        lease_owner: null,
        lease_until: null,
        version: eb('version', '+', 1),
      }))
      .where('state', '=', 'running')
      .where('lease_until', '<', now.toISOString())
      .where('attempts', '>=', maxAttempts)
      .execute();
  }

  async #live({ kind, subject }: { kind: JobKind; subject: string }): Promise<Job | undefined> {
    const row = await this.#db
      .selectFrom('jobs')
      .selectAll()
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .where('finished_at', 'is', null)
      .executeTakeFirst();
    return row && jobOf(row);
  }

  /** Whether the subject's last job was held: then the next one begins paused. */
  async #isHeld(kind: JobKind, subject: string): Promise<boolean> {
    const last = await this.#db
      .selectFrom('jobs')
      .select('held')
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .where('state', 'in', ['done', 'failed'])
      .orderBy('finished_at', 'desc')
      .executeTakeFirst();
    return last !== undefined && last.held !== 0;
  }

  async #insert(
    owner: string,
    { kind, subject, runAt }: { kind: JobKind; subject: string; runAt: Date },
  ): Promise<boolean> {
    const held = await this.#isHeld(kind, subject);
    const row: JobRow = {
      id: randomUUID(),
      kind,
      subject,
      payload: '{}',
      state: held ? 'paused' : 'queued',
      version: 1,
      run_at: runAt.toISOString(),
      held: held ? 1 : 0,
      lease_owner: null,
      lease_until: null,
      attempts: 0,
      error: null,
      result: null,
      owner,
      created_at: this.#clock().toISOString(),
      finished_at: null,
    };
    const added = await this.#db
      .insertInto('jobs')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    return added !== undefined;
  }
}
