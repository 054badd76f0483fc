interface Flight<T> {
  /** Whose work it is. */
  readonly owner: string;
  readonly result: Promise<T>;
  readonly controller: AbortController;
  /** How many wait for it. */
  askers: number;
}

/** Does the same work once for all who ask for it at the same time. It is given up when all of them
 * have left. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>();

  /** Whether work under this key is under way. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /** Who began the work under this key that is under way. */
  ownerOf(key: string): string | undefined {
    return this.#flights.get(key)?.owner;
  }

  /** @throws what the work throws; the signal's reason when it aborts */
  async do(
    key: string,
    { owner, signal }: { owner: string; signal: AbortSignal },
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    const flight = this.#flights.get(key) ?? this.#start(key, owner, work);
    flight.askers += 1;
    const { promise: left, reject } = Promise.withResolvers<never>();
    const leave = () => {
      this.#leave(key, flight, signal.reason);
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([flight.result, left]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #start(key: string, owner: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const flight = { owner, result: work(controller.signal), controller, askers: 0 };
    this.#flights.set(key, flight);
    const end = () => this.#end(key, flight);
    flight.result.then(end, end);
    return flight;
  }

  #leave(key: string, flight: Flight<T>, reason: unknown): void {
    flight.askers -= 1;
    if (flight.askers > 0) return;
    // Who asks from now on must not be given what is being stopped.
    this.#end(key, flight);
    flight.controller.abort(reason);
  }

  #end(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
