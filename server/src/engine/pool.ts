/** Hands out a fixed number of things one at a time, in the order of asking. */
export class Pool<T> {
  readonly #idle: T[];
  readonly #size: number;
  readonly #waiting: ((item: T) => void)[] = [];

  constructor(items: readonly T[]) {
    this.#idle = [...items];
    this.#size = items.length;
  }

  /** Runs `work` with one thing as soon as one is free.
   * @throws the signal's reason when it aborts while waiting */
  async use<R>(signal: AbortSignal, work: (item: T) => Promise<R>): Promise<R> {
    const item = await this.#take(signal);
    try {
      return await work(item);
    } finally {
      this.#give(item);
    }
  }

  /** Waits until all is back, then gives out nothing any more. */
  async drain(): Promise<T[]> {
    const never = new AbortController().signal;
    return Promise.all(Array.from({ length: this.#size }, () => this.#take(never)));
  }

  #take(signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const free = this.#idle.pop();
    if (free !== undefined) return Promise.resolve(free);
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(taken), 1);
        reject(signal.reason);
      };
      const taken = (item: T) => {
        signal.removeEventListener('abort', leave);
        resolve(item);
      };
      this.#waiting.push(taken);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  #give(item: T): void {
    const next = this.#waiting.shift();
    if (next) next(item);
    else this.#idle.push(item);
  }
}
