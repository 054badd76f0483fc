import { join } from 'node:path';
import { loadOrganisation } from '@bada/data/build';
import { CITY, DISTRICTS, dataEnd, datasetOf, measuresOf } from '@bada/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Embedded, openEmbedded } from '../shared/embedded.ts';
import { projectRoot } from '../support/project.ts';

let world: Embedded;

beforeAll(async () => {
  world = await openEmbedded();
});

afterAll(() => world.close());

/** The one figure of a place and period, by question. */
async function figure(id: string, place: string, period: string, grain: string) {
  const level = place === CITY ? 'city' : 'district';
  const { columns } = await world.ask(id, { by: [level, grain] });
  const at = columns.place.findIndex((one, row) => one === place && columns.period[row] === period);
  return { value: columns.value[at] ?? null, status: columns.status[at] };
}

describe('published figures come out of a question', () => {
  test.each<[string, string, string, string, number]>([
    ['population', '26', '2023-01-01', 'month', 3_316_107],
    ['population', '26', '2012-03-01', 'month', 3_547_141],
    ['population', '26', '2021-12-01', 'month', 3_350_380],
    ['population', '26350', '2020-06-01', 'month', 403_923],
    ['births', '26', '2021-01-01', 'year', 14_545],
    ['households', '26', '2021-01-01', 'year', 1_544_663],
  ])('%s of %s at %s by %s is %d', async (id, place, period, grain, value) => {
    expect(await figure(id, place, period, grain)).toEqual({ value, status: 'final' });
  });

  test.each<[string, string, string, string, string]>([
    ['ageing-share', '26', '2023-01-01', 'month', '21.6'],
    ['ageing-share', '26200', '2023-01-01', 'month', '30.4'],
    ['ageing-share', '26350', '2023-01-01', 'month', '19.8'],
    ['ageing-share', '26380', '2023-01-01', 'month', '21.9'],
    ['persons-per-household', '26', '2021-01-01', 'year', '2.2'],
  ])('%s of %s at %s by %s rounds to %s', async (id, place, period, grain, text) => {
    const { value } = await figure(id, place, period, grain);
    expect(value?.toFixed(1)).toBe(text);
  });

  test('Haeundae is the third lowest of sixteen in its share of 65 and over', async () => {
    const { columns } = await world.ask('ageing-share', {
      by: ['district', 'month'],
      time: { last: 1, grain: 'month' },
      orderBy: { column: 'value', direction: 'asc' },
    });
    expect(columns.place.indexOf('26350')).toBe(2);
    expect(columns.place).toHaveLength(16);
  });

  test('a city without a value of its own is not computable, not an average', async () => {
    const { columns } = await world.ask('pm10', { by: ['city', 'year'] });
    expect(new Set(columns.status)).toEqual(new Set(['not-computable']));
    expect(columns.value.every((value) => value === null)).toBe(true);
  });

  test('a city that is spoken of by its median is the middle of its sixteen districts', async () => {
    const city = await figure('fiscal-self-reliance', '26', '2021-01-01', 'year');
    const { columns } = await world.ask('fiscal-self-reliance', { by: ['district', 'year'] });
    const values = columns.value
      .filter((_, at) => columns.period[at] === '2021-01-01')
      .map(Number)
      .sort((one, other) => one - other);
    expect(values).toHaveLength(16);
    expect(city.value).toBeCloseTo(((values[7] ?? 0) + (values[8] ?? 0)) / 2, 9);
  });

  test('a year’s change needs the month a year before', async () => {
    const { value } = await figure('population-change', '26', '2021-12-01', 'month');
    const before = await figure('population', '26', '2020-12-01', 'month');
    expect(value).toBeCloseTo((3_350_380 / (before.value ?? 0) - 1) * 100, 9);
    const alone = await figure('population-change', '26', '2023-01-01', 'month');
    expect(alone).toEqual({ value: null, status: 'not-computable' });
  });

  test('a year that a source counted short is provisional for its district and the city', async () => {
    for (const place of ['26', '26410']) {
      expect((await figure('births', place, '2018-01-01', 'year')).status).toBe('provisional');
    }
    expect((await figure('births', '26110', '2018-01-01', 'year')).status).toBe('final');
  });
});

describe('the city is the sum of its districts', () => {
  test.each(['population', 'births', 'households'])('%s at every period', async (id) => {
    const indicator = world.indicators.find((one) => one.id === id);
    const grain = indicator?.reportGrain ?? 'year';
    const city = await world.ask(id, { by: ['city', grain] });
    const { columns } = await world.ask(id, { by: ['district', grain] });
    expect(new Set(columns.place)).toEqual(new Set(DISTRICTS.map(({ place }) => place)));
    for (const [row, period] of city.columns.period.entries()) {
      const parts = columns.value.filter((_, at) => columns.period[at] === period);
      expect(parts).toHaveLength(16);
      const total = parts.reduce<number>((sum, value) => sum + (value ?? 0), 0);
      expect(total, `${id} ${period}`).toBe(city.columns.value[row]);
    }
  });
});

describe('every indicator', () => {
  test('there are at least fourteen, with ids and places of their own', () => {
    const ids = world.indicators.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(14);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(world.indicators.map(({ order }) => order)).size).toBe(ids.length);
  });

  test('reads measures and conditions that its datasets have', () => {
    for (const { id, formula } of world.indicators) {
      for (const { dataset, column, where } of measuresOf(formula)) {
        const { columns } = datasetOf(world.manifest, dataset);
        const named = (name: string) => columns.find((one) => one.name === name);
        expect(named(column)?.role, `${id}: ${dataset}.${column}`).toBe('measure');
        expect(named(column)?.time, `${id}: ${dataset}.${column}`).toBeDefined();
        for (const { dimension, values } of where) {
          const labels = named(dimension)?.values;
          expect(named(dimension)?.role, `${id}: ${dataset}.${dimension}`).toBe('dimension');
          if (labels) expect(Object.keys(labels)).toEqual(expect.arrayContaining(values));
        }
      }
    }
  });

  test('is broken down by dimensions of its numerator, no finer than its figures', () => {
    for (const { id, formula, dimensions, grain } of world.indicators) {
      const [numerator] = measuresOf(formula);
      const { columns, grain: own } = datasetOf(world.manifest, numerator?.dataset ?? '');
      const names = columns.filter(({ role }) => role === 'dimension').map(({ name }) => name);
      expect(names, id).toEqual(expect.arrayContaining(dimensions));
      expect(grain, id).toBe(own);
    }
  });

  test('belongs to a department that stands', async () => {
    const { departments } = await loadOrganisation(
      join(projectRoot, 'data', 'sources', 'organisation', 'organisation.yaml'),
    );
    const standing = departments.filter(({ to }) => to === undefined).map(({ code }) => code);
    for (const { id, ownerDepartment } of world.indicators) {
      expect(standing, id).toContain(ownerDepartment);
    }
    for (const { id, ownerDepartment } of world.manifest.datasets) {
      expect(standing, id).toContain(ownerDepartment);
    }
    for (const { parent } of departments) {
      if (parent) expect(departments.map(({ code }) => code)).toContain(parent);
    }
  });

  test('marks its made-up targets and says who set each', () => {
    const targets = world.indicators.flatMap((one) => one.targets);
    expect(targets.length).toBeGreaterThan(0);
    for (const { sample, setBy } of targets) if (sample) expect(setBy.ko).toContain('예시');
  });

  test('has a figure for its card, and speaks only of what the contract allows', async () => {
    for (const { id, headline, reportGrain, cityRule } of world.indicators) {
      if (cityRule === 'none') expect(headline.kind, id).not.toBe('city');
      const level = headline.kind === 'city' ? 'city' : 'district';
      const { columns } = await world.ask(id, { by: [level, reportGrain] });
      expect(
        columns.value.some((value) => value !== null),
        id,
      ).toBe(true);
    }
  });
});

test('the data end with the newest dataset that an indicator reads', () => {
  expect(dataEnd(world.indicators, world.manifest)).toBe('2024-07-31');
});

test('a licence that nobody stated keeps a dataset from open publication', () => {
  for (const { id, licence, class: dataClass } of world.manifest.datasets) {
    if (licence.id === 'unstated') expect(dataClass, id).not.toBe('open');
  }
});
