import {
  BadaError,
  compileQuery,
  conversion,
  errorText,
  Manifest,
  UnitId,
  unitOf,
  unitSign,
} from '@bada/shared';
import {
  checkDefinitionText,
  type DefinitionWorld,
  definitionYaml,
} from '@bada/shared/definitions';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleIndicator, sampleManifest, sampleQuery } from './sample.ts';
import { TableEngine } from './table-engine.ts';

const unit = fc.constantFrom(...UnitId.options);

function converted(value: number, from: UnitId, to: UnitId): number | undefined {
  const found = conversion(from, to);
  return found && (value * found.times) / found.over;
}

describe('units', () => {
  test.each<[string, UnitId]>([
    ['원', 'won'],
    ['천원', 'thousand-won'],
    ['백만 원', 'million-won'],
    ['억원', 'hundred-million-won'],
    ['㎢', 'km2'],
    ['km2', 'km2'],
    ['㎡', 'm2'],
    ['㎍/㎥', 'ug-per-m3'],
    ['%', 'percent'],
    ['‰', 'permille'],
    ['세대', 'households'],
    [' 명 ', 'persons'],
  ])('%s is read as %s', (word, id) => {
    expect(unitOf(word)).toBe(id);
  });

  test('no word stands for two of them, and each is written in both languages', () => {
    for (const id of UnitId.options) {
      const { ko, en } = unitSign(id);
      expect([unitOf(id), unitOf(ko), unitOf(en)]).toEqual([id, id, id]);
    }
  });

  test.each<[number, UnitId, UnitId, number]>([
    [503_0000_0000, 'won', 'hundred-million-won', 503],
    [2.5, 'hundred-million-won', 'million-won', 250],
    [12.3, 'percent', 'permille', 123],
    [770.1, 'km2', 'hectare', 77_010],
    [0.041, 'mg-per-m3', 'ug-per-m3', 41],
  ])('%d %s in %s is %d', (value, from, to, expected) => {
    expect(converted(value, from, to)).toBeCloseTo(expected, 9);
  });

  test.each<[UnitId, UnitId]>([
    ['persons', 'households'],
    ['won', 'persons'],
    ['km2', 'km'],
    ['ug-per-m3', 'ppm'],
  ])('%s are no %s', (from, to) => {
    expect(conversion(from, to)).toBeUndefined();
  });

  test('a conversion and its reverse cancel each other exactly, and go through a third', () => {
    fc.assert(
      fc.property(unit, unit, unit, (a, b, c) => {
        const [there, back] = [conversion(a, b), conversion(b, a)];
        expect(there === undefined).toBe(back === undefined);
        if (!there || !back) return;
        expect([back.times, back.over]).toEqual([there.over, there.times]);
        const [onwards, whole] = [conversion(b, c), conversion(a, c)];
        if (!onwards || !whole) return;
        expect(there.times * onwards.times * whole.over).toBe(
          there.over * onwards.over * whole.times,
        );
      }),
    );
  });
});

describe('a measure in another unit than its column’s', () => {
  let engine: TableEngine;

  beforeAll(async () => {
    engine = await TableEngine.open();
    await engine.load(
      {
        id: 'figures',
        columns: {
          place: ['VARCHAR', 'place'],
          period: ['DATE', 'period'],
          amount: ['INTEGER', 'measure', 'sum'],
        },
        rows: [],
      },
      [
        { place: '26110', period: '2020-01-01', amount: 1_200_000_000 },
        { place: '26140', period: '2020-01-01', amount: 300_000_001 },
      ],
    );
  });

  afterAll(() => engine.close());

  function compile(own: string | undefined, measure: object, type = 'sum') {
    const whole = sampleManifest();
    const datasets = whole.datasets.map((dataset) => ({
      ...dataset,
      columns: dataset.columns.map((column) =>
        column.name === 'amount' && own !== undefined ? { ...column, unit: own } : column,
      ),
    }));
    const formula = { type, measure: { dataset: 'figures', column: 'amount', ...measure } };
    return compileQuery({
      query: sampleQuery(),
      indicators: [sampleIndicator({ formula })],
      manifest: Manifest.parse({ ...whole, datasets }),
    });
  }

  test.each<[UnitId, number]>([
    ['won', 1_500_000_001],
    ['thousand-won', 1_500_000.001],
    ['hundred-million-won', 15.00000001],
  ])('is told in %s', async (wanted, expected) => {
    const { value } = await engine.run(compile('원', { unit: wanted }));
    expect(value).toEqual([expected]);
  });

  test.each([
    ['of something else', 'persons', { unit: 'won' }, 'sum'],
    ['of a column without one', undefined, { unit: 'won' }, 'sum'],
    ['of a column whose unit is not known', 'cameras', { unit: 'won' }, 'sum'],
    ['of counted rows', 'won', { unit: 'thousand-won' }, 'count'],
  ])('%s is refused with the reason', (_, own, measure, type) => {
    let refused: unknown;
    try {
      compile(own, measure, type);
    } catch (error) {
      refused = error;
    }
    if (!(refused instanceof BadaError)) throw new Error('nothing was refused');
    expect(refused.code).toBe('query.wrong');
    const { message, next } = errorText(refused.code, refused.params);
    expect(`${message.ko} ${next.ko}`).toContain('바꿀 수 없습니다');
    expect(`${message.en} ${next.en}`).toContain('does not convert');
  });

  test('is refused by the contract for a unit that nobody knows', () => {
    expect(() => compile('won', { unit: 'dollars' })).toThrow();
  });
});

describe('the check of a definition', () => {
  const column = (name: string, role: string, unit?: string) => ({
    ...{ name, role, title: { ko: name, en: name } },
    ...(unit === undefined ? {} : { unit }),
  });
  const world: DefinitionWorld = {
    datasets: [
      {
        ...{ id: 'figures', title: { ko: '수치', en: 'figures' }, grain: 'year' },
        columns: [column('amount', 'measure', '천원'), column('persons', 'measure', '명')],
        bands: [{ id: 'age_group', title: { ko: '연령대', en: 'age group' } }],
      },
      {
        ...{ id: 'residents', title: { ko: '주민', en: 'residents' }, grain: 'year' },
        columns: [column('persons', 'measure', '명'), column('sex', 'dimension')],
      },
    ],
    departments: [],
    strategies: [],
  };
  const problemsOf = (formula: object, dimensions: string[] = []) =>
    checkDefinitionText(
      definitionYaml(sampleIndicator({ formula, dimensions, cityRule: 'from-rows' })),
      world,
    ).problems;

  test('knows bands, as dimensions and in conditions', () => {
    const where = [{ dimension: 'age_group', op: '=', values: ['65-'] }];
    const measure = { dataset: 'figures', column: 'amount', where };
    expect(problemsOf({ type: 'sum', measure }, ['age_group'])).toEqual([]);
    const [problem] = problemsOf({ type: 'sum', measure }, ['age_groups']);
    expect(problem).toMatchObject({ where: 'dimensions.0' });
    expect(problem?.suggestion?.en).toContain('age_group');
  });

  test('refuses a dimension that only what stands below the line has', () => {
    const numerator = { dataset: 'figures', column: 'amount' };
    const denominator = { dataset: 'residents', column: 'persons' };
    const ratio = (upper: object, lower: object) =>
      problemsOf({ type: 'ratio', numerator: upper, denominator: lower, scale: 1 }, ['sex']);
    expect(ratio(denominator, numerator)).toEqual([]);
    expect(ratio(numerator, denominator)).toMatchObject([{ where: 'dimensions.0' }]);
  });

  test('names the line of a unit that does not fit, and those that do', () => {
    const measure = { dataset: 'figures', column: 'amount', unit: 'persons' };
    const [problem] = problemsOf({ type: 'sum', measure });
    expect(problem).toMatchObject({ where: 'formula.measure.unit' });
    expect(problem?.line).toBeGreaterThan(1);
    expect(problem?.suggestion?.en).toContain('hundred-million-won');
    expect(problemsOf({ type: 'sum', measure: { ...measure, unit: 'million-won' } })).toEqual([]);
  });

  test('names a weight that is no column, and the one that was meant', () => {
    const mean = { type: 'mean', measure: { dataset: 'figures', column: 'amount' } };
    const [problem] = problemsOf({ ...mean, weight: 'person' });
    expect(problem).toMatchObject({ where: 'formula.weight' });
    expect(problem?.suggestion?.ko).toContain('persons');
    expect(problemsOf({ ...mean, weight: 'persons' })).toEqual([]);
  });
});
