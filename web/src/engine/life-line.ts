/** A worker that ends, closed, stopped or crashed, tells nobody; but the lock it held is given back
 * at once. `name` is the lock's. */
export function holdLifeLine(name: string): void {
  void navigator.locks.request(name, () => new Promise(() => undefined));
}

/** Calls back once when the worker that holds this lock has ended; returns how to stop waiting. To be
 * called when the worker has answered, which it does after asking for its lock. */
export function onLifeLineLost(name: string, lost: () => void): () => void {
  const waiting = new AbortController();
  navigator.locks.request(name, { signal: waiting.signal }, () => lost()).catch(() => undefined);
  return () => waiting.abort();
}
