import { BadaError, type Viewer } from '@bada/shared';
import { FairQueue, type QueueBounds } from './fair-queue.ts';

/** What one query may take, and how many may be under way. */
export interface EngineLimits extends QueueBounds {
  /** A query that runs longer is stopped; waiting does not count. */
  readonly seconds: number;
  /** Memory of all manifests' engines together in MiB; the queries of a manifest share its part. */
  readonly memoryMiB: number;
}

/** Limits of a server that is told nothing else. */
export const ENGINE_LIMITS: EngineLimits = Object.freeze({
  running: 4,
  waiting: 256,
  seconds: 30,
  memoryMiB: 1536,
});

/** What became of the engine's statements since it started, and what is under way. */
export interface DeskStatistics {
  readonly running: number;
  readonly waiting: number;
  readonly answered: number;
  /** Given up by who asked, waiting or running. */
  readonly cancelled: number;
  /** Stopped by the limit of time. */
  readonly timedOut: number;
  /** Sent away because too many waited. */
  readonly refused: number;
  /** Ended by any other error, the limit of memory included. */
  readonly failed: number;
}

/** A statement's rows in blocks. */
interface Blocks<T> {
  next(signal: AbortSignal): Promise<IteratorResult<T, unknown>>;
  close(): void;
}

type End = 'answered' | 'cancelled' | 'timedOut' | 'refused' | 'failed';

/** DuckDB's words for a statement that wanted more memory than the engine has. */
const OUT_OF_MEMORY = /^Out of Memory Error/;

function isCode(error: unknown, code: BadaError['code']): boolean {
  return error instanceof BadaError && error.code === code;
}

/** Where statements wait for their turn, are timed and counted. */
export class QueryDesk {
  readonly #limits: EngineLimits;
  readonly #queue: FairQueue;
  readonly #ends: Record<End, number> = {
    answered: 0,
    cancelled: 0,
    timedOut: 0,
    refused: 0,
    failed: 0,
  };

  constructor(limits: EngineLimits) {
    this.#limits = limits;
    this.#queue = new FairQueue(limits);
  }

  get statistics(): DeskStatistics {
    return { running: this.#queue.running, waiting: this.#queue.waiting, ...this.#ends };
  }

  /** Runs a statement when it is the viewer's turn; `work` gets a signal that also knows the limit.
   * @throws BadaError `query.busy`, `query.too-long`, `query.too-big`; the signal's reason when it aborts */
  async ask<R>(
    viewer: Viewer,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<R>,
  ): Promise<R> {
    try {
      const result = await this.#inTurn(viewer, { signal, isPatient: false }, work);
      this.#ends.answered += 1;
      return result;
    } catch (error) {
      this.#ends[this.#endOf(error, signal)] += 1;
      throw error;
    }
  }

  /** Blocks of one statement, each made in a turn of its own when it is asked for; counted as one statement.
   * @throws as `ask`; once the first block is there, no longer `query.busy` */
  async *blocks<T>(
    viewer: Viewer,
    signal: AbortSignal,
    open: (signal: AbortSignal) => Promise<Blocks<T>>,
  ): AsyncGenerator<T> {
    let blocks: Blocks<T> | undefined;
    let end: End = 'cancelled';
    try {
      const opened = await this.#inTurn(viewer, { signal, isPatient: false }, open);
      blocks = opened;
      const next = () =>
        this.#inTurn(viewer, { signal, isPatient: true }, (limited) => opened.next(limited));
      for (let one = await next(); !one.done; one = await next()) yield one.value;
      end = 'answered';
    } catch (error) {
      end = this.#endOf(error, signal);
      throw error;
    } finally {
      this.#ends[end] += 1;
      blocks?.close();
    }
  }

  #inTurn<R>(
    { id, asker = id }: Viewer,
    { signal, isPatient }: { signal: AbortSignal; isPatient: boolean },
    work: (signal: AbortSignal) => Promise<R>,
  ): Promise<R> {
    const timed = () => this.#timed(signal, work);
    return this.#queue.use(asker, signal, timed, { isPatient });
  }

  #endOf(error: unknown, signal: AbortSignal): End {
    if (signal.aborted) return 'cancelled';
    if (isCode(error, 'query.busy')) return 'refused';
    return isCode(error, 'query.too-long') ? 'timedOut' : 'failed';
  }

  async #timed<R>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<R>): Promise<R> {
    const { seconds, memoryMiB } = this.#limits;
    const limit = new AbortController();
    const stop = () => limit.abort(new BadaError('query.too-long', { seconds }));
    const late = setTimeout(stop, seconds * 1000);
    try {
      return await work(AbortSignal.any([signal, limit.signal]));
    } catch (cause) {
      const isTooBig = cause instanceof Error && OUT_OF_MEMORY.test(cause.message);
      throw isTooBig ? new BadaError('query.too-big', { memory: memoryMiB }, { cause }) : cause;
    } finally {
      clearTimeout(late);
    }
  }
}
