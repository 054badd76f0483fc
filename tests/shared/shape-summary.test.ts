import { shapeKindOf, shapeSummary } from '@bada/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const Finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const position = fc.tuple(Finite, Finite);
const ring = fc.array(position, { minLength: 4, maxLength: 9 });
const area = fc.array(ring, { minLength: 1, maxLength: 4 });
const areas = fc.array(area, { minLength: 1, maxLength: 5 });

test('areas are told by their number and the positions of all their rings', () => {
  fc.assert(
    fc.property(areas, (coordinates) => {
      const summary = shapeSummary(JSON.stringify({ type: 'MultiPolygon', coordinates }));
      const positions = coordinates.flat().reduce((sum, one) => sum + one.length, 0);
      expect(summary).toEqual({ kind: 'area', parts: coordinates.length, positions });
    }),
  );
});

test('points, lines and collections of them', () => {
  const line = {
    type: 'LineString',
    coordinates: [
      [0, 1],
      [1, 1, 5],
    ],
  };
  const point = { type: 'Point', coordinates: [129, 35] };
  expect(shapeSummary(JSON.stringify(line))).toEqual({ kind: 'line', parts: 1, positions: 2 });
  expect(shapeSummary(JSON.stringify(point))).toEqual({ kind: 'point', parts: 1, positions: 1 });
  const both = { type: 'GeometryCollection', geometries: [line, point] };
  expect(shapeSummary(JSON.stringify(both))).toEqual({ kind: 'mixed', parts: 2, positions: 3 });
});

test('any other text is no shape, and a cut one tells its kind alone', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(shapeSummary(text)).toBeUndefined();
    }),
  );
  const cut = '{"type":"MultiPolygon","coordinates":[[[[129.0';
  expect([shapeSummary(cut), shapeKindOf(cut), shapeKindOf('{"a":1}')]).toEqual([
    undefined,
    'area',
    undefined,
  ]);
});
