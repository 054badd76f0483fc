/** One published count with what it is told apart by. */
export interface CountCell {
  /** A value per dimension. */
  readonly key: readonly string[];
  /** Whole, ≥ 0; null where it is missing. */
  readonly count: number | null;
}

/** What may be read of a cell. */
export type CellState = 'shown' | 'suppressed' | 'missing';

/** How small counts are hidden. */
export interface SmallCellRule {
  /** Counts above 0 and below it are hidden; > 1. */
  readonly k: number;
  /** Per dimension the group of a value: what is totalled at the next level up. One group where all are totalled. */
  readonly parents: readonly ((value: string) => string)[];
}

/** What became of a table. */
export interface Suppressed {
  /** In the order of the cells. */
  readonly states: readonly CellState[];
  /** Whether totals over the cells may be published. Where not, no cell is shown either. */
  readonly totals: boolean;
}

/** More dimensions than that are not proved. */
const MAX_DIMENSIONS = 3;
/** Boxes that are tried for one cell. */
const MAX_BOXES = 20_000;
const SEPARATOR = '\u0000';

interface Table {
  readonly rule: SmallCellRule;
  readonly counts: ReadonlyMap<string, { readonly at: number; readonly count: number }>;
  /** Other values of the same parent, per dimension and value. */
  readonly siblings: readonly ReadonlyMap<string, readonly string[]>[];
}

interface Corner {
  readonly at: number;
  readonly count: number;
}

function siblingsOf(cells: readonly CountCell[], rule: SmallCellRule): Table['siblings'] {
  return rule.parents.map((parent, dimension) => {
    const values = [...new Set(cells.map(({ key }) => key[dimension] ?? ''))].sort();
    const groups = Map.groupBy(values, parent);
    return new Map(
      values.map((value) => {
        const group = groups.get(parent(value)) ?? [];
        return [value, group.filter((other) => other !== value)];
      }),
    );
  });
}

function tableOf(cells: readonly CountCell[], rule: SmallCellRule): Table | undefined {
  const counts = new Map<string, Corner>();
  for (const [at, { key, count }] of cells.entries()) {
    if (key.length !== rule.parents.length) return undefined;
    if (count === null) continue;
    const name = key.join(SEPARATOR);
    if (!Number.isSafeInteger(count) || count < 0 || counts.has(name)) return undefined;
    counts.set(name, { at, count });
  }
  return { rule, counts, siblings: siblingsOf(cells, rule) };
}

/** All choices of one other value per dimension. */
function* opposites(key: readonly string[], { siblings }: Table): Generator<readonly string[]> {
  let choices: Iterable<readonly string[]> = [[]];
  for (const [dimension, value] of key.entries()) {
    const others = siblings[dimension]?.get(value) ?? [];
    choices = [...choices].flatMap((chosen) => others.map((other) => [...chosen, other]));
  }
  yield* choices;
}

/** Corners of the box between two keys, those that differ in an even number of dimensions first;
 * undefined where one of them is missing. */
function cornersOf(
  key: readonly string[],
  opposite: readonly string[],
  { counts }: Table,
): { even: Corner[]; odd: Corner[] } | undefined {
  const even: Corner[] = [];
  const odd: Corner[] = [];
  for (let bits = 0; bits < 1 << key.length; bits++) {
    const name = key.map((value, at) => (bits & (1 << at) ? (opposite[at] ?? '') : value));
    const corner = counts.get(name.join(SEPARATOR));
    if (!corner) return undefined;
    const ones = name.filter((_, at) => bits & (1 << at)).length;
    (ones % 2 === 0 ? even : odd).push(corner);
  }
  return { even, odd };
}

function least(corners: readonly Corner[]): number {
  return Math.min(...corners.map(({ count }) => count));
}

/** The box that hides the fewest and smallest further counts, of those that leave the cell open over a span of k. */
function bestBox(
  key: readonly string[],
  table: Table,
  hidden: ReadonlySet<number>,
): readonly Corner[] | undefined {
  let best: { corners: Corner[]; cost: readonly [number, number] } | undefined;
  let tried = 0;
  for (const opposite of opposites(key, table)) {
    if (++tried > MAX_BOXES) break;
    const sides = cornersOf(key, opposite, table);
    if (!sides || least(sides.even) + least(sides.odd) < table.rule.k) continue;
    const corners = [...sides.even, ...sides.odd];
    const fresh = corners.filter(({ at }) => !hidden.has(at));
    const cost = [fresh.length, fresh.reduce((sum, { count }) => sum + count, 0)] as const;
    if (best && (best.cost[0] - cost[0] || best.cost[1] - cost[1]) <= 0) continue;
    best = { corners, cost };
  }
  return best?.corners;
}

function withheld(cells: readonly CountCell[]): Suppressed {
  const states = cells.map(({ count }) => (count === null ? 'missing' : 'suppressed'));
  return { states, totals: false };
}

/** Hides small counts and as many others as it takes, so that nobody who reads the table, all totals over any of its
 * dimensions and over the groups above them learns a small count to within less than k.
 *
 * Each small count gets a box of hidden cells: one other value of the same group in every dimension. Adding one and
 * taking one away at alternate corners changes no total at any level, so all tables between the two ends of that shift
 * fit everything that is published; a box counts only where they span k. Where a small count has no such box, or the
 * table is not of whole counts under unique keys in at most three dimensions, everything is withheld, totals too.
 *
 * Bounds: zeros are shown; each table is protected by itself, not against others that share cells with it, nor against
 * who knows one of the hidden counts. */
export function suppressSmallCells(cells: readonly CountCell[], rule: SmallCellRule): Suppressed {
  const isSmall = (count: number | null) => count !== null && count > 0 && count < rule.k;
  const table = rule.parents.length > MAX_DIMENSIONS ? undefined : tableOf(cells, rule);
  if (!table) return withheld(cells);
  const small = cells.filter(({ count }) => isSmall(count));
  const hidden = new Set(cells.flatMap(({ count }, at) => (isSmall(count) ? [at] : [])));
  for (const { key } of small) {
    const corners = bestBox(key, table, hidden);
    if (!corners) return withheld(cells);
    for (const { at } of corners) hidden.add(at);
  }
  const states = cells.map(({ count }, at): CellState => {
    if (count === null) return 'missing';
    return hidden.has(at) ? 'suppressed' : 'shown';
  });
  return { states, totals: true };
}
