interface Waiter<T> {
  readonly take: (item: T) => void;
  readonly refuse: (error: Error) => void;
}

function isOver(): Error {
  return new Error('the engine was closed');
}

/** Hands out a fixed number of things one at a time, in the order of asking. */
export class Pool<T> {
  readonly #idle: T[];
  readonly #size: number;
  readonly #waiting: Waiter<T>[] = [];
  #isOver = false;

  constructor(items: readonly T[]) {
    this.#idle = [...items];
    this.#size = items.length;
  }

  /** Runs `work` with one thing as soon as one is free.
   * @throws the signal's reason when it aborts while waiting; an error once all was taken back */
  async use<R>(signal: AbortSignal, work: (item: T) => Promise<R>): Promise<R> {
    signal.throwIfAborted();
    if (this.#isOver) throw isOver();
    const item = await this.#take(signal);
    try {
      return await work(item);
    } finally {
      this.#give(item);
    }
  }

  /** Gives out nothing any more, and waits until all is back. */
  async drain(): Promise<T[]> {
    const never = new AbortController().signal;
    this.#isOver = true;
    for (const { refuse } of this.#waiting.splice(0)) refuse(isOver());
    return Promise.all(Array.from({ length: this.#size }, () => this.#take(never)));
  }

  #take(signal: AbortSignal): Promise<T> {
    const free = this.#idle.pop();
    if (free !== undefined) return Promise.resolve(free);
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(signal.reason);
      };
      const stay = () => signal.removeEventListener('abort', leave);
      const waiter: Waiter<T> = {
        take: (item) => {
          stay();
          resolve(item);
        },
        refuse: (error) => {
          stay();
          reject(error);
        },
      };
      this.#waiting.push(waiter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  #give(item: T): void {
    const next = this.#waiting.shift();
    if (next) next.take(item);
    else this.#idle.push(item);
  }
}
