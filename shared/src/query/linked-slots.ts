import type { Clause } from './linked-selection.ts';
import { binEdge, type LinkedDimension, slotCount } from './linked-view.ts';

type Binned = Extract<LinkedDimension, { kind: 'binned' }>;
type Interval = Extract<Clause, { type: 'interval' }>;

/** Slots `from` (inclusive) to `to` (exclusive); ranges of a set neither touch nor overlap. */
export interface SlotRange {
  readonly from: number;
  readonly to: number;
}

/** Ends of an interval over whole numbers as `[from, to)`; `null` stays open. */
export function wholeEnds({ from, to, ends }: Interval): {
  from: number | null;
  to: number | null;
} {
  const lower = (value: number) =>
    ends.startsWith('[') ? Math.ceil(value) : Math.floor(value) + 1;
  const upper = (value: number) => (ends.endsWith(']') ? Math.floor(value) + 1 : Math.ceil(value));
  return { from: from === null ? null : lower(from), to: to === null ? null : upper(to) };
}

/** The bin whose lower edge is exactly this value; `undefined` where none is. */
function binAt(dimension: Binned, value: number): number | undefined {
  const bin = Math.round((value - dimension.from) / dimension.step);
  const isEdge = bin >= 0 && bin <= dimension.count && binEdge(dimension, bin) === value;
  return isEdge ? bin : undefined;
}

function intervalSlots(dimension: Binned, clause: Interval): SlotRange[] | undefined {
  const whole = dimension.type !== 'double';
  if (!whole && clause.ends !== '[)') {
    return undefined;
  }
  const { from, to } = whole ? wholeEnds(clause) : clause;
  const lower = from === null ? -1 : binAt(dimension, from);
  const upper = to === null ? dimension.count + 1 : binAt(dimension, to);
  if (lower === undefined || upper === undefined) return undefined;
  return lower < upper ? [{ from: lower + 2, to: upper + 2 }] : [];
}

function merged(slots: readonly number[]): SlotRange[] {
  const ranges: { from: number; to: number }[] = [];
  for (const slot of [...new Set(slots)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.to === slot) last.to = slot + 1;
    else ranges.push({ from: slot, to: slot + 1 });
  }
  return ranges;
}

/** Slot of each value of a coded dimension. */
function slotsByValue(
  dimension: Extract<LinkedDimension, { kind: 'coded' }>,
): Map<string | number, number> {
  return new Map(dimension.values.map((value, index) => [value, index + 1]));
}

/** The slots that a clause selects, or `undefined` where it cuts through one: then only the rows
 * themselves can tell. Without a clause all slots count, that of missing values included. */
export function clauseSlots(
  dimension: LinkedDimension,
  clause: Clause | undefined,
): SlotRange[] | undefined {
  if (clause === undefined) return [{ from: 0, to: slotCount(dimension) }];
  if (clause.type === 'interval') {
    return dimension.kind === 'binned' ? intervalSlots(dimension, clause) : undefined;
  }
  if (dimension.kind === 'binned') return undefined;
  const known = slotsByValue(dimension);
  const slots = clause.values.map((value) => (value === null ? 0 : known.get(value)));
  const inside = slots.filter((slot) => slot !== undefined);
  return inside.length === slots.length ? merged(inside) : undefined;
}

/** The interval between the edges nearest to two values: what a brush in pixels selects. */
export function snapInterval(
  dimension: LinkedDimension,
  between: readonly [number, number],
): { from: number; to: number } {
  if (dimension.kind !== 'binned') throw new Error(`${dimension.name} has no edges`);
  const edge = (value: number) => {
    const bin = Math.round((value - dimension.from) / dimension.step);
    return binEdge(dimension, Math.min(Math.max(bin, 0), dimension.count));
  };
  const [one, other] = between.map(edge);
  if (one === undefined || other === undefined) throw new Error('an interval has two ends');
  return { from: Math.min(one, other), to: Math.max(one, other) };
}
