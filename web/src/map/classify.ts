import { ckmeans } from 'simple-statistics';

/** How class bounds are found. */
export type ClassMethod = 'quantile' | 'natural' | 'equal';

export interface ClassifyOptions {
  method: ClassMethod;
  /** Classes wanted; fewer come out when there are fewer distinct values. */
  count?: number;
  /** The indicator's decimals: values are classified as the reader sees them. */
  decimals?: number;
}

export interface Classification {
  /** Number of classes; 0 when there is no value at all. */
  count: number;
  /** Inner bounds, strictly ascending, `count − 1` of them; a bound belongs to the class above it. */
  bounds: readonly number[];
  /** Smallest and largest value, rounded; `null` without values. */
  extent: readonly [number, number] | null;
  /** Class of a value, from 0; `null` for no value. */
  classOf: (value: number | null) => number | null;
}

/** An open and a closed end: the integers b with `above < b <= upTo`. */
interface Gap {
  above: number;
  upTo: number;
}

const ROUNDNESS = [1, 0.5, 0.2] as const;

function multipleIn({ above, upTo }: Gap, step: number): number | undefined {
  const nearest = Math.round((above + upTo) / 2 / step) * step;
  const inside = [nearest, nearest + step, nearest - step].find((b) => b > above && b <= upTo);
  return inside;
}

/** The roundest integer in a gap, so that legends read `20–22` and not `19.8–22.3`. */
function roundest(gap: Gap): number {
  const top = Math.max(Math.abs(gap.above), Math.abs(gap.upTo), 1);
  for (let power = 10 ** Math.ceil(Math.log10(top)); power >= 1; power /= 10) {
    for (const share of ROUNDNESS) {
      const step = power * share;
      const found = step >= 1 ? multipleIn(gap, step) : undefined;
      if (found !== undefined) return found;
    }
  }
  return gap.upTo;
}

function quantileGaps(sorted: readonly number[], count: number): Gap[] {
  const cuts = Array.from({ length: count - 1 }, (_, index) =>
    Math.round(((index + 1) * sorted.length) / count),
  );
  return cuts.flatMap((cut) => {
    // Equal values stay together: the cut moves up to the next distinct one.
    const at = sorted.findIndex((value, index) => index >= cut && value !== sorted[index - 1]);
    const [above, upTo] = [sorted[at - 1], sorted[at]];
    return above === undefined || upTo === undefined ? [] : [{ above, upTo }];
  });
}

function naturalGaps(sorted: readonly number[], count: number): Gap[] {
  const groups = ckmeans([...sorted], count);
  return groups.slice(1).flatMap((group, index) => {
    const [above, upTo] = [groups[index]?.at(-1), group[0]];
    return above === undefined || upTo === undefined ? [] : [{ above, upTo }];
  });
}

function equalGaps(sorted: readonly number[], count: number): Gap[] {
  const [low = 0, high = 0] = [sorted[0], sorted.at(-1)];
  const width = (high - low) / count;
  return Array.from({ length: count - 1 }, (_, index) => {
    const at = low + width * (index + 1);
    const slack = width / 10;
    return {
      above: Math.ceil(at - slack) - 1,
      upTo: Math.max(Math.ceil(at - slack), Math.floor(at + slack)),
    };
  });
}

const GAPS = { quantile: quantileGaps, natural: naturalGaps, equal: equalGaps };

function ascending(bounds: readonly number[]): number[] {
  return [...new Set(bounds)].sort((a, b) => a - b);
}

/**
 * Divides values into classes with round bounds. A class reaches from its lower bound (included)
 * to its upper one (excluded); the last also holds the maximum.
 */
export function classify(
  values: readonly (number | null)[],
  { method, count = 5, decimals = 0 }: ClassifyOptions,
): Classification {
  const unit = 10 ** decimals;
  const whole = (value: number) => Math.round(value * unit);
  const sorted = values
    .flatMap((value) => (value === null ? [] : whole(value)))
    .sort((a, b) => a - b);
  const wanted = Math.min(count, new Set(sorted).size);
  const gaps = wanted > 1 ? GAPS[method](sorted, wanted) : [];
  const bounds = ascending(gaps.map(roundest));
  const [low, high] = [sorted[0], sorted.at(-1)];
  return {
    count: sorted.length === 0 ? 0 : bounds.length + 1,
    bounds: bounds.map((bound) => bound / unit),
    extent: low === undefined || high === undefined ? null : [low / unit, high / unit],
    classOf: (value) =>
      value === null ? null : bounds.filter((bound) => bound <= whole(value)).length,
  };
}

/** Divides values on both sides of a meaningful middle, which is a bound of its own; `below` and
 * `above` tell how many classes lie on each side. A side without values has none. */
export function classifyAround(
  values: readonly (number | null)[],
  { middle, ...options }: ClassifyOptions & { middle: number },
): Classification & { below: number; above: number } {
  const unit = 10 ** (options.decimals ?? 0);
  const shown = (value: number) => Math.round(value * unit) / unit;
  const known = values.flatMap((value) => (value === null ? [] : [shown(value)]));
  const side = (own: readonly number[]) => classify(own, { ...options, count: 3 });
  const low = side(known.filter((value) => value < middle));
  const high = side(known.filter((value) => value >= middle));
  const between = low.count > 0 && high.count > 0 ? [middle] : [];
  const bounds = [...low.bounds, ...between, ...high.bounds];
  const first = low.extent ?? high.extent;
  const last = high.extent ?? low.extent;
  return {
    count: low.count + high.count,
    bounds,
    extent: first && last ? [first[0], last[1]] : null,
    classOf: (value) =>
      value === null ? null : bounds.filter((bound) => bound <= shown(value)).length,
    below: low.count,
    above: high.count,
  };
}

/** Number of values per class, in class order. */
export function classCounts(
  { count, classOf }: Classification,
  values: readonly (number | null)[],
): number[] {
  const counts = new Array<number>(count).fill(0);
  for (const value of values) {
    const index = classOf(value);
    if (index !== null) counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

export interface BoundWords {
  below: (bound: string) => string;
  atLeast: (bound: string) => string;
}

/** A dash beside a minus would read as another minus. */
function between(from: string, to: string): string {
  return /^[−-]/.test(from) || /^[−-]/.test(to) ? `${from} ~ ${to}` : `${from}–${to}`;
}

/** Legend texts in class order: `18 미만`, `18–20`, … `28 이상`. */
export function classLabels(
  { bounds, count, extent }: Classification,
  format: (bound: number) => string,
  words: BoundWords,
): string[] {
  if (count === 0 || extent === null) return [];
  if (count === 1) {
    const [low, high] = extent.map(format);
    return [low === high ? `${low}` : between(`${low}`, `${high}`)];
  }
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [bounds[index - 1], bounds[index]];
    if (from === undefined) return words.below(format(to ?? 0));
    if (to === undefined) return words.atLeast(format(from));
    return between(format(from), format(to));
  });
}
