import { MetricQuery } from '@bada/shared';
import { expect, test } from 'vitest';

const smallest = { v: 1, indicators: [{ id: 'births' }] };

test('the smallest question has no breakdown and no condition', () => {
  expect(MetricQuery.parse(smallest)).toEqual({ ...smallest, by: [], where: [] });
});

test('a question that uses everything is taken as it stands', () => {
  const full = {
    v: 1,
    indicators: [{ id: 'births', version: 2 }],
    by: ['district', 'year', 'sex'],
    where: [
      { dimension: 'place', op: 'in', values: ['26110', '26350'] },
      { dimension: 'age_from', op: '>=', values: [65] },
    ],
    time: { from: '2019-01-01', to: '2019-01-01' },
    compare: { period: '2018-01-01' },
    orderBy: { column: 'value', direction: 'desc' },
    limit: 100_000,
    manifest: 'a'.repeat(64),
  };
  expect(MetricQuery.parse(full)).toEqual(full);
});

const condition = (op: string, values: unknown) => ({
  where: [{ dimension: 'sex', op, values }],
});

test.each<[string, string, object]>([
  ['another version of the form', 'v', { v: 2 }],
  ['no indicator', 'indicators', { indicators: [] }],
  ['more than fifty indicators', 'indicators', { indicators: Array(51).fill({ id: 'births' }) }],
  ['an id that is not kebab-case', 'indicators.0.id', { indicators: [{ id: 'Births' }] }],
  ['version 0', 'indicators.0.version', { indicators: [{ id: 'births', version: 0 }] }],
  ['a word it does not know', '', { groupBy: ['year'] }],
  ['an empty breakdown', 'by.0', { by: [''] }],
  ['more than eight breakdowns', 'by', { by: Array(9).fill('sex') }],
  ['an unknown operator', 'where.0.op', condition('like', ['f'])],
  ['a condition without a value', 'where.0.values', condition('in', [])],
  ['two values for =', 'where.0.values', condition('=', ['f', 'm'])],
  ['a value that is neither text nor number', 'where.0.values.0', condition('=', [null])],
  ['more than a thousand values', 'where.0.values', condition('in', Array(1001).fill('f'))],
  [
    'a range that ends before it begins',
    'time',
    { time: { from: '2020-02-01', to: '2020-01-31' } },
  ],
  ['a day that does not exist', 'time.from', { time: { from: '2019-02-29', to: '2020-01-01' } }],
  ['no last period', 'time.last', { time: { last: 0, grain: 'year' } }],
  ['a grain it does not know', 'time', { time: { last: 1, grain: 'week' } }],
  ['a comparison it does not know', 'compare', { compare: 'last-decade' }],
  [
    'an order by another column',
    'orderBy.column',
    { orderBy: { column: 'sql', direction: 'asc' } },
  ],
  [
    'a direction it does not know',
    'orderBy.direction',
    { orderBy: { column: 'value', direction: 'up' } },
  ],
  ['limit 0', 'limit', { limit: 0 }],
  ['a limit above 100,000', 'limit', { limit: 100_001 }],
  ['a manifest that is no hash', 'manifest', { manifest: 'current' }],
])('refuses %s', (_, path, part) => {
  const result = MetricQuery.safeParse({ ...smallest, ...part });
  expect(result.success).toBe(false);
  expect(result.error?.issues[0]?.path.join('.')).toBe(path);
});
