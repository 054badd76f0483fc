/** Aborts when the client leaves. HTTP adapters give texts as reasons; what is thrown is an Error. */
export function clientSignal({ signal }: Request): AbortSignal {
  const controller = new AbortController();
  const abort = () => controller.abort(new Error('the client left', { cause: signal.reason }));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return controller.signal;
}
