const RELATIVE = 1e-9;

function same(one: number, other: number): boolean {
  if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) && Number.isNaN(other);
  if (Number.isInteger(one) && Number.isInteger(other)) return one === other;
  return Math.abs(one - other) <= RELATIVE * Math.max(Math.abs(one), Math.abs(other));
}

/** Whole numbers must be equal, fractions within a relative 1e-9, and what is missing missing.
 * @throws Error that names the first difference */
export function expectSameNumbers(
  actual: readonly number[] | undefined,
  expected: readonly number[] | undefined,
): void {
  if (!actual || !expected || actual.length !== expected.length) {
    throw new Error(`${actual?.length} numbers, expected ${expected?.length}`);
  }
  const wrong = expected.findIndex((value, at) => !same(actual[at] ?? Number.NaN, value));
  if (wrong >= 0) throw new Error(`[${wrong}] is ${actual[wrong]}, expected ${expected[wrong]}`);
}
