import { BadaError } from '@bada/shared';
import type { Fetcher, HttpAnswer } from '../../read/collect/ports.ts';
import { shown } from '../../read/collect/service-errors.ts';

/** How addresses of other systems are fetched. */
export interface HttpOptions {
  /** Hosts that may be asked, `host` or `host:port`; nothing else is ever connected to. */
  readonly hosts: readonly string[];
  /** Values that must appear nowhere. */
  readonly secrets?: readonly string[];
  readonly send?: typeof fetch;
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** Milliseconds for one answer, > 0. */
  readonly timeout?: number;
  /** Bytes of one answer. */
  readonly maxBytes?: number;
  /** Tries of one request, > 0. */
  readonly tries?: number;
}

const REDIRECTS = 3;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);

/** A try that may go better the next time. */
class Transient extends Error {
  readonly waitMs: number | undefined;

  constructor(what: string, waitMs?: number) {
    super(what);
    this.waitMs = waitMs;
  }
}

/** Refuses a host that is not on the list. A name without a port stands for the scheme's own port.
 * @throws BadaError `collect.host` */
export function requireHost(hosts: readonly string[], host: string): void {
  if (!hosts.includes(host)) throw new BadaError('collect.host', { host });
}

/** A text in which no secret stands, in any of the forms it travels in. */
export function redacted(text: string, secrets: readonly string[] = []): string {
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const longest = forms.filter((form) => form !== '').sort((a, b) => b.length - a.length);
  return longest.reduce((rest, form) => rest.replaceAll(form, '***'), text);
}

async function limitedText(response: Response, url: URL, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new BadaError('collect.too-large', { source: url.host, limit: maxBytes });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function waitOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, LONGEST_WAIT_MS) : undefined;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (error.name === 'TimeoutError') return 'timeout';
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error.name === 'TypeError' ? 'network error' : error.name;
}

interface Try {
  readonly url: URL;
  readonly options: HttpOptions;
  readonly signal: AbortSignal | undefined;
}

/** One request, with redirects within its host. */
async function once({ url, options, signal }: Try): Promise<HttpAnswer> {
  const { hosts, send = fetch, timeout = 60_000, maxBytes = 64 * 1024 * 1024 } = options;
  const limit = AbortSignal.timeout(timeout);
  let at = url;
  for (let step = 0; step <= REDIRECTS; step += 1) {
    requireHost(hosts, at.host);
    const both = signal ? AbortSignal.any([signal, limit]) : limit;
    const response = await send(at, { redirect: 'manual', signal: both });
    const { status } = response;
    const location = response.headers.get('location');
    if (status >= 300 && status < 400 && location !== null) {
      await response.body?.cancel();
      const next = new URL(location, at);
      if (next.host !== url.host) {
        throw new BadaError('collect.redirect', { host: url.host, target: next.host });
      }
      at = next;
      continue;
    }
    const text = await limitedText(response, url, maxBytes);
    // Some services repeat the key that they were given.
    if (response.ok) return { status, text: redacted(text, options.secrets) };
    if (TRANSIENT.has(status)) throw new Transient(`status ${status}`, waitOf(response));
    const what = shown(redacted(text, options.secrets));
    throw new BadaError('collect.refused', { source: url.host, code: String(status), what });
  }
  throw new BadaError('collect.redirect', { host: url.host, target: url.host });
}

/** Fetches addresses of allowed hosts with limits of time and size; what may pass is tried again, later each time.
 * Addresses carry keys, so errors name hosts alone. */
export function httpFetcher(options: HttpOptions): Fetcher {
  const { tries = 4, sleep = (ms) => new Promise((done) => setTimeout(done, ms)) } = options;
  return async (url, signal) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once({ url, options, signal });
      } catch (error) {
        if (error instanceof BadaError) throw error;
        signal?.throwIfAborted();
        if (attempt >= tries) {
          const what = error instanceof Transient ? error.message : reasonOf(error);
          throw new BadaError('collect.unreachable', { host: url.host, what });
        }
        const wait = error instanceof Transient ? error.waitMs : undefined;
        await sleep(wait ?? FIRST_WAIT_MS * 2 ** (attempt - 1));
      }
    }
  };
}
