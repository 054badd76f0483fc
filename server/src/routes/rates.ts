import { BadaError } from '@bada/shared';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Identity } from '../auth/viewer.ts';

const MINUTE = 60;

/** Requests within a minute. */
export interface Rates {
  readonly perPerson: number;
  /** Of an address from which nobody has signed in. */
  readonly perAddress: number;
}

/** Counts a request of somebody.
 * @throws BadaError `request.too-many` */
export type CountRequest = (identity: Identity, address: string) => Promise<void>;

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (cause) {
    if (!(cause instanceof RateLimiterRes)) throw cause;
    const seconds = Math.max(1, Math.ceil(cause.msBeforeNext / 1000));
    throw new BadaError('request.too-many', { seconds });
  }
}

/** Counts in memory, per process. The one local person of a server without people is not counted. */
export function requestCounter({ perPerson, perAddress }: Rates): CountRequest {
  const people = new RateLimiterMemory({ points: perPerson, duration: MINUTE });
  const addresses = new RateLimiterMemory({ points: perAddress, duration: MINUTE });
  return async ({ by, viewer }, address) => {
    if (by === 'machine') return;
    await (by === 'nothing' ? consume(addresses, address) : consume(people, viewer.id));
  };
}
