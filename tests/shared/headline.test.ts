import { join } from 'node:path';
import { loadStrategies } from '@bada/data/build';
import { compileQuery, Indicator, MetricQuery, Strategies, strategyOf } from '@bada/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../support/project.ts';
import { type Embedded, openEmbedded } from './embedded.ts';

let world: Embedded;

beforeAll(async () => {
  world = await openEmbedded();
});

afterAll(() => world.close());

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}

describe('the city’s fiscal self-reliance', () => {
  test('is the median of its 16 districts, computed by the statement that the proof holds', async () => {
    const ask = (level: string) => world.ask('fiscal-self-reliance', { by: [level, 'year'] });
    const [city, districts] = await Promise.all([ask('city'), ask('district')]);
    const { columns, proof } = city;
    expect(columns.place).toEqual(columns.period.map(() => '26'));
    expect(columns.period.length).toBeGreaterThanOrEqual(5);
    for (const [row, period] of columns.period.entries()) {
      const values = districts.columns.value.filter(
        (value, at): value is number => value !== null && districts.columns.period[at] === period,
      );
      expect(values).toHaveLength(16);
      expect(columns.value[row]).toBeCloseTo(median(values), 9);
      expect(columns.status[row]).toBe('final');
    }
    expect(proof.sql).toContain('median(value)');
    expect(proof.extracts.map(({ dataset }) => dataset)).toEqual(['fiscal-self-reliance']);
  });

  test('is the same when only some years are asked for', async () => {
    const time = { from: '2019-01-01', to: '2020-12-31' };
    const some = await world.ask('fiscal-self-reliance', { by: ['city', 'year'], time });
    const all = await world.ask('fiscal-self-reliance', { by: ['city', 'year'] });
    const wanted = all.columns.period.flatMap((period, at) =>
      period >= time.from && period <= time.to ? [all.columns.value[at]] : [],
    );
    expect(some.columns.value).toEqual(wanted);
  });
});

describe('companies of 2020', () => {
  test('are compared with no earlier year, and the proof says why', async () => {
    const { columns, proof } = await world.ask('companies-per-1000', {
      by: ['city', 'year'],
      compare: 'previous-period',
    });
    const at = columns.period.indexOf('2020-01-01');
    expect(columns.value[at]).toBeGreaterThan(0);
    expect(columns.base_period?.[at]).toBe('2015-01-01');
    expect(columns.base_value?.[at]).toBeNull();
    const cut = proof.caveats.find(({ id }) => id === 'companies-per-1000-break-2020-01-01');
    expect(cut?.ko).toContain('2020년');
  });
});

test.each(['cctv-per-1000', 'companies-per-1000'])(
  '%s per resident of the right date is the ratio that it was',
  async (id) => {
    const indicator = world.indicators.find((one) => one.id === id);
    if (indicator?.formula.type !== 'per-capita') throw new Error('not per capita');
    const { measure, population, per, maxGapDays } = indicator.formula;
    const formula = {
      type: 'ratio',
      numerator: measure,
      denominator: population,
      scale: per,
      maxGapDays,
    };
    const ratio = Indicator.parse({ ...indicator, formula });
    const splits = [[], ...indicator.dimensions.map((name) => [name])];
    for (const [level, split] of indicator.levels.flatMap((one) =>
      splits.map((by) => [one, by] as const),
    )) {
      const by = [level, indicator.grain, ...split];
      const query = MetricQuery.parse({ v: 1, indicators: [{ id }], by });
      const { manifest } = world;
      const before = await world.run(compileQuery({ query, indicators: [ratio], manifest }));
      const { columns } = await world.ask(id, { by });
      expect(columns).toEqual(before);
      expect(columns.value.filter((value) => value !== null).length).toBeGreaterThan(0);
    }
  },
);

describe('strategies', () => {
  test('are samples, and every indicator serves one of them', async () => {
    const document = await loadStrategies(join(projectRoot, 'data', 'strategies.yaml'));
    expect(Strategies.parse(document)).toEqual(document);
    const { strategies } = document;
    expect(strategies.every(({ sample }) => sample)).toBe(true);
    const served = world.indicators.map(({ strategy: id }) =>
      strategyOf(strategies, { id, samples: true }),
    );
    expect(served).not.toContain(undefined);
    expect(new Set(served).size).toBe(strategies.length);
  });

  test('that are samples vanish with them', async () => {
    const { strategies } = await loadStrategies(join(projectRoot, 'data', 'strategies.yaml'));
    const own = { ...strategies[0], id: 'own', sample: false };
    const all = Strategies.parse({ v: 1, version: 1, strategies: [...strategies, own] }).strategies;
    for (const { id, sample } of all) {
      expect(strategyOf(all, { id, samples: false })?.id).toBe(sample ? undefined : id);
    }
  });
});
