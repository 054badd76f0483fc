import { BadaError, errorText } from '@bada/shared';
import type { Job, JobError, JobKind, JobResult } from '@bada/shared/catalogue';
import type { Logger } from '../logger.ts';

/** A claim on a job, as the queue gives it. */
export interface Claim {
  readonly job: Job;
  readonly owner: string;
}

type Outcome =
  | { readonly kind: 'done'; readonly result: JobResult }
  | { readonly kind: 'failed'; readonly error: JobError }
  | { readonly kind: 'again'; readonly error: JobError | null; readonly runAt: Date };

/** Where jobs wait. */
export interface JobQueue {
  claim(
    owner: string,
    options: { leaseMs: number; maxAttempts: number },
  ): Promise<Claim | undefined>;
  renew(claim: Claim, leaseMs: number): Promise<boolean>;
  finish(claim: Claim, outcome: Outcome, next: Date | null): Promise<boolean>;
  release(claim: Claim): Promise<void>;
}

/** What a handler may rely on while it works. */
export interface JobContext {
  /** Aborted when the lease is lost, the job is cancelled or the server stops. */
  readonly signal: AbortSignal;
  /** Renews the lease; to be asked right before something becomes visible.
   * @throws Error when the job is somebody else's by now */
  readonly confirm: () => Promise<void>;
}

/** Does the work of one kind, and says when it is due again. */
export interface JobHandler {
  run(job: Job, context: JobContext): Promise<JobResult>;
  nextRun(job: Job): Promise<Date | null>;
}

/** What a runner is made of. */
export interface RunnerOptions {
  readonly queue: JobQueue;
  readonly handlers: Readonly<Record<JobKind, JobHandler>>;
  /** Names this process among all that share the store. */
  readonly owner: string;
  readonly clock: () => Date;
  readonly log: Logger;
  /** Runs before each look at the queue, e.g. to queue what a schedule asks for. */
  readonly prepare?: () => Promise<void>;
  /** Milliseconds for which a job is ours without a sign of life. */
  readonly leaseMs: number;
  /** Milliseconds between two looks at the queue. */
  readonly pollMs?: number;
  /** Jobs at the same time. */
  readonly places?: number;
}

const MAX_ATTEMPTS = 4;
const FIRST_WAIT_MS = 60_000;
/** Errors that may pass by themselves. */
const PASSING: ReadonlySet<string> = new Set([
  'collect.unreachable',
  'collect.incomplete',
  'collect.changed',
  'collect.database',
  'store.unreachable',
  'store.busy',
]);

function jobError(error: unknown): JobError {
  const known = error instanceof BadaError ? error : new BadaError('server.internal');
  return { code: known.code, ...errorText(known.code, known.params) };
}

/** Runs jobs that are due, as many at once as it has places. Of all runners of a store one alone runs a job. */
export class JobRunner {
  readonly #options: Required<Omit<RunnerOptions, 'prepare'>> & Pick<RunnerOptions, 'prepare'>;
  readonly #stopping = new AbortController();
  readonly #working = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(options: RunnerOptions) {
    this.#options = { pollMs: 1000, places: 2, ...options };
  }

  /** Looks at the queue again and again until `stop`. */
  start(): void {
    this.#looking = this.#look();
  }

  /** Takes and runs jobs until none is due. */
  async runDue(): Promise<void> {
    await this.#options.prepare?.();
    while (await this.#take()) await Promise.all(this.#working);
  }

  /** Stops at once: jobs under way are given back for others. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all(this.#working);
  }

  async #look(): Promise<void> {
    const { log, pollMs, prepare } = this.#options;
    try {
      await prepare?.();
      while (await this.#take());
    } catch (error) {
      log.error({ err: error }, 'the queue of jobs could not be read');
    }
    if (this.#stopping.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look();
    }, pollMs);
  }

  async #take(): Promise<boolean> {
    const { queue, owner, leaseMs, places } = this.#options;
    if (this.#stopping.signal.aborted || this.#working.size >= places) return false;
    const claim = await queue.claim(owner, { leaseMs, maxAttempts: MAX_ATTEMPTS });
    if (!claim) return false;
    const work = this.#run(claim).catch((error: unknown) => {
      this.#options.log.error({ err: error, job: claim.job.id }, 'job could not be ended');
    });
    this.#working.add(work);
    void work.finally(() => this.#working.delete(work));
    return true;
  }

  async #run(claim: Claim): Promise<void> {
    const { queue, handlers, log, leaseMs } = this.#options;
    const { id, kind, subject, attempts } = claim.job;
    const lost = new AbortController();
    const confirm = async () => {
      if (await queue.renew(claim, leaseMs)) return;
      lost.abort();
      throw new Error('the lease is lost');
    };
    const beat = setInterval(() => void confirm().catch(() => undefined), leaseMs / 3);
    const signal = AbortSignal.any([lost.signal, this.#stopping.signal]);
    log.info({ job: id, kind, subject, attempts }, 'job begins');
    try {
      const result = await handlers[kind].run(claim.job, { signal, confirm });
      await this.#end(claim, { kind: 'done', result });
    } catch (error) {
      if (this.#stopping.signal.aborted) await queue.release(claim);
      else if (lost.signal.aborted) log.warn({ job: id, subject }, 'job was lost or cancelled');
      else await this.#fail(claim, error);
    } finally {
      clearInterval(beat);
    }
  }

  async #fail(claim: Claim, raised: unknown): Promise<void> {
    const { log, clock } = this.#options;
    const { id, subject, attempts } = claim.job;
    const error = jobError(raised);
    if (!(raised instanceof BadaError)) log.error({ err: raised, job: id, subject }, 'job broke');
    const again = PASSING.has(error.code) && attempts < MAX_ATTEMPTS;
    if (!again) return this.#end(claim, { kind: 'failed', error });
    const wait = FIRST_WAIT_MS * 5 ** (attempts - 1);
    const runAt = new Date(clock().getTime() + wait);
    return this.#end(claim, { kind: 'again', error, runAt });
  }

  async #end(claim: Claim, outcome: Outcome): Promise<void> {
    const { queue, handlers, log } = this.#options;
    const { id, kind, subject } = claim.job;
    const next = await handlers[kind].nextRun(claim.job);
    const isOurs = await queue.finish(claim, outcome, next);
    const code = 'error' in outcome ? outcome.error?.code : undefined;
    log.info({ job: id, subject, outcome: isOurs ? outcome.kind : 'lost', code }, 'job ended');
  }
}
