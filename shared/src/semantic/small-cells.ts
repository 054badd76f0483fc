/** One published count with what it is told apart by. */
export interface CountCell {
  /** A value per dimension. */
  readonly key: readonly string[];
  /** Whole, ≥ 0; null where it is missing. */
  readonly count: number | null;
}

/** What may be read of a cell. */
export type CellState = 'shown' | 'suppressed' | 'missing';

/** A cut of the same table at an earlier time: what anybody may hold beside the new one. */
export interface EarlierCut {
  readonly cells: readonly EarlierCell[];
  /** Whether nothing of it may be known, no total either: see `Suppressed`. */
  readonly isWithheld?: boolean | undefined;
  /** Whether its cells are told apart by other dimensions, grains or place levels: then they are sums or parts of the
   * new ones. */
  readonly isOtherLevel?: boolean | undefined;
}

/** A count of an earlier cut. */
export interface EarlierCell extends CountCell {
  /** Whether the cut hid it. */
  readonly hidden: boolean;
}

/** How small counts are hidden. */
export interface SmallCellRule {
  /** Counts above 0 and below it are hidden; > 1. */
  readonly k: number;
  /** Per dimension the group of a value: what is totalled at the next level up. One group where all are totalled. */
  readonly parents: readonly ((value: string) => string)[];
  /** Cuts of the same dimensions that were published before. */
  readonly earlier?: readonly EarlierCut[] | undefined;
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
  readonly counts: ReadonlyMap<string, Corner>;
  /** Earlier cuts of the same level that tell something. */
  readonly earlier: readonly Cut[];
  /** Other values of the same parent, per dimension and value. */
  readonly siblings: readonly ReadonlyMap<string, readonly string[]>[];
}

interface Corner {
  readonly name: string;
  readonly at: number;
  readonly count: number;
}

/** A cut by the keys of its cells. */
interface Cut {
  readonly cells: ReadonlyMap<string, EarlierCell>;
  /** Whether all its totals may be known; of older ones those alone that total the same cells. */
  readonly isNewest?: boolean;
}

interface Box {
  /** Corners that differ from the first in an even number of dimensions, and the others. */
  readonly even: readonly Corner[];
  readonly odd: readonly Corner[];
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

function cutOf({ cells }: EarlierCut): Cut {
  const filled = cells.filter(({ count }) => count !== null);
  return { cells: new Map(filled.map((cell) => [cell.key.join(SEPARATOR), cell])) };
}

function tableOf(cells: readonly CountCell[], rule: SmallCellRule): Table | undefined {
  const counts = new Map<string, Corner>();
  for (const [at, { key, count }] of cells.entries()) {
    if (key.length !== rule.parents.length) return undefined;
    if (count === null) continue;
    const name = key.join(SEPARATOR);
    if (!Number.isSafeInteger(count) || count < 0 || counts.has(name)) return undefined;
    counts.set(name, { name, at, count });
  }
  const same = (rule.earlier ?? []).filter((cut) => !cut.isOtherLevel && !cut.isWithheld);
  return { rule, counts, earlier: same.map(cutOf), siblings: siblingsOf(cells, rule) };
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
): Box | undefined {
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

/** How far the corners of a box can be shifted alike in all cuts that hold one of them unchanged, each in turn;
 * undefined where one of these shows a corner. */
function spanBeside({ even, odd }: Box, cuts: readonly Cut[]): number | undefined {
  const corners = [...even, ...odd];
  const known = new Map(corners.map(({ name, count }) => [name, new Set([count])]));
  const isLinked = ({ cells }: Cut) =>
    corners.some(({ name }) => known.get(name)?.has(cells.get(name)?.count ?? -1));
  let waiting = cuts;
  for (
    let linked = waiting.filter(isLinked);
    linked.length > 0;
    linked = waiting.filter(isLinked)
  ) {
    waiting = waiting.filter((one) => !linked.includes(one));
    for (const { cells, isNewest } of linked) {
      for (const { name } of corners) {
        const cell = cells.get(name);
        if (cell ? !cell.hidden : isNewest) return undefined;
        if (cell) known.get(name)?.add(cell.count ?? 0);
      }
    }
  }
  const least = (side: readonly Corner[]) =>
    Math.min(...side.flatMap(({ name }) => [...(known.get(name) ?? [])]));
  return least(even) + least(odd);
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
    const box = cornersOf(key, opposite, table);
    if (!box || least(box.even) + least(box.odd) < table.rule.k) continue;
    const corners = [...box.even, ...box.odd];
    const fresh = corners.filter(({ at }) => !hidden.has(at));
    const cost = [fresh.length, fresh.reduce((sum, { count }) => sum + count, 0)] as const;
    if (best && (best.cost[0] - cost[0] || best.cost[1] - cost[1]) <= 0) continue;
    const span = spanBeside(box, table.earlier);
    if (span === undefined || span < table.rule.k) continue;
    best = { corners, cost };
  }
  return best?.corners;
}

/** Places of the cells that an earlier cut hid. */
function hiddenBefore({ counts, earlier }: Table): number[] {
  const names = earlier.flatMap(({ cells }) =>
    [...cells].flatMap(([name, { hidden }]) => (hidden ? [name] : [])),
  );
  return names.flatMap((name) => counts.get(name)?.at ?? []);
}

function isSmall(count: number | null, { k }: Pick<SmallCellRule, 'k'>): boolean {
  return count !== null && count > 0 && count < k;
}

/** Whether an earlier cut shows a count as it still is, as one with a smaller k does: it is hidden now, but known. */
function isTold({ key, count }: CountCell, { earlier }: Table): boolean {
  const name = key.join(SEPARATOR);
  return earlier.some(({ cells }) => {
    const cell = cells.get(name);
    return cell !== undefined && !cell.hidden && cell.count === count;
  });
}

interface PastCell {
  readonly cell: EarlierCell;
  readonly cut: Cut;
}

/** Small counts of earlier cuts that are there with another value now. One that is gone needs nothing: what was shifted
 * with it is gone as well, or in totals of other cells. */
function smallBefore({ counts, earlier, rule }: Table): PastCell[] {
  return earlier.flatMap((cut) =>
    [...cut.cells].flatMap(([name, cell]) => {
      const now = counts.get(name)?.count;
      const hasChanged = now !== undefined && now !== cell.count;
      return cell.hidden && isSmall(cell.count, rule) && hasChanged ? [{ cell, cut }] : [];
    }),
  );
}

/** Whether a small count of an earlier cut is still open over a span of k beside the new one. */
function isOpenBefore({ cell, cut }: PastCell, table: Table, hidden: ReadonlySet<number>): boolean {
  const past = tableOf([...cut.cells.values()], { ...table.rule, earlier: [] });
  if (!past) return false;
  const now = [...table.counts].map(([name, { at, count }]): [string, EarlierCell] => {
    return [name, { key: [], count, hidden: hidden.has(at) }];
  });
  const cuts = [...table.earlier, { cells: new Map(now), isNewest: true }];
  let tried = 0;
  for (const opposite of opposites(cell.key, past)) {
    if (++tried > MAX_BOXES) break;
    const box = cornersOf(cell.key, opposite, past);
    const span = box && spanBeside(box, cuts);
    if (span !== undefined && span >= table.rule.k) return true;
  }
  return false;
}

/** Sums and parts of each other are not held against one another cell by cell: where one of two such cuts hides
 * anything, the new one shows no count. */
function isBesideOtherLevel({ earlier = [] }: SmallCellRule, small: readonly CountCell[]): boolean {
  const others = earlier.filter((cut) => cut.isOtherLevel && !cut.isWithheld);
  return others.some(({ cells }) => small.length > 0 || cells.some(({ hidden }) => hidden));
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
 * Cuts that were published earlier are held against it: what one of them hid stays hidden, and a box counts only where
 * the same shift fits every earlier cut that holds an unchanged corner of it, hidden there as well. Small counts of
 * earlier cuts that changed since must stay open so too. A cut that was withheld tells nothing and is passed over;
 * one of another level keeps the new one from showing counts.
 *
 * Bounds: zeros are shown. A count that an earlier cut with a smaller k shows is hidden, but told already. Who knows one of the hidden counts is not held off. Nor is who knows a total of two cuts that
 * do not total the same cells: what came or went is their difference, whatever the cuts hide. */
export function suppressSmallCells(cells: readonly CountCell[], rule: SmallCellRule): Suppressed {
  const table = rule.parents.length > MAX_DIMENSIONS ? undefined : tableOf(cells, rule);
  if (!table) return withheld(cells);
  const small = cells.filter(({ count }) => isSmall(count, rule));
  if (isBesideOtherLevel(rule, small)) return withheld(cells);
  const hidden = new Set(cells.flatMap(({ count }, at) => (isSmall(count, rule) ? [at] : [])));
  for (const at of hiddenBefore(table)) hidden.add(at);
  for (const { key } of small.filter((cell) => !isTold(cell, table))) {
    const corners = bestBox(key, table, hidden);
    if (!corners) return withheld(cells);
    for (const { at } of corners) hidden.add(at);
  }
  if (!smallBefore(table).every((one) => isOpenBefore(one, table, hidden))) return withheld(cells);
  const states = cells.map(({ count }, at): CellState => {
    if (count === null) return 'missing';
    return hidden.has(at) ? 'suppressed' : 'shown';
  });
  return { states, totals: true };
}
