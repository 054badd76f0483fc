import { dirname } from 'node:path';
import { currentManifest } from '@bada/data/build';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildMatrixWorld, type MatrixWorld } from './matrix-world.ts';
import { meeting, queryMatrix } from './query-matrix.ts';

let world: MatrixWorld;

beforeAll(async () => {
  world = await buildMatrixWorld();
});

afterAll(() => world.remove());

test('in the matrix each grain meets each filter, of columns, places and bands', async () => {
  const manifest = await currentManifest(dirname(world.extracts));
  if (!manifest) throw new Error('the extracts were not built');
  const queries = queryMatrix(world.indicators, manifest);
  expect(new Set(queries.map((query) => JSON.stringify(query))).size).toBe(queries.length);
  expect(queries.length).toBe(world.indicators.length * 16);
  const met = new Set(queries.map(meeting));
  const filters = [
    ...['place in', 'kind =', 'kind not-in', 'band =', 'band >=', 'band <'],
    ...['band_group in', 'band_group not-in'],
  ];
  for (const grain of ['year', 'half', 'quarter', 'month', 'all']) {
    for (const filter of filters) expect(met).toContain(`${grain} ${filter}`);
  }
});
