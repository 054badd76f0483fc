import type { ColumnProfile, DatasetNode, NodeColumn } from '@bada/shared/catalogue';
import { clauseSlots, type LinkedDimension } from '@bada/shared/linked';
import {
  binGrain,
  binStart,
  dateOf,
  linkedAxes,
  linkedBase,
  linkedModel,
  weightsOf,
} from '@bada/web/src/features/catalog/linked-axes.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const both = (text: string) => ({ ko: text, en: text });

function column(name: string, type: string, role: NodeColumn['role']): NodeColumn {
  return { name, type, role, title: both(name), required: true, key: null };
}

function profile(name: string, part: Partial<ColumnProfile>): ColumnProfile {
  const spread = { kind: 'top' as const, values: [], others: 0 };
  return { name, missing: 0, distinct: 10, min: null, max: null, spread, ...part };
}

function datasetOf(columns: NodeColumn[], grain: DatasetNode['grain'] = 'month'): DatasetNode {
  const hash = '0'.repeat(64);
  return {
    ...{ id: 'figures', version: '1.0.0', contractVersion: '1.0.0', class: 'open' },
    ...{ title: both('f'), summary: both('f'), publisher: both('f'), source: both('f') },
    ...{ licence: { id: 'MIT' }, owner: { code: 'statistics', name: both('s'), sample: false } },
    ...{ domain: 'population', cadence: 'monthly', grain, asOf: '2023-12-31', period: null },
    ...{ freshness: 'on-time', nextDue: null, columns, caveats: [], rows: 100, usedBy: [] },
    files: [{ role: 'base', format: 'parquet', hash, bytes: 1, rows: 100 }],
  };
}

function binnedOf(dataset: DatasetNode, own: ColumnProfile) {
  const hash = '0'.repeat(64);
  const [axis] = linkedAxes(dataset, { hash, rows: 100, columns: [own] });
  if (axis?.dimension.kind !== 'binned') throw new Error('the column has bins');
  return axis.dimension;
}

type Binned = Extract<LinkedDimension, { kind: 'binned' }>;

function binOf({ from, step }: Binned, value: number): number {
  return Math.floor((value - from) / step);
}

describe('bins', () => {
  test('of numbers hold the least and the greatest value, in few bins with round edges', () => {
    const whole = fc.integer({ min: -1e9, max: 1e9 });
    const real = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    const pair = fc.oneof(
      fc.tuple(fc.constant('INTEGER'), whole, whole),
      fc.tuple(fc.constant('DOUBLE'), real, real),
    );
    fc.assert(
      fc.property(pair, ([type, one, other]) => {
        const [min, max] = [Math.min(one, other), Math.max(one, other)];
        const dataset = datasetOf([column('n', type, 'measure')]);
        const bins = binnedOf(dataset, profile('n', { min, max }));
        expect(bins.count).toBeLessThanOrEqual(26);
        expect(binOf(bins, min)).toBeGreaterThanOrEqual(0);
        expect(bins.from + bins.count * bins.step).toBeGreaterThan(max);
        if (type === 'INTEGER') expect([bins.from, bins.step].every(Number.isInteger)).toBe(true);
      }),
      { seed: 51 },
    );
  });

  test('of days over several years begin with a year or a month, leap years or not', () => {
    const start = fc.integer({ min: 0, max: 40_000 });
    fc.assert(
      fc.property(start, fc.integer({ min: 366, max: 4000 }), (first, days) => {
        const dataset = datasetOf([column('day', 'DATE', 'period')], 'day');
        const ends = { min: dateOf(first), max: dateOf(first + days) };
        const bins = binnedOf(dataset, profile('day', ends));
        const length = binGrain(bins) === 'year' ? 4 : 7;
        for (let bin = 0; bin < bins.count; bin++) {
          const named = dateOf(binStart(bins, bin));
          expect(named.slice(length)).toBe('-01-01'.slice(length - 4));
          expect(named.slice(0, length)).not.toBe(dateOf(binStart(bins, bin) - 1).slice(0, length));
        }
        expect(dateOf(binStart(bins, 0)).slice(0, length)).toBe(ends.min.slice(0, length));
        expect(dateOf(binStart(bins, bins.count - 1)).slice(0, length)).toBe(
          ends.max.slice(0, length),
        );
      }),
      { seed: 53 },
    );
  });

  test('of dates hold one period each: months where they are few, else years', () => {
    const start = fc.tuple(fc.integer({ min: 1960, max: 2060 }), fc.integer({ min: 0, max: 11 }));
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 300 }), ([year, month], months) => {
        const dates = Array.from({ length: months + 1 }, (_, at) =>
          new Date(Date.UTC(year, month + at, 1)).toISOString().slice(0, 10),
        );
        const [min = '', max = ''] = [dates[0], dates.at(-1)];
        const dataset = datasetOf([column('period', 'DATE', 'period')]);
        const bins = binnedOf(dataset, profile('period', { min, max }));
        const grain = binGrain(bins);
        expect(grain).toBe(months < 48 ? 'month' : 'year');
        for (const date of dates) {
          const [year = 0, month = 0] = date.split('-').map(Number);
          const bin = binOf(bins, grain === 'year' ? year : (year - 1970) * 12 + month - 1);
          expect(bin).toBeLessThan(bins.count);
          const named = dateOf(binStart(bins, bin));
          expect(named).toBe(grain === 'month' ? date : `${date.slice(0, 4)}-01-01`);
        }
      }),
      { seed: 52 },
    );
  });
});

describe('what bars show', () => {
  test.each([
    ['sum', 'sum'],
    ['last', 'mean'],
    ['mean', 'mean'],
    [undefined, 'mean'],
  ] as const)('a measure of time rule %s is shown as its %s', (time, kind) => {
    const measure = { ...column('persons', 'INTEGER', 'measure'), ...(time ? { time } : {}) };
    expect(weightsOf(measure).map((weight) => weight.kind)).toEqual([kind, 'median']);
  });

  test('districts alone where their dongs have rows too', () => {
    const place = column('place', 'VARCHAR', 'place');
    const values = [{ value: '26350', count: 1 }];
    const spread = { kind: 'top' as const, values, others: 0 };
    const own = { hash: '0'.repeat(64), rows: 100, columns: [profile('place', { spread })] };
    const axes = linkedAxes(datasetOf([place]), own);
    expect(linkedBase(axes, ['district'])).toEqual([]);
    expect(linkedBase(axes, ['dong'])).toEqual([]);
    const [clause] = linkedBase(axes, ['district', 'dong']);
    expect(clause?.type === 'places' && clause.values).toHaveLength(16);
  });
});

describe('the views of a dataset', () => {
  const dataset = datasetOf([
    column('place', 'VARCHAR', 'place'),
    column('period', 'DATE', 'period'),
    column('name', 'VARCHAR', 'dimension'),
    column('same', 'INTEGER', 'dimension'),
    column('persons', 'INTEGER', 'measure'),
  ]);
  const columns = [
    profile('place', {
      spread: { kind: 'top', values: [{ value: '26350', count: 100 }], others: 0 },
    }),
    profile('period', { min: '2020-01-01', max: '2020-06-01' }),
    profile('name', { distinct: 100 }),
    profile('same', { distinct: 1, min: 1, max: 1 }),
    profile('persons', { min: 0, max: 5000 }),
  ];
  const axes = linkedAxes(dataset, { hash: '0'.repeat(64), rows: 100, columns });

  test('show time, places and measures, and nothing that tells rows apart or not at all', () => {
    expect(axes.map(({ column: { name } }) => name)).toEqual(['period', 'place', 'persons']);
    const [, place] = axes;
    expect(place?.dimension.kind === 'coded' && place.dimension.values).toHaveLength(16);
  });

  test('are a model in which every bin can be chosen as a whole', () => {
    const model = linkedModel(dataset, 100, { axes, weight: { kind: 'sum', column: 'persons' } });
    expect(model.views.map(({ id }) => id)).toEqual(['period', 'place', 'persons', 'total']);
    expect(model.tables[0]?.columns).toEqual(['period', 'place', 'persons']);
    for (const { dimension } of axes) {
      if (dimension.kind !== 'binned') continue;
      const { from, step, count, name } = dimension;
      for (let bin = 0; bin < count; bin++) {
        const ends = { from: from + bin * step, to: from + (bin + 1) * step };
        const owner = { view: name, dimension: name };
        const clause = { type: 'interval' as const, ...owner, ...ends, ends: '[)' as const };
        expect(clauseSlots(dimension, clause)).toEqual([{ from: bin + 2, to: bin + 3 }]);
      }
    }
  });
});
