import {
  type ClassMethod,
  classCounts,
  classify,
  classifyAround,
  classLabels,
} from '@bada/web/src/map/classify.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const METHODS: readonly ClassMethod[] = ['quantile', 'natural', 'equal'];
const SHARES = [
  29.06, 27.17, 28.26, 30.44, 21.33, 20.19, 22.32, 20.13, 19.82, 21.89, 23.71, 13.35, 21.76, 23.37,
  21.21, 17.55,
];

const words = { below: (bound: string) => `<${bound}`, atLeast: (bound: string) => `>=${bound}` };

const inputs = fc.record({
  values: fc.array(fc.option(fc.double({ min: -1e6, max: 1e7, noNaN: true })), { maxLength: 60 }),
  method: fc.constantFrom(...METHODS),
  count: fc.integer({ min: 1, max: 7 }),
  decimals: fc.integer({ min: 0, max: 3 }),
});

test('every value falls in exactly one class and bounds ascend', () => {
  fc.assert(
    fc.property(inputs, ({ values, ...options }) => {
      const classes = classify(values, options);
      const present = values.filter((value) => value !== null);
      expect(classes.count).toBeLessThanOrEqual(options.count);
      expect(classes.bounds.every((b, i) => i === 0 || b > (classes.bounds[i - 1] ?? b))).toBe(
        true,
      );
      expect(classCounts(classes, values).reduce((a, b) => a + b, 0)).toBe(present.length);
      for (const value of present) {
        const index = classes.classOf(value);
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThan(classes.count);
      }
    }),
  );
});

test('classes follow the order of values', () => {
  fc.assert(
    fc.property(inputs, ({ values, ...options }) => {
      const { classOf } = classify(values, options);
      const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
      const indices = sorted.map((value) => classOf(value) ?? -1);
      expect(indices).toEqual([...indices].sort((a, b) => a - b));
    }),
  );
});

test('quantile and natural breaks leave no class empty', () => {
  fc.assert(
    fc.property(inputs, ({ values, method, ...options }) => {
      fc.pre(method !== 'equal');
      const classes = classify(values, { method, ...options });
      expect(classCounts(classes, values).every((count) => count > 0)).toBe(true);
    }),
  );
});

test('bounds are round numbers', () => {
  expect(classify(SHARES, { method: 'natural', decimals: 1 }).bounds).toEqual([15, 18, 21.5, 25]);
});

test('labels tell the bounds and counts add up', () => {
  const classes = classify(SHARES, { method: 'quantile', decimals: 1, count: 4 });
  expect(classCounts(classes, SHARES)).toEqual([4, 4, 4, 4]);
  const labels = classLabels(classes, String, words);
  expect(labels[0]).toMatch(/^</);
  expect(labels.at(-1)).toMatch(/^>=/);
  expect(labels).toHaveLength(4);
});

test('equal values stay together and few values make few classes', () => {
  expect(classify([1, 1, 1, 1, 9], { method: 'quantile', count: 5 }).count).toBe(2);
  expect(classify([4, 4, 4], { method: 'natural' }).count).toBe(1);
  expect(classLabels(classify([4, 4], { method: 'equal' }), String, words)).toEqual(['4']);
  expect(classify([null, null], { method: 'equal' })).toMatchObject({ count: 0, extent: null });
});

test('no value has no class', () => {
  expect(classify([1, null, 3], { method: 'equal' }).classOf(null)).toBeNull();
});

test('around a middle no class holds values of both sides, and the middle belongs above', () => {
  fc.assert(
    fc.property(
      inputs,
      fc.integer({ min: -50, max: 50 }),
      ({ values, method, decimals }, middle) => {
        const classes = classifyAround(values, { method, decimals, middle });
        expect(classes.count).toBe(classes.below + classes.above);
        for (const value of values) {
          const index = classes.classOf(value);
          if (value === null || index === null) continue;
          const rounded = Math.round(value * 10 ** decimals) / 10 ** decimals;
          if (rounded >= middle) expect(index).toBeGreaterThanOrEqual(classes.below);
          else expect(index).toBeLessThan(classes.below);
        }
      },
    ),
  );
});

test('a legend of changes parts its bounds with a wave, not with another minus', () => {
  const classes = classifyAround([-2, -1.5, -0.2, 0.5, 3], {
    method: 'natural',
    decimals: 1,
    middle: 0,
  });
  const labels = classLabels(classes, (bound) => bound.toFixed(1), words);
  expect(labels.filter((label) => /-.*-/.test(label)).every((label) => label.includes(' ~ '))).toBe(
    true,
  );
  expect(classes.bounds).toContain(0);
});
