export interface Rankable {
  id: string;
  value: number | null;
}

export type Ranked<T extends Rankable> = T & {
  /** From 1; equal values share a rank and the next is skipped; none without a value. */
  rank: number | null;
};

/** Sorts by value, highest first unless told; ties and missing values keep the id order, missing last. */
export function rankItems<T extends Rankable>(
  items: readonly T[],
  order: 'desc' | 'asc' = 'desc',
): Ranked<T>[] {
  const sign = order === 'desc' ? -1 : 1;
  const byId = (a: T, b: T) => (a.id < b.id ? -1 : 1);
  const sorted = [...items].sort((a, b) => {
    if (a.value === null || b.value === null) {
      if (a.value === b.value) return byId(a, b);
      return a.value === null ? 1 : -1;
    }
    return a.value === b.value ? byId(a, b) : sign * (a.value - b.value);
  });
  return sorted.map((item) => ({
    ...item,
    rank: item.value === null ? null : 1 + sorted.findIndex((other) => other.value === item.value),
  }));
}
