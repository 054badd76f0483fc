import {
  BadaError,
  compileQuery,
  type ErrorCode,
  errorText,
  type MetricQuery,
  proveQuery,
} from '@bada/shared';
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
