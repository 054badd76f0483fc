import type { TableNeed } from './table-cache.ts';

/** Assumed until something was measured: 20 Mb/s, and a million rows of a few columns a second. */
const ASSUMED = { bytesPerMs: 2500, rowsPerMs: 1000 };

/** Share of the newest measurement. */
const WEIGHT = 0.4;

/** Loads below this say more about the fixed costs than about speed. */
const LEAST_BYTES = 100_000;

type Load = Pick<TableNeed, 'fetchBytes' | 'loadRows'>;

function assumed({ fetchBytes, loadRows }: Load): number {
  return fetchBytes / ASSUMED.bytesPerMs + loadRows / ASSUMED.rowsPerMs;
}

/** How long loading takes here, learned from the loads so far. */
export class LoadSpeed {
  /** Measured to assumed time. */
  #ratio = 1;

  learn(load: Load, ms: number): void {
    if (load.fetchBytes < LEAST_BYTES) return;
    this.#ratio += WEIGHT * (ms / assumed(load) - this.#ratio);
  }

  /** Milliseconds that a load will about take. */
  estimate(load: Load): number {
    return assumed(load) * this.#ratio;
  }
}
