import { compileQuery, type MetricQuery, parseDatasetContract } from '@bada/shared';
import { describe, expect, test } from 'vitest';
import { smallContract } from '../support/small-source.ts';
import { manifestOf } from './random-world.ts';
import { sampleIndicator, sampleQuery } from './sample.ts';

const band = (id: string, from: number, to?: number) => ({
  id,
  label: { ko: id, en: id },
  from,
  ...(to === undefined ? {} : { to }),
});

const AGES = [band('0-14', 0, 14), band('15-64', 15, 64), band('65+', 65)];

function contract(bands: object) {
  const one = {
    id: 'age_group',
    column: 'age',
    title: { ko: '연령대', en: 'age group' },
    ...bands,
  };
  const text = smallContract({
    id: 'small',
    columns: [
      { name: 'place', type: 'VARCHAR', role: 'place', key: 1 },
      { name: 'age', type: 'INTEGER', role: 'dimension', key: 2 },
      { name: 'persons', type: 'INTEGER', role: 'measure', time: 'sum' },
    ],
    facts: { bands: [one] },
  });
  return parseDatasetContract(text, 'small.yaml');
}

test('a contract declares the age groups of its ages', () => {
  expect(contract({ values: AGES }).bands[0]?.values.map(({ id }) => id)).toEqual([
    '0-14',
    '15-64',
    '65+',
  ]);
});

describe('bands that would mislead are refused:', () => {
  test.each<[string, object, string]>([
    ['with a gap', { values: [band('young', 0, 14), band('old', 20)] }, 'must begin at 15'],
    ['that overlap', { values: [band('young', 0, 14), band('old', 10)] }, 'must begin at 15'],
    ['open before the last', { values: [band('young', 0), band('old', 65)] }, 'has no end'],
    ['that end before they begin', { values: [band('young', 9, 3)] }, 'ends before it begins'],
    ['named twice', { values: [band('one', 0, 1), band('one', 2)] }, 'named twice'],
    ['of a measure', { column: 'persons', values: AGES }, 'no dimension of whole numbers'],
    ['named as a column', { id: 'place', values: AGES }, 'place is a column'],
  ])('%s', (_, bands, text) => {
    expect(() => contract(bands)).toThrow(
      expect.objectContaining({
        code: 'contract.invalid',
        params: expect.objectContaining({
          what: { ko: expect.stringMatching(/행: .*니다/), en: expect.stringContaining(text) },
        }),
      }),
    );
  });
});

describe('a filter on bands', () => {
  const figures = {
    id: 'figures',
    columns: {
      place: ['VARCHAR', 'place'],
      period: ['DATE', 'period'],
      size: ['INTEGER', 'dimension'],
      amount: ['INTEGER', 'measure', 'sum'],
    },
    rows: [],
  } as const;

  const compile = (filter: MetricQuery['where'][number]) =>
    compileQuery({
      query: sampleQuery({ where: [filter] }),
      indicators: [sampleIndicator({ dimensions: ['size_group'] })],
      manifest: manifestOf([figures]),
    });

  test('carries its values as parameters', () => {
    const { sql, parameters } = compile({ dimension: 'size_group', op: '=', values: ['large'] });
    expect(parameters).toContain('large');
    expect(sql).toContain(`case when "size" >= 0 and "size" <= 1 then 'small'`);
  });

  test.each([
    ['size', 'size_group', { op: '=', values: ['large'] }],
    ['size_group', 'size', { op: '>=', values: [2] }],
    ['size_group', 'size_group', { op: '=', values: ['large'] }],
  ] as const)(
    'of a share within %s is refused on %s, which cuts its total',
    (within, dimension, filter) => {
      const formula = {
        type: 'share',
        of: { type: 'sum', measure: { dataset: 'figures', column: 'amount' } },
        within,
      };
      const ask = (where: MetricQuery['where']) =>
        compileQuery({
          query: sampleQuery({ by: ['city', 'year', within], where }),
          indicators: [sampleIndicator({ dimensions: ['size', 'size_group'], formula })],
          manifest: manifestOf([figures]),
        });
      expect(ask([]).sql).toContain('value');
      expect(() => ask([{ dimension, op: filter.op, values: [...filter.values] }])).toThrow(
        expect.objectContaining({
          code: 'query.wrong',
          params: expect.objectContaining({
            why: {
              ko: expect.stringContaining(`‘${dimension}’ 조건`),
              en: expect.stringContaining('cuts the total'),
            },
          }),
        }),
      );
    },
  );

  test.each<[MetricQuery['where'][number], string]>([
    [{ dimension: 'size_group', op: '=', values: ['huge'] }, 'there is no band “huge”'],
    [{ dimension: 'size_group', op: '<', values: ['large'] }, 'by name only'],
  ])('is refused where it means nothing: %o', (filter, text) => {
    expect(() => compile(filter)).toThrow(
      expect.objectContaining({
        code: 'request.invalid',
        params: expect.objectContaining({
          what: expect.objectContaining({ en: expect.stringContaining(text) }),
        }),
      }),
    );
  });
});
