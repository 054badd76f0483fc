import { BadaError } from '@bada/shared';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Attempts to sign in, or to use a link, from one address within a minute. */
const ATTEMPTS = { points: 20, duration: 60 };

/** Keeps one address from trying many secrets. In memory, per process: what a restart forgives is
 * caught by the count of each account. */
export class SignInLimit {
  readonly #attempts = new RateLimiterMemory(ATTEMPTS);

  /** Counts an attempt.
   * @throws BadaError `account.too-many` */
  async count(address: string): Promise<void> {
    try {
      await this.#attempts.consume(address);
    } catch (cause) {
      if (cause instanceof RateLimiterRes) throw new BadaError('account.too-many');
      throw cause;
    }
  }
}
