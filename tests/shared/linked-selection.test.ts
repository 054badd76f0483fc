import { canonicalJson } from '@bada/shared';
import {
  Clause,
  clauseSlots,
  compileScans,
  LinkedDimension,
  NOTHING_SELECTED,
  recordSelection,
  redoSelection,
  Selection,
  snapInterval,
  undoSelection,
  withClause,
  withoutClause,
} from '@bada/shared/linked';
import { describe, expect, test } from 'vitest';

const day = LinkedDimension.parse({
  ...{ kind: 'binned', name: 'day', column: 'day', type: 'date' },
  ...{ from: 19_000, step: 7, count: 10 },
});
const place = LinkedDimension.parse({
  ...{ kind: 'coded', name: 'place', column: 'place', type: 'text' },
  values: ['26110', '26350'],
});
const model = {
  tables: [{ name: 'rows', rows: 1, columns: ['day', 'place'] }],
  dimensions: [day, place],
  views: [{ id: 'one', by: ['day'], measures: [{ name: 'n', agg: 'count' as const }] }],
};

function interval(from: number | null, to: number | null, ends = '[)'): Clause {
  return Clause.parse({ type: 'interval', view: 'one', dimension: 'day', from, to, ends });
}

describe('a selection', () => {
  const lasso = Clause.parse({
    ...{ type: 'lasso', view: 'map', dimension: 'place', values: ['26110', null] },
    outline: [
      [129.1, 35.1],
      [129.2, 35.1],
    ],
  });
  const both = withClause(withClause(NOTHING_SELECTED, interval(19_000, 19_007)), lasso);

  test('survives an address as it is', () => {
    expect(Selection.parse(JSON.parse(canonicalJson(both)))).toEqual(both);
  });

  test('holds one clause per view and dimension: the latest', () => {
    const later = withClause(both, interval(19_007, 19_014));
    expect(later.clauses).toEqual([interval(19_007, 19_014), lasso]);
    expect(withoutClause(later, lasso).clauses).toEqual([interval(19_007, 19_014)]);
    const twice = { v: 1, clauses: [lasso, lasso] };
    expect(Selection.safeParse(twice).success).toBe(false);
  });

  test('goes back and forth step by step', () => {
    const start = { past: [], present: NOTHING_SELECTED, future: [] };
    const done = recordSelection(start, both);
    expect(undoSelection(done).present).toEqual(NOTHING_SELECTED);
    expect(redoSelection(undoSelection(done))).toEqual(done);
    expect(undoSelection(start)).toEqual(start);
    expect(redoSelection(recordSelection(undoSelection(done), NOTHING_SELECTED)).future).toEqual(
      [],
    );
  });
});

describe('slots of a clause', () => {
  test.each([
    ['whole bins', interval(19_000, 19_014), [{ from: 2, to: 4 }]],
    ['the last day included', interval(19_000, 19_013, '[]'), [{ from: 2, to: 4 }]],
    ['open to the left, what lies below included', interval(null, 19_007), [{ from: 1, to: 3 }]],
    ['open to the right, what lies above included', interval(19_063, null), [{ from: 11, to: 13 }]],
    ['turned round', interval(19_014, 19_000), []],
    ['through a bin', interval(19_001, 19_014), undefined],
  ])('%s', (_, clause, expected) => {
    expect(clauseSlots(day, clause)).toEqual(expected);
  });

  test('missing values are a slot of their own, which only points name', () => {
    const points = Clause.parse({
      ...{ type: 'points', view: 'map', dimension: 'place' },
      values: [null, '26350'],
    });
    expect(clauseSlots(place, points)).toEqual([
      { from: 0, to: 1 },
      { from: 2, to: 3 },
    ]);
    expect(clauseSlots(place, undefined)).toEqual([{ from: 0, to: 4 }]);
  });

  test('a brush in pixels snaps to edges, in either direction', () => {
    expect(snapInterval(day, [19_011.2, 19_000.9])).toEqual({ from: 19_000, to: 19_014 });
    expect(snapInterval(day, [0, 99_999])).toEqual({ from: 19_000, to: 19_070 });
  });
});

describe('a scan', () => {
  test('carries values as parameters only', () => {
    const clause = Clause.parse({
      ...{ type: 'points', view: 'map', dimension: 'place' },
      values: ["26'; drop table rows; --"],
    });
    const scan = { dimensions: ['day'], clauses: [clause], components: [{ agg: 'rows' as const }] };
    const { sql, parameters } = compileScans(model, [scan]);
    expect(sql).not.toContain('drop table');
    expect(parameters).toContain("26'; drop table rows; --");
  });

  test.each([
    ['numbers among texts', { type: 'points', dimension: 'place', values: [26110] }],
    ['an interval of places', { type: 'interval', dimension: 'place', from: 1, to: 2 }],
    ['points of a binned dimension', { type: 'points', dimension: 'day', values: [19_000] }],
  ])('refuses %s', (_, part) => {
    const clause = Clause.parse({ view: 'map', ...part });
    const scan = { dimensions: ['day'], clauses: [clause], components: [{ agg: 'rows' as const }] };
    expect(() => compileScans(model, [scan])).toThrow(
      expect.objectContaining({ code: 'request.invalid' }),
    );
  });
});
