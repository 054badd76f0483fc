import {
  BadaError,
  compileQuery,
  type ErrorCode,
  errorText,
  Indicator,
  Manifest,
  type MetricQuery,
  proveQuery,
} from '@bada/shared';
import { checkDefinition } from '@bada/shared/definitions';
import { describe, expect, test } from 'vitest';
import { sampleIndicator, sampleManifest, sampleQuery } from './sample.ts';

const manifest = sampleManifest();

function compile(query: Partial<MetricQuery>, indicator: object = {}) {
  return compileQuery({
    query: sampleQuery(query),
    indicators: [sampleIndicator(indicator)],
    manifest,
  });
}

function refusalOf(work: () => unknown): BadaError {
  try {
    work();
  } catch (error) {
    if (error instanceof BadaError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const published = {
  formula: { type: 'published', measure: { dataset: 'figures', column: 'amount' } },
};
const change = {
  formula: { type: 'change', measure: { dataset: 'figures', column: 'amount' }, overMonths: 12 },
};
const amount = { dataset: 'figures', column: 'amount' };
const sum = { type: 'sum', measure: amount };
const share = { formula: { type: 'share', of: sum, within: 'sex' } };
const rank = { formula: { type: 'rank', of: sum }, cityRule: 'none' };
const index = { formula: { type: 'index', of: sum, base: '2020-01-01' } };
const moving = { formula: { type: 'moving-mean', of: sum, periods: 3 } };
const cumulative = { formula: { type: 'cumulative', of: sum } };
const where = (dimension: string, value: string | number): Partial<MetricQuery> => ({
  where: [{ dimension, op: '=', values: [value] }],
});

describe('a question without a right answer is refused', () => {
  test.each<[string, ErrorCode, string, Partial<MetricQuery>, object]>([
    ['an unknown indicator', 'indicator.unknown', 'other', { indicators: [{ id: 'other' }] }, {}],
    [
      'an unknown version',
      'indicator.unknown',
      'thing',
      { indicators: [{ id: 'thing', version: 2 }] },
      {},
    ],
    ['an unknown breakdown', 'query.dimension', 'dong', { by: ['dong'] }, {}],
    ['a condition on no dimension', 'query.dimension', 'age', where('age', 3), {}],
    [
      'a level without figures',
      'query.dimension',
      'district',
      { by: ['district'] },
      { levels: ['city'] },
    ],
    ['a grain finer than the figures', 'query.grain', 'month', { by: ['month'] }, {}],
    [
      'a published rate over all time',
      'query.wrong',
      'published rate',
      { by: ['city'] },
      published,
    ],
    ['a change over all time', 'query.wrong', 'its own periods', { by: ['city'] }, change],
    ['a rank over all time', 'query.wrong', 'different dates', { by: ['district'] }, rank],
    ['an index over all time', 'query.wrong', 'base period', { by: ['district'] }, index],
    ['a moving mean over all time', 'query.wrong', 'its own periods', { by: ['city'] }, moving],
    ['a cumulative sum without a grain', 'query.wrong', 'a grain', { by: ['city'] }, cumulative],
    [
      'a share whose total is cut by a condition',
      'query.wrong',
      'cuts the total',
      { ...where('sex', 'f'), by: ['city', 'year', 'sex'] },
      share,
    ],
    [
      'a share that is not asked for by its dimension',
      'query.wrong',
      'by that dimension',
      {},
      share,
    ],
    [
      'an index of a published rate by a coarser grain',
      'query.wrong',
      'published rate',
      { by: ['city', 'year'] },
      { formula: { type: 'index', of: published.formula, base: '2020-01-01' }, grain: 'month' },
    ],
    [
      'the mean of a text',
      'query.no-measure',
      'sex',
      {},
      { formula: { type: 'mean', measure: { ...amount, column: 'sex' } }, cityRule: 'from-rows' },
    ],
    ['a city of some districts', 'query.wrong', 'not the city', where('place', '26110'), {}],
    [
      'a comparison without a grain',
      'query.wrong',
      'needs a grain',
      { by: [], compare: 'previous-period' },
      {},
    ],
    [
      'last periods of another grain',
      'query.wrong',
      'same grain',
      { by: ['year'], time: { last: 2, grain: 'month' } },
      {},
    ],
    ['two place levels', 'request.invalid', 'one place level', { by: ['city', 'district'] }, {}],
    ['two grains', 'request.invalid', 'one grain', { by: ['year', 'month'] }, {}],
    ['a word for an hour', 'request.invalid', 'noon', where('hour', 'noon'), {}],
    ['an empty hour', 'request.invalid', 'INTEGER', where('hour', ' '), {}],
    ['a day in another form', 'request.invalid', '2021-1-1', where('day', '2021-1-1'), {}],
  ])('%s: %s', (_, code, said, query, indicator) => {
    const error = refusalOf(() => compile(query, indicator));
    expect(error.code).toBe(code);
    const { message, next } = errorText(error.code, error.params);
    expect(`${message.en} ${next.en}`).toContain(said);
    for (const text of [message.ko, message.en, next.ko, next.en]) expect(text).not.toMatch(/[{}]/);
  });

  test('the refusal of a breakdown names those that there are', () => {
    const { params } = refusalOf(() => compile({ by: ['dong'] }));
    expect(params.allowed).toBe('city, district, year, sex, hour, day');
  });
});

describe('a formula over all places', () => {
  test.each([
    ['a rank', rank],
    ['a share of the city', { formula: { type: 'share', of: sum, within: 'city' } }],
  ])('%s counts them all and shows those that were asked for', (_, indicator) => {
    const { plans } = compile({ ...where('place', '26110'), by: ['district', 'year'] }, indicator);
    expect(plans[0]?.where).toEqual([]);
    expect(plans[0]?.keep).toHaveLength(1);
  });

  test('a stock is not accumulated over the year', () => {
    const datasets = manifest.datasets.map((dataset) => ({
      ...dataset,
      columns: dataset.columns.map((column) => ({
        ...column,
        ...(column.time ? { time: 'last' } : {}),
      })),
    }));
    const work = () =>
      compileQuery({
        query: sampleQuery(),
        indicators: [sampleIndicator(cumulative)],
        manifest: Manifest.parse({ ...manifest, datasets }),
      });
    expect(refusalOf(work).code).toBe('query.wrong');
  });
});

describe('an indicator that contradicts itself is refused', () => {
  test.each<[string, object, string]>([
    [
      'distinct values that the districts’ are added up to',
      { formula: { type: 'distinct', measure: amount } },
      'cityRule',
    ],
    ['a rank of the city', { formula: rank.formula }, 'cityRule'],
    [
      'a median of ranks',
      { ...rank, headline: { kind: 'median-of-districts', label: { ko: '중앙값', en: 'median' } } },
      'headline',
    ],
    ['contributions to an index', { ...index, views: ['contribution'] }, 'views'],
    [
      'a share within no dimension',
      { formula: { type: 'share', of: sum, within: 'colour' } },
      'formula.within',
    ],
  ])('%s', (_, part, path) => {
    const world = { datasets: [], departments: [], strategies: [] };
    const { problems } = checkDefinition({ ...sampleIndicator(), ...part }, world);
    expect(problems.map(({ where: at }) => at)).toEqual([path]);
    expect(problems[0]?.message.ko).toMatch(/[가-힣]/);
  });

  test('as is a rank of what is a rank already', () => {
    const formula = { type: 'rank', of: rank.formula };
    expect(Indicator.safeParse({ ...sampleIndicator(), ...rank, formula }).success).toBe(false);
  });
});

describe('a statement', () => {
  test('holds values as parameters and identifiers in quotes, whatever they say', () => {
    const evil = `x'); drop table "figures"; --`;
    const { sql, parameters } = compile({ ...where('sex', evil), by: ['city', 'year', 'sex'] });
    expect(sql).not.toContain('drop');
    expect(parameters).toContain(evil);
    expect(sql).toContain('"sex" = cast($');
  });

  test('never rounds a fraction into a whole number', () => {
    const { sql, parameters } = compile(where('hour', 7.5));
    expect(sql).toMatch(/"hour" = cast\(\$\d+ as DOUBLE\)/);
    expect(parameters).toContain(7.5);
    expect(compile(where('hour', '7')).parameters).toContain(7);
  });

  test('numbers its parameters in the order of their places', () => {
    const { sql, parameters } = compile({ ...where('hour', 7), limit: 3 });
    const places = [...sql.matchAll(/\$(\d+)/g)].map(([, place]) => Number(place));
    expect(places).toEqual(parameters.map((_, at) => at + 1));
  });

  test('answers several indicators at once, in the order of the rows', () => {
    const indicators = [sampleIndicator(), sampleIndicator({ id: 'other' })];
    const query = sampleQuery({ indicators: [{ id: 'other' }, { id: 'thing' }] });
    const { sql, plans } = compileQuery({ query, indicators, manifest });
    expect(plans.map(({ indicator }) => indicator.id)).toEqual(['other', 'thing']);
    expect(sql.match(/union all/g)).toHaveLength(1);
    expect(sql).toContain('order by "indicator", "place", "period"');
  });
});

describe('a proof', () => {
  test('is the same for the same question and another for any other', async () => {
    const [one, again, other] = await Promise.all([
      proveQuery(compile({ by: ['city', 'year'] }), manifest),
      proveQuery(compile({ by: ['city', 'year'] }), manifest),
      proveQuery(compile({ by: ['district', 'year'] }), manifest),
    ]);
    expect(one).toEqual(again);
    expect(other.id).not.toBe(one.id);
  });

  test('changes with the version of an indicator and with the bytes of an extract', async () => {
    const first = await proveQuery(compile({}), manifest);
    const version = await proveQuery(compile({}, { version: 2 }), manifest);
    const [figures] = manifest.datasets;
    if (!figures) throw new Error('the sample has a dataset');
    const files = figures.files.map((file) => ({ ...file, hash: '1'.repeat(64) }));
    const rewritten = { ...manifest, datasets: [{ ...figures, files }] };
    const bytes = await proveQuery(compile({}), rewritten);
    expect(new Set([first.id, version.id, bytes.id]).size).toBe(3);
  });

  test('names owner, source and the columns that were read', async () => {
    const proof = await proveQuery(compile(where('sex', 'f')), manifest);
    expect(proof).toMatchObject({ owners: ['statistics'], asOf: '2021-12-31' });
    expect(proof.extracts[0]?.columns).toEqual(['place', 'period', 'sex', 'amount']);
  });
});
