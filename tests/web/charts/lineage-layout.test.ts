import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Layer, placeLayers, stepFrom } from '../../../web/src/charts/lineage-layout.ts';

const LAYERS: Layer[] = [
  { id: 'dataset', title: '자료', nodes: [{ id: 'd', label: 'd' }] },
  { id: 'column', title: '열', nodes: ['a', 'b', 'c'].map((id) => ({ id, label: id })) },
  { id: 'indicator', title: '지표', nodes: ['x', 'y'].map((id) => ({ id, label: id })) },
];
const EDGES = [
  { from: 'd', to: 'a' },
  { from: 'd', to: 'b' },
  { from: 'd', to: 'c' },
  { from: 'c', to: 'x' },
  { from: 'a', to: 'y' },
];

test('a layer stands in the order of what leads to it, so that arrows do not cross', () => {
  const placed = placeLayers(LAYERS, EDGES);
  const rows = Object.fromEntries(placed.map(({ id, row }) => [id, row]));
  expect(rows).toEqual({ d: 0, a: 0, b: 1, c: 2, y: 0, x: 1 });
});

describe('arrow keys', () => {
  const placed = placeLayers(LAYERS, EDGES);
  test.each([
    ['d', 'ArrowRight', 'a'],
    ['a', 'ArrowDown', 'b'],
    ['b', 'ArrowUp', 'a'],
    ['c', 'ArrowRight', 'x'],
    ['x', 'ArrowLeft', 'c'],
    ['b', 'ArrowRight', undefined],
    ['a', 'ArrowUp', undefined],
    ['a', 'Enter', undefined],
    ['nothing', 'ArrowUp', undefined],
  ])('%s %s leads to %s', (id, key, next) => {
    expect(stepFrom(placed, EDGES, { id, key })).toBe(next);
  });
});

test('every node is placed once, and what a key leads to is there', () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: 1, maxLength: 12 });
  const layers = fc.tuple(ids, ids, ids).map((names) =>
    names.map((nodes, at) => ({
      ...{ id: String(at), title: String(at) },
      nodes: nodes.map((name) => ({ id: `${at}${name}`, label: name })),
    })),
  );
  fc.assert(
    fc.property(layers, fc.infiniteStream(fc.nat()), (made, numbers) => {
      const pick = (from: readonly { id: string }[]) =>
        from[(numbers.next().value ?? 0) % from.length]?.id ?? '';
      const edges = made
        .slice(1)
        .flatMap(({ nodes }, at) =>
          nodes.map(({ id }) => ({ from: pick(made[at]?.nodes ?? []), to: id })),
        );
      const placed = placeLayers(made, edges);
      expect(placed.map(({ id }) => id).sort()).toEqual(
        made.flatMap(({ nodes }) => nodes.map(({ id }) => id)).sort(),
      );
      expect(new Set(placed.map(({ layer, row }) => `${layer}/${row}`)).size).toBe(placed.length);
      for (const { id } of placed) {
        const next = stepFrom(placed, edges, { id, key: 'ArrowRight' });
        expect(next !== undefined).toBe(edges.some(({ from }) => from === id));
      }
    }),
  );
});
