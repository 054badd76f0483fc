import { type Circumstances, routeOf } from '@bada/web/src/engine/router.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const BASE: Circumstances = {
  wish: 'auto',
  phase: 'ready',
  need: { fetchBytes: 1_000_000, loadRows: 100_000, tableBytes: 4_000_000, loadMs: 500 },
  budget: 512_000_000,
  saveData: false,
  serverMs: 40,
};
const need = (part: Partial<NonNullable<Circumstances['need']>>) => ({
  need: { fetchBytes: 1_000_000, loadRows: 100_000, tableBytes: 4_000_000, loadMs: 500, ...part },
});

test.each<[string, Partial<Circumstances>, string]>([
  ['a little to fetch', {}, 'browser quick'],
  ['nothing to fetch', need({ fetchBytes: 0, loadMs: 0 }), 'browser at-hand'],
  [
    'nothing to fetch on a device that saves data',
    { ...need({ fetchBytes: 0 }), saveData: true },
    'browser at-hand',
  ],
  ['a device that saves data', { saveData: true }, 'server save-data'],
  ['a table beyond the budget', need({ tableBytes: 600_000_000 }), 'server too-big'],
  ['ten seconds of loading', need({ loadMs: 10_000 }), 'server slow'],
  [
    'ten seconds of loading where the server takes two',
    { ...need({ loadMs: 10_000 }), serverMs: 2000 },
    'browser quick',
  ],
  ['an engine that starts', { phase: 'starting' }, 'server not-ready'],
  ['an engine that was not started', { phase: 'idle' }, 'server not-ready'],
  ['an engine that failed', { phase: 'failed' }, 'server failed'],
  ['a device that cannot', { phase: 'unsupported' }, 'server unsupported'],
  ['contracts that are not there yet', { need: undefined }, 'server not-ready'],
  ['the server pinned', { wish: 'server', ...need({ fetchBytes: 0 }) }, 'server pinned'],
  [
    'the browser pinned, though slow',
    { wish: 'browser', ...need({ loadMs: 10_000 }), saveData: true },
    'browser pinned',
  ],
  [
    'the browser pinned, and what it cannot hold',
    { wish: 'browser', ...need({ tableBytes: 600_000_000 }) },
    'server too-big',
  ],
  ['the browser pinned, which failed', { wish: 'browser', phase: 'failed' }, 'server failed'],
])('%s', (_, part, expected) => {
  const { engine, reason } = routeOf({ ...BASE, ...part });
  expect(`${engine} ${reason}`).toBe(expected);
});

const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  wish: fc.constantFrom('auto', 'browser', 'server'),
  phase: fc.constantFrom('idle', 'starting', 'ready', 'failed', 'unsupported'),
  need: fc.option(
    fc.record({
      fetchBytes: fc.nat(2_000_000_000),
      loadRows: fc.nat(50_000_000),
      tableBytes: fc.nat(2_000_000_000),
      loadMs: fc.double({ min: 0, max: 100_000, noNaN: true }),
    }),
    { nil: undefined },
  ),
  budget: fc.integer({ min: 1, max: 1_000_000_000 }),
  saveData: fc.boolean(),
  serverMs: fc.option(fc.double({ min: 0, max: 10_000, noNaN: true }), { nil: undefined }),
});

describe('whatever the circumstances', () => {
  test('the browser answers only what it can hold, when it is ready and not ruled out', () => {
    fc.assert(
      fc.property(circumstances, (given) => {
        const { engine, bytes } = routeOf(given);
        expect(bytes).toBe(given.need?.fetchBytes ?? 0);
        if (engine === 'server') return;
        expect(given.phase).toBe('ready');
        expect(given.wish).not.toBe('server');
        expect(given.need?.tableBytes).toBeLessThanOrEqual(given.budget);
      }),
      { seed: 41 },
    );
  });

  test('more to fetch never brings a question into the browser', () => {
    fc.assert(
      fc.property(circumstances, fc.nat(1e9), fc.nat(1e5), (given, bytes, ms) => {
        if (!given.need || routeOf(given).engine === 'browser') return;
        const { fetchBytes, loadMs } = given.need;
        const more = { ...given.need, fetchBytes: fetchBytes + bytes, loadMs: loadMs + ms };
        expect(routeOf({ ...given, need: more }).engine).toBe('server');
      }),
      { seed: 42 },
    );
  });

  test('a saving device fetches nothing that its reader did not ask for', () => {
    fc.assert(
      fc.property(circumstances, (given) => {
        const { engine, bytes } = routeOf({ ...given, wish: 'auto', saveData: true });
        expect(engine === 'browser' && bytes > 0).toBe(false);
      }),
      { seed: 43 },
    );
  });
});
