/** A brush over days since 2022-01-01, the end exclusive. */
export type Brush = readonly [from: number, to: number];

/** Rows by hour, sum of passengers by kind, rows by place: what the three other views show. */
export type BrushSums = readonly [
  hours: readonly number[],
  kinds: readonly number[],
  places: readonly number[],
];

/** One way of answering brushes. */
export interface Contestant {
  /** What is done when the pointer enters, before the first brush. */
  enter(): Promise<void>;
  /** Resolves when all views have their results. */
  brush(brush: Brush): Promise<void>;
  /** Draws the latest results, if it has views of its own to draw. */
  paint?(): void | Promise<void>;
  /** The latest results; absent where they stay within the contestant's charts. */
  sums?(): BrushSums;
  /** Bytes of what was precomputed, where that can be known. */
  bytes?(): number | Promise<number>;
}

/** Columns of the rows, as the contestants without an engine hold them. */
export interface Rows {
  readonly day: Uint16Array;
  readonly hour: Uint8Array;
  readonly kind: Uint8Array;
  readonly place: Uint8Array;
  readonly passengers: Uint16Array;
}

/** Slots of the views: hours, kinds, places. */
export const SIZES = { hours: 24, kinds: 8, places: 16, days: 730 } as const;
