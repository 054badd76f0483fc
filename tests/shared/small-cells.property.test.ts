import { suppressSmallCells } from '@bada/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

type SmallCellRule = Parameters<typeof suppressSmallCells>[1];
type CountCell = Parameters<typeof suppressSmallCells>[0][number];

const whole = () => 'all';
/** `a1` belongs to `a`. */
const byLetter = (value: string) => value.slice(0, 1);

interface Total {
  readonly cells: readonly number[];
  readonly sum: number;
}

/** Every total that could stand beside the table: over each set of dimensions, wholly or by group. */
function totalsOf(cells: readonly CountCell[], { parents }: SmallCellRule): Total[] {
  const levels = parents.map((parent) => [(value: string) => value, parent, () => '*']);
  const choices = levels.reduce<((value: string) => string)[][]>(
    (all, level) => all.flatMap((chosen) => level.map((one) => [...chosen, one])),
    [[]],
  );
  return choices.flatMap((level) => {
    const groups = Map.groupBy(cells.keys(), (at) =>
      (cells[at]?.key ?? []).map((value, dimension) => level[dimension]?.(value)).join('|'),
    );
    return [...groups.values()]
      .filter((members) => members.length > 1)
      .map((members) => ({
        cells: members,
        sum: members.reduce((sum, at) => sum + (cells[at]?.count ?? 0), 0),
      }));
  });
}

/** Least and greatest value of each hidden cell over all tables of whole counts that fit what is published. */
function attack(cells: readonly CountCell[], hidden: readonly number[], totals: readonly Total[]) {
  const open = totals
    .map(({ cells: members, sum }) => ({
      left: members.filter((at) => hidden.includes(at)),
      rest:
        sum -
        members.reduce((all, at) => all + (hidden.includes(at) ? 0 : (cells[at]?.count ?? 0)), 0),
    }))
    .filter(({ left }) => left.length > 0);
  const spans = new Map<number, [number, number]>();
  const guess = new Map<number, number>();
  let steps = 0;
  const next = (index: number): void => {
    if (++steps > 400_000) return;
    const at = hidden[index];
    if (at === undefined) {
      for (const [cell, value] of guess) {
        const [low, high] = spans.get(cell) ?? [value, value];
        spans.set(cell, [Math.min(low, value), Math.max(high, value)]);
      }
      return;
    }
    let low = 0;
    let high = Number.POSITIVE_INFINITY;
    for (const { left, rest } of open) {
      if (!left.includes(at)) continue;
      const known = left.reduce((sum, cell) => sum + (guess.get(cell) ?? 0), 0);
      const isLast = left.every((cell) => cell === at || guess.has(cell));
      high = Math.min(high, rest - known);
      if (isLast) low = Math.max(low, rest - known);
    }
    for (let value = low; value <= high; value++) {
      guess.set(at, value);
      next(index + 1);
      guess.delete(at);
    }
  };
  next(0);
  return spans;
}

const k = fc.integer({ min: 2, max: 5 });
const count = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 2, arbitrary: fc.integer({ min: 4, max: 9 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

function tableOf(values: readonly (readonly string[])[]): fc.Arbitrary<CountCell[]> {
  const keys = values.reduce<string[][]>(
    (all, some) => all.flatMap((key) => some.map((one) => [...key, one])),
    [[]],
  );
  return fc
    .array(count, { minLength: keys.length, maxLength: keys.length })
    .map((counts) => keys.map((key, at) => ({ key, count: counts[at] ?? null })));
}

const SHAPES: readonly (readonly [
  string,
  readonly (readonly string[])[],
  SmallCellRule['parents'],
])[] = [
  ['a row with its total', [['a1', 'a2', 'a3', 'a4', 'a5']], [whole]],
  ['rows in groups', [['a1', 'a2', 'a3', 'b1', 'b2']], [byLetter]],
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
      ['x1', 'x2', 'x3'],
    ],
    [byLetter, whole],
  ],
  [
    'three dimensions',
    [
      ['a1', 'a2'],
      ['x1', 'x2'],
      ['p1', 'p2'],
    ],
    [whole, whole, whole],
  ],
];

describe('who knows every shown count and every total', () => {
  test.each(SHAPES)('learns no small count to within k: %s', (_what, values, parents) => {
    let attacked = 0;
    fc.assert(
      fc.property(tableOf(values), k, (cells, least) => {
        const rule = { k: least, parents };
        const { states, totals } = suppressSmallCells(cells, rule);
        const hidden = [...states.keys()].filter((at) => states[at] === 'suppressed');
        const small = [...cells.keys()].filter((at) => {
          const value = cells[at]?.count ?? 0;
          return value > 0 && value < least;
        });
        for (const at of small) expect(states[at]).toBe('suppressed');
        if (!totals || small.length === 0) return;
        const spans = attack(cells, hidden, totalsOf(cells, rule));
        for (const at of small) {
          const [low, high] = spans.get(at) ?? [0, 0];
          expect(high - low).toBeGreaterThanOrEqual(least);
          attacked += 1;
        }
      }),
      { numRuns: 1000 },
    );
    expect(attacked).toBeGreaterThan(20);
  });
});

describe('what is told', () => {
  const cell = (key: string, value: number | null): CountCell => ({ key: [key], count: value });

  test('zero, missing and suppressed stay three things', () => {
    const cells = [cell('a', 0), cell('b', null), cell('c', 2), cell('d', 7), cell('e', 90)];
    const { states, totals } = suppressSmallCells(cells, { k: 5, parents: [whole] });
    expect(states).toEqual(['shown', 'missing', 'suppressed', 'suppressed', 'shown']);
    expect(totals).toBe(true);
  });

  test('without a small count nothing is hidden', () => {
    const cells = [cell('a', 0), cell('b', 5), cell('c', null)];
    const { states } = suppressSmallCells(cells, { k: 5, parents: [whole] });
    expect(states).toEqual(['shown', 'shown', 'missing']);
  });

  test.each([
    ['the only count beside nothing', [cell('a', 2), cell('b', null)]],
    ['counts that do not span k together', [cell('a', 1), cell('b', 1), cell('c', 0)]],
    ['a key that is there twice', [cell('a', 20), cell('a', 30)]],
    ['what is no whole count', [cell('a', 2.5), cell('b', 30)]],
  ])('%s: everything is withheld, totals too', (_what, cells) => {
    const { states, totals } = suppressSmallCells(cells, { k: 5, parents: [whole] });
    expect(totals).toBe(false);
    expect(states).not.toContain('shown');
  });

  test('more dimensions than are proved are withheld', () => {
    const cells = [{ key: ['a', 'b', 'c', 'd'], count: 100 }];
    const rule = { k: 5, parents: [whole, whole, whole, whole] };
    expect(suppressSmallCells(cells, rule).totals).toBe(false);
  });
});
