/** Stops the aggregation when a source does not hold what is known of it.
 * @throws Error with the message */
export function verify(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(`aggregation check failed: ${message}`);
}

/** Compares a computed figure with its published or independently computed value.
 * @throws Error that names both */
export function verifyEqual(
  actual: number | string,
  expected: number | string,
  what: string,
): void {
  verify(actual === expected, `${what}: found ${actual}, expected ${expected}`);
}

/** Sum of whole numbers or decimals, in the order given. */
export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
