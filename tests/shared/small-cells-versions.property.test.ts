import { suppressSmallCells } from '@bada/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

type SmallCellRule = Parameters<typeof suppressSmallCells>[1];
type CountCell = Parameters<typeof suppressSmallCells>[0][number];
type EarlierCut = NonNullable<SmallCellRule['earlier']>[number];

const whole = () => 'all';
const byLetter = (value: string) => value.slice(0, 1);
const MAX_STEPS = 300_000;

/** A version as it was published: what is true, what it hid, and whether totals over it may be known. */
interface Published {
  readonly cells: readonly (CountCell & { readonly hidden: boolean })[];
  readonly totals: boolean;
}

/** Publishes versions one after the other, each beside those before it. */
function publishAll(versions: readonly (readonly CountCell[])[], rule: SmallCellRule): Published[] {
  const published: Published[] = [];
  for (const cells of versions) {
    const earlier: EarlierCut[] = published.map((one) => ({
      cells: one.cells,
      isWithheld: !one.totals,
    }));
    const { states, totals } = suppressSmallCells(cells, { ...rule, earlier });
    const cut = cells.map((cell, at) => ({ ...cell, hidden: states[at] === 'suppressed' }));
    published.push({ cells: cut, totals });
  }
  return published;
}

/** One unknown per key and true count: who attacks is told which counts have not changed. */
const unknownOf = ({ key, count }: CountCell) => `${key.join('|')}=${count}`;

interface Equation {
  readonly unknowns: readonly string[];
  readonly rest: number;
}

/** Lines of a table with the places that they total, over each set of dimensions, wholly or by group. */
function linesOf(cells: readonly CountCell[], { parents }: SmallCellRule): Map<string, number[]> {
  const levels = parents.map((parent) => [(value: string) => value, parent, () => '*']);
  const choices = levels.reduce<((value: string) => string)[][]>(
    (all, level) => all.flatMap((chosen) => level.map((one) => [...chosen, one])),
    [[]],
  );
  const lines = choices.flatMap((level, at) => [
    ...Map.groupBy(
      cells.keys(),
      (place) =>
        `${at}/${(cells[place]?.key ?? []).map((value, dimension) => level[dimension]?.(value)).join('|')}`,
    ),
  ]);
  return new Map(lines);
}

/** What is known of all versions together. Of a line that totals other cells in a later version the older total is not. */
function knownOf(published: readonly Published[], rule: SmallCellRule) {
  const known = new Map<string, number>();
  for (const { cells } of published) {
    for (const cell of cells) {
      if (cell.count !== null && !cell.hidden) known.set(unknownOf(cell), cell.count);
    }
  }
  const newest = new Map<string, string>();
  const equations: Equation[] = [];
  for (const { cells, totals } of published.toReversed()) {
    if (!totals) continue;
    const filled = cells.filter(({ count }) => count !== null);
    for (const [line, places] of linesOf(filled, rule)) {
      const members = places.flatMap((at) => filled[at] ?? []);
      const names = members
        .map(({ key }) => key.join('|'))
        .sort()
        .join();
      if ((newest.get(line) ?? names) !== names) continue;
      newest.set(line, names);
      const open = members.filter((cell) => !known.has(unknownOf(cell)));
      const rest = open.reduce((sum, { count }) => sum + (count ?? 0), 0);
      // A line of one cell is no total.
      if (members.length > 1 && open.length > 0)
        equations.push({ unknowns: open.map(unknownOf), rest });
    }
  }
  return { known, equations };
}

/** Whether some whole, non-negative solution gives an unknown a value. */
function canBe(
  unknown: string,
  value: number,
  equations: readonly Equation[],
): boolean | undefined {
  const names = [...new Set(equations.flatMap(({ unknowns }) => unknowns))].filter(
    (one) => one !== unknown,
  );
  const guess = new Map([[unknown, value]]);
  let steps = 0;
  const next = (index: number): boolean | undefined => {
    if (++steps > MAX_STEPS) return undefined;
    let [low, high] = [0, Number.POSITIVE_INFINITY];
    const name = names[index];
    for (const { unknowns, rest } of equations) {
      const left = rest - unknowns.reduce((sum, one) => sum + (guess.get(one) ?? 0), 0);
      const open = unknowns.filter((one) => !guess.has(one));
      if (left < 0 || (open.length === 0 && left !== 0)) return false;
      if (name === undefined || !open.includes(name)) continue;
      high = Math.min(high, left);
      if (open.length === 1) low = Math.max(low, left);
    }
    if (name === undefined) return true;
    for (let one = low; one <= high; one++) {
      guess.set(name, one);
      const found = next(index + 1);
      guess.delete(name);
      if (found !== false) return found;
    }
    return false;
  };
  return next(0);
}

/** Length of the span of values that fit everything known; undefined where the search is too long. */
function spanOf(
  cell: CountCell,
  equations: readonly Equation[],
  least: number,
): number | undefined {
  const unknown = unknownOf(cell);
  const truth = cell.count ?? 0;
  if (!equations.some(({ unknowns }) => unknowns.includes(unknown)))
    return Number.POSITIVE_INFINITY;
  let [low, high] = [truth, truth];
  for (; low > 0 && high - low < least; low--) {
    const fits = canBe(unknown, low - 1, equations);
    if (fits === undefined) return undefined;
    if (!fits) break;
  }
  for (; high - low < least; high++) {
    const fits = canBe(unknown, high + 1, equations);
    if (fits === undefined) return undefined;
    if (!fits) break;
  }
  return high - low;
}

/** Small counts of any version whose span is below k once all versions lie side by side. */
function revealed(
  published: readonly Published[],
  rule: SmallCellRule,
): { found: string[]; tried: number } {
  const { known, equations } = knownOf(published, rule);
  const small = published.flatMap(({ cells }) =>
    cells.filter(({ count }) => count !== null && count > 0 && count < rule.k),
  );
  const unique = new Map(small.map((cell) => [unknownOf(cell), cell]));
  const found: string[] = [];
  let tried = 0;
  for (const [name, cell] of unique) {
    if (known.has(name)) found.push(`${name} is shown`);
    const span = known.has(name) ? 0 : spanOf(cell, equations, rule.k);
    if (span === undefined) continue;
    if (span !== Number.POSITIVE_INFINITY) tried += 1;
    if (span < rule.k) found.push(`${name} to within ${span}`);
  }
  return { found, tried };
}

const count = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 4, arbitrary: fc.integer({ min: 4, max: 12 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

function keysOf(values: readonly (readonly string[])[]): string[][] {
  return values.reduce<string[][]>(
    (all, some) => all.flatMap((key) => some.map((one) => [...key, one])),
    [[]],
  );
}

/** Versions of a table: each takes most counts over from the one before; some rows come and go. */
function versionsOf(
  values: readonly (readonly string[])[],
  share: number,
): fc.Arbitrary<CountCell[][]> {
  const keys = keysOf(values);
  const size = { minLength: keys.length, maxLength: keys.length };
  const first = fc.array(count, size);
  const change = fc.array(
    fc.oneof(
      { weight: share, arbitrary: fc.constant('same' as const) },
      { weight: 1, arbitrary: fc.constant('gone' as const) },
      { weight: 2, arbitrary: count },
    ),
    size,
  );
  return fc.tuple(first, change, change).map(([start, ...changes]) => {
    let counts: (number | null)[] = start;
    return [
      start,
      ...changes.map((one) => {
        counts = counts.map((before, at) => {
          const now = one[at] ?? null;
          return now === 'same' ? before : now === 'gone' ? null : now;
        });
        return counts;
      }),
    ].map((some) =>
      some.flatMap((value, at) => (value === null ? [] : [{ key: keys[at] ?? [], count: value }])),
    );
  });
}

const SHAPES: readonly (readonly [
  string,
  readonly (readonly string[])[],
  SmallCellRule['parents'],
])[] = [
  ['a row with its total', [['a1', 'a2', 'a3', 'a4', 'a5', 'a6']], [whole]],
  ['rows in groups', [['a1', 'a2', 'a3', 'b1', 'b2', 'b3']], [byLetter]],
  [
    'rows and columns',
    [
      ['a1', 'a2', 'a3'],
      ['x1', 'x2', 'x3'],
    ],
    [whole, whole],
  ],
  [
    'districts in groups by columns',
    [
      ['a1', 'a2', 'b1', 'b2'],
      ['x1', 'x2'],
    ],
    [byLetter, whole],
  ],
];

describe('who holds three versions against each other, and knows every total of them', () => {
  test.each(SHAPES)('learns no small count to within k: %s', (_what, values, parents) => {
    let attacked = 0;
    fc.assert(
      fc.property(versionsOf(values, 12), fc.integer({ min: 2, max: 5 }), (versions, k) => {
        const rule = { k, parents };
        const published = publishAll(versions, rule);
        for (let last = 1; last <= published.length; last++) {
          const { found, tried } = revealed(published.slice(0, last), rule);
          expect(found).toEqual([]);
          attacked += tried;
        }
      }),
      { numRuns: 400 },
    );
    expect(attacked).toBeGreaterThan(20);
  });

  test('learns it where each version is cut by itself: the attack is one', () => {
    let broken = 0;
    const [, values = [], parents = []] = SHAPES[2] ?? [];
    const rule = { k: 5, parents };
    for (const versions of fc.sample(versionsOf(values, 12), { numRuns: 200, seed: 7 })) {
      const alone = versions.flatMap((cells) => publishAll([cells], rule));
      if (revealed(alone, rule).found.length > 0) broken += 1;
    }
    expect(broken).toBeGreaterThan(0);
  });
});

describe('beside earlier cuts', () => {
  const cell = (key: string, value: number | null, hidden = false) => ({
    key: [key],
    count: value,
    hidden,
  });
  const cut = (cells: EarlierCut['cells'], more: object = {}) => ({ cells, ...more });
  const statesOf = (cells: readonly CountCell[], ...earlier: EarlierCut[]) =>
    suppressSmallCells(cells, { k: 5, parents: [whole], earlier }).states.join(' ');

  test('what was hidden stays hidden, and is what a small count hides behind', () => {
    const first = [cell('a', 2, true), cell('b', 9, true), cell('c', 70)];
    const now = [cell('a', 2), cell('b', 9), cell('c', 6)];
    expect(statesOf(now, cut(first))).toBe('suppressed suppressed shown');
  });

  test('a count that was shown hides nothing any more', () => {
    const first = [cell('a', 20), cell('b', 9), cell('c', 70)];
    const now = [cell('a', 2), cell('b', 9), cell('c', 70)];
    expect(statesOf(now, cut(first))).toBe('suppressed suppressed suppressed');
  });

  test('a cut that was withheld tells nothing', () => {
    const first = [cell('a', 2, true), cell('b', 3, true)];
    const now = [cell('a', 2), cell('b', 30), cell('c', 40), cell('d', 50)];
    expect(statesOf(now, cut(first, { isWithheld: true }))).toBe(
      'suppressed suppressed shown shown',
    );
  });

  test('a count that a smaller k let be shown is hidden from now on, and takes the others nowhere', () => {
    const first = [cell('a', 4), cell('b', 9), cell('c', 70)];
    expect(statesOf(first, cut(first))).toBe('suppressed shown shown');
  });

  test('beside a cut of another level nothing is shown where one of them hides anything', () => {
    const districts = [cell('26110', 4, true), cell('26140', 90, true), cell('26170', 70)];
    const dongs = [cell('2611051000', 9), cell('2614051000', 90), cell('2617051000', 70)];
    const other = { isOtherLevel: true };
    expect(statesOf(dongs, cut(districts, other))).toBe('suppressed suppressed suppressed');
    const open = districts.map((one) => ({ ...one, hidden: false }));
    expect(statesOf(dongs, cut(open, other))).toBe('shown shown shown');
    expect(statesOf([cell('2611051000', 3), ...dongs.slice(1)], cut(open, other))).not.toContain(
      'shown',
    );
  });
});
