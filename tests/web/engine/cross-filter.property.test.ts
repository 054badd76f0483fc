import { linkedView } from '@bada/shared/linked';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DrivenStep, driveLinked } from '../../support/linked-drive.ts';
import { linkedReference } from '../../support/linked-reference.ts';
import { type LinkedWorld, linkedTableSql, linkedWorld } from '../../support/linked-world.ts';
import { NativeLinkedEngine } from '../../support/native-linked.ts';
import { expectSameNumbers } from '../../support/same-numbers.ts';

let engine: NativeLinkedEngine;

beforeAll(async () => {
  engine = await NativeLinkedEngine.open();
});

afterAll(() => engine.close());

/** Compares every view after every step.
 * @returns how often each way of answering was taken */
function compare(world: LinkedWorld, driven: readonly DrivenStep[]): Record<string, number> {
  const ways: Record<string, number> = {};
  for (const { selection, views } of driven) {
    expect(views).toHaveLength(world.model.views.length);
    for (const shown of views) {
      const view = linkedView(world.model, shown.view);
      const expected = linkedReference({ model: world.model, view, selection }, world.rows);
      expect(shown.rows).toEqual(expected.rows);
      for (const { name } of view.measures) {
        expectSameNumbers(shown.measures[name], expected.measures[name]);
      }
      ways[shown.from] = (ways[shown.from] ?? 0) + 1;
    }
  }
  return ways;
}

test('whatever is brushed, every view shows what adding up the rows one by one comes to', async () => {
  const seen: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(linkedWorld, async (world) => {
      await engine.run(linkedTableSql(world.rows));
      const ways = compare(world, await driveLinked(engine, world));
      for (const [way, times] of Object.entries(ways)) seen[way] = (seen[way] ?? 0) + times;
    }),
    { seed: 26, numRuns: 150 },
  );
  // A run that never met a cube, or never had to ask the rows, would prove nothing.
  expect(seen.cube).toBeGreaterThan(500);
  expect(seen.measure).toBeGreaterThan(100);
  expect(seen.unaligned).toBeGreaterThan(50);
}, 120_000);

test('with hardly any room for cubes the answers stay the same', async () => {
  const seen: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(linkedWorld, async (world) => {
      await engine.run(linkedTableSql(world.rows));
      const ways = compare(world, await driveLinked(engine, world, { budgetBytes: 20_000 }));
      for (const [way, times] of Object.entries(ways)) seen[way] = (seen[way] ?? 0) + times;
    }),
    { seed: 27, numRuns: 40 },
  );
  expect(seen.budget).toBeGreaterThan(100);
}, 120_000);
