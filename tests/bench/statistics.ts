/** Spread of repeated measurements, in the unit they were taken in. */
export interface Summary {
  readonly runs: number;
  readonly least: number;
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

/** Summary of measurements; quantiles lie linearly between neighbours. */
export function summarise(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    runs: sorted.length,
    least: quantile(sorted, 0),
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    most: quantile(sorted, 1),
  };
}
