import { BadaError } from '@bada/shared';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { KnownAccount, KnownBrowsers, People } from './ports.ts';
import { hashSecret, newSecret } from './secret.ts';
import { SYSTEM_VIEWER } from './viewer.ts';

const MINUTE_MS = 60_000;
const LOCK = { most: 5, closedMs: 15 * MINUTE_MS };
const BROWSER_MS = 180 * 24 * 60 * MINUTE_MS;

/** What a browser keeps to be known as one of a person's. */
export interface KnownBrowser {
  readonly secret: string;
  readonly expires: Date;
}

/** Counts passwords before they are tried. Somebody else's wrong ones close an account for browsers
 * that nobody knows; the person's own browser counts for itself, so that knowing a name is not enough
 * to keep its owner out (OWASP: device cookies). A name that nobody has is closed as one that is
 * there. */
export class Tries {
  readonly #accounts: People;
  readonly #browsers: KnownBrowsers;
  readonly #clock: () => Date;
  readonly #unknown = new RateLimiterMemory({
    points: LOCK.most,
    duration: LOCK.closedMs / 1000,
    blockDuration: LOCK.closedMs / 1000,
  });

  constructor(accounts: People, browsers: KnownBrowsers, clock: () => Date) {
    this.#accounts = accounts;
    this.#browsers = browsers;
    this.#clock = clock;
  }

  /** Whether it is a browser of the person that tries.
   * @throws BadaError `account.locked` */
  async count(
    id: string,
    known: KnownAccount | undefined,
    browser: string | undefined,
  ): Promise<boolean> {
    if (!known) return this.#countUnknown(id);
    const isOwn =
      browser !== undefined && (await this.#browsers.tryIn(hashSecret(browser), id, LOCK.most));
    if (isOwn) return true;
    if (await this.#accounts.countTry(SYSTEM_VIEWER, id, LOCK)) return false;
    const until = (await this.#accounts.find(SYSTEM_VIEWER, id))?.account.lockedUntil;
    throw locked(Date.parse(until ?? '') - this.#clock().getTime());
  }

  async #countUnknown(id: string): Promise<false> {
    try {
      await this.#unknown.consume(hashSecret(id));
      return false;
    } catch (cause) {
      if (cause instanceof RateLimiterRes) throw locked(cause.msBeforeNext);
      throw cause;
    }
  }

  /** Forgets what was counted, after a right password; the browser is known from now on. */
  async forget(
    id: string,
    browser: string | undefined,
    isOwn: boolean,
  ): Promise<KnownBrowser | undefined> {
    await this.#accounts.clearFailures(SYSTEM_VIEWER, id);
    if (!isOwn || browser === undefined) return this.#know(id);
    await this.#browsers.clearIn(hashSecret(browser));
    return undefined;
  }

  async #know(id: string): Promise<KnownBrowser> {
    const { secret, hash } = newSecret();
    const expires = new Date(this.#clock().getTime() + BROWSER_MS);
    await this.#browsers.know(hash, id, expires.toISOString());
    return { secret, expires };
  }
}

function locked(leftMs: number): BadaError {
  const minutes = Math.max(1, Math.ceil((leftMs || LOCK.closedMs) / MINUTE_MS));
  return new BadaError('account.locked', { minutes, seconds: minutes * 60 });
}
