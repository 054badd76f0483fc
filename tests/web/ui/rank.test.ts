import { rankItems } from '@bada/web/src/ui/rank.ts';
import { sparkShape } from '@bada/web/src/ui/sparkline-path.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('ties share a rank, the next is skipped and missing values come last without one', () => {
  const items = [
    { id: 'd', value: null },
    { id: 'a', value: 5 },
    { id: 'c', value: 5 },
    { id: 'b', value: 9 },
    { id: 'e', value: 1 },
  ];
  expect(rankItems(items).map(({ id, rank }) => [id, rank])).toEqual([
    ['b', 1],
    ['a', 2],
    ['c', 2],
    ['e', 4],
    ['d', null],
  ]);
  expect(rankItems(items, 'asc').map(({ id }) => id)).toEqual(['e', 'a', 'c', 'b', 'd']);
});

test('a sparkline breaks at gaps and marks lonely, provisional and last values', () => {
  const shape = sparkShape(
    [
      { time: 0, value: 1 },
      { time: 1, value: null },
      { time: 2, value: 2, provisional: true },
      { time: 4, value: 3 },
    ],
    { width: 108, height: 28, target: 3 },
  );
  expect(shape.path.match(/M/g)).toHaveLength(2);
  expect(shape.dots.map(({ x, provisional }) => [x, provisional])).toEqual([
    [4, false],
    [54, true],
    [104, false],
  ]);
  expect(shape.targetY).toBe(4);
});

test('a sparkline joins nothing across a break', () => {
  const points = [0, 1, 2, 3].map((time) => ({ time, value: time }));
  const box = { width: 108, height: 28 };
  expect(sparkShape(points, box).path.match(/M/g)).toHaveLength(1);
  const { path, dots } = sparkShape(points, { ...box, breaks: [3] });
  expect(path.match(/M/g)).toHaveLength(2);
  expect(dots).toHaveLength(1);
});

test('a sparkline stays inside its box', () => {
  const value = fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 30 }), (values) => {
      const points = values.map((each, time) => ({ time, value: each }));
      const { path, dots } = sparkShape(points, { width: 160, height: 40 });
      expect(path).not.toMatch(/NaN|Infinity/);
      for (const { x, y } of dots) {
        expect(x >= 0 && x <= 160 && y >= 0 && y <= 40).toBe(true);
      }
    }),
  );
});
