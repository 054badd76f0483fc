import { BadaError } from '@bada/shared';

interface Waiter {
  readonly start: () => void;
  readonly refuse: (error: Error) => void;
  /** Whether it goes on with what was begun and is never sent away. */
  readonly isPatient: boolean;
}

/** Bounds of a queue. */
export interface QueueBounds {
  /** Most that run at once; of several places one stays free for somebody else. */
  readonly running: number;
  /** Most that wait. */
  readonly waiting: number;
}

/** Lets work run when there is a place: whose turn it is goes round the owners, so that one who asks
 * for much holds nobody else up. When it is full, the newest of whoever waits with most gives way. */
export class FairQueue {
  readonly #bounds: QueueBounds;
  readonly #running = new Map<string, number>();
  /** In the order of turns. */
  readonly #waiting = new Map<string, Waiter[]>();

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  get running(): number {
    return [...this.#running.values()].reduce((sum, count) => sum + count, 0);
  }

  get waiting(): number {
    return [...this.#waiting.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** Runs `work` when it is its turn.
   * @throws BadaError `query.busy` unless it is patient; the signal's reason when it aborts while waiting */
  async use<R>(
    owner: string,
    signal: AbortSignal,
    work: () => Promise<R>,
    { isPatient = false }: { isPatient?: boolean } = {},
  ): Promise<R> {
    await this.#turn(owner, signal, isPatient);
    try {
      return await work();
    } finally {
      this.#change(owner, -1);
      this.#startNext();
    }
  }

  async #turn(owner: string, signal: AbortSignal, isPatient: boolean): Promise<void> {
    signal.throwIfAborted();
    if (this.#hasPlace(owner)) return this.#change(owner, 1);
    if (!isPatient) this.#makeRoom(owner);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter = { start: resolve, refuse: reject, isPatient };
    this.#waiting.set(owner, [...(this.#waiting.get(owner) ?? []), waiter]);
    const leave = () => {
      this.#forget(owner, waiter);
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #hasPlace(owner: string): boolean {
    const { running } = this.#bounds;
    const own = this.#running.get(owner) ?? 0;
    return this.running < running && own < Math.max(1, running - 1);
  }

  #makeRoom(owner: string): void {
    if (this.waiting < this.#bounds.waiting) return;
    const own = this.#waiting.get(owner)?.length ?? 0;
    const [most] = [...this.#waiting].sort(([, a], [, b]) => b.length - a.length);
    const last = most?.[1].findLast(({ isPatient }) => !isPatient);
    if (!most || !last || most[1].length <= own + 1) throw new BadaError('query.busy');
    this.#forget(most[0], last);
    last.refuse(new BadaError('query.busy'));
  }

  #startNext(): void {
    for (const [owner, waiters] of this.#waiting) {
      const [first] = waiters;
      if (!first || !this.#hasPlace(owner)) continue;
      this.#forget(owner, first);
      const left = this.#waiting.get(owner);
      this.#waiting.delete(owner);
      if (left) this.#waiting.set(owner, left);
      this.#change(owner, 1);
      first.start();
      return;
    }
  }

  #forget(owner: string, waiter: Waiter): void {
    const left = (this.#waiting.get(owner) ?? []).filter((one) => one !== waiter);
    if (left.length > 0) this.#waiting.set(owner, left);
    else this.#waiting.delete(owner);
  }

  #change(owner: string, by: number): void {
    const count = (this.#running.get(owner) ?? 0) + by;
    if (count > 0) this.#running.set(owner, count);
    else this.#running.delete(owner);
  }
}
