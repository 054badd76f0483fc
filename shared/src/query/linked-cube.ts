import type { Component } from './linked-components.ts';
import type { SlotRange } from './linked-slots.ts';

/** How values of a component combine; `replace` stands for those that do not. */
export type Combine = 'add' | 'min' | 'max' | 'replace';

/** How a component combines over slots. */
export function combineOf({ agg }: Component): Combine {
  if (agg === 'quantile') return 'replace';
  return agg === 'min' || agg === 'max' ? agg : 'add';
}

const IDENTITY: Readonly<Record<Combine, number>> = {
  add: 0,
  min: Number.POSITIVE_INFINITY,
  max: Number.NEGATIVE_INFINITY,
  replace: Number.NaN,
};

const COMBINE: Readonly<Record<Combine, (one: number, other: number) => number>> = {
  add: (one, other) => one + other,
  min: Math.min,
  max: Math.max,
  replace: (_, other) => other,
};

function fold(into: Float64Array, part: Float64Array, combine: Combine): void {
  const combined = COMBINE[combine];
  for (let key = 0; key < into.length; key++) {
    into[key] = combined(into[key] ?? 0, part[key] ?? 0);
  }
}

/** Values of one component by brushed slot and key of the passive view. */
export interface Layer {
  /** Combines the values of the slots in the ranges, per key. */
  over(ranges: readonly SlotRange[]): Float64Array;
  readonly bytes: number;
}

/** Whole numbers that add up exactly: a slice is the difference of two prefixes. */
class PrefixLayer implements Layer {
  readonly #sums: Float64Array;
  readonly #keys: number;

  constructor(cells: Float64Array, slots: number, keys: number) {
    this.#keys = keys;
    this.#sums = new Float64Array((slots + 1) * keys);
    for (let at = 0; at < slots * keys; at++) {
      this.#sums[at + keys] = (this.#sums[at] ?? 0) + (cells[at] ?? 0);
    }
  }

  over(ranges: readonly SlotRange[]): Float64Array {
    const [sums, keys] = [this.#sums, this.#keys];
    const result = new Float64Array(keys);
    for (const { from, to } of ranges) {
      const [low, high] = [from * keys, to * keys];
      for (let key = 0; key < keys; key++) {
        result[key] = (result[key] ?? 0) + (sums[high + key] ?? 0) - (sums[low + key] ?? 0);
      }
    }
    return result;
  }

  get bytes(): number {
    return this.#sums.byteLength;
  }
}

/** Fractions, minima and maxima: a tree of partial results over the slots. Nothing is subtracted,
 * so that a small slice of a large total keeps its digits. */
class TreeLayer implements Layer {
  readonly #nodes: Float64Array;
  readonly #slots: number;
  readonly #keys: number;
  readonly #combine: Combine;

  constructor(cells: Float64Array, slots: number, keys: number, combine: Combine) {
    this.#slots = slots;
    this.#keys = keys;
    this.#combine = combine;
    this.#nodes = new Float64Array(2 * slots * keys);
    this.#nodes.set(cells, slots * keys);
    for (let node = slots - 1; node > 0; node--) {
      const own = this.#node(node);
      own.set(this.#node(2 * node));
      fold(own, this.#node(2 * node + 1), combine);
    }
  }

  #node(node: number): Float64Array {
    return this.#nodes.subarray(node * this.#keys, (node + 1) * this.#keys);
  }

  over(ranges: readonly SlotRange[]): Float64Array {
    const result = new Float64Array(this.#keys).fill(IDENTITY[this.#combine]);
    for (const { from, to } of ranges) {
      let [low, high] = [from + this.#slots, to + this.#slots];
      for (; low < high; low >>= 1, high >>= 1) {
        if (low & 1) fold(result, this.#node(low++), this.#combine);
        if (high & 1) fold(result, this.#node(--high), this.#combine);
      }
    }
    return result;
  }

  get bytes(): number {
    return this.#nodes.byteLength;
  }
}

function addsExactly(cells: Float64Array): boolean {
  let total = 0;
  for (const cell of cells) {
    if (!Number.isInteger(cell)) return false;
    total += Math.abs(cell);
  }
  return total <= Number.MAX_SAFE_INTEGER;
}

/** Cells (`slot × keys + key`) in the form that answers a slice fastest without losing digits. */
export function layerOf(
  cells: Float64Array,
  { slots, keys, combine }: { slots: number; keys: number; combine: Combine },
): Layer {
  return combine === 'add' && addsExactly(cells)
    ? new PrefixLayer(cells, slots, keys)
    : new TreeLayer(cells, slots, keys, combine);
}

/** Empty cells of a component, ready to be filled. */
export function emptyCells(size: number, combine: Combine): Float64Array {
  return new Float64Array(size).fill(IDENTITY[combine]);
}

/** Adds one value to its cell. */
export function fillCell(
  cells: Float64Array,
  { at, value, combine }: { at: number; value: number; combine: Combine },
): void {
  cells[at] = COMBINE[combine](cells[at] ?? 0, value);
}
