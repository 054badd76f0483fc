import { LinkedNumbers, type LinkedQuestion } from '@bada/shared/linked';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

let world: TestApp;

beforeAll(async () => {
  world = await openTestApp();
});

afterAll(() => world.close());

const places = {
  ...{ kind: 'coded' as const, name: 'where', column: 'place', type: 'text' as const },
  values: ['26110', '26140'],
};
const years = {
  ...{ kind: 'binned' as const, name: 'when', column: 'period', type: 'date' as const },
  ...{ from: 17897, step: 365, count: 3 },
};
const women = { kind: 'coded' as const, name: 'sex', column: 'sex', type: 'text' as const };

function ask(question: unknown, id = 'people-count') {
  return world.request(`/api/datasets/${id}/linked`, jsonRequest('POST', question));
}

const question: LinkedQuestion = {
  dimensions: [places, years, { ...women, values: ['female', 'male'] }],
  scans: [
    {
      dimensions: ['where'],
      clauses: [{ type: 'points', view: 'v', dimension: 'sex', values: ['female'] }],
      components: [{ agg: 'rows' }, { agg: 'sum', column: 'persons' }],
    },
    { dimensions: [], clauses: [], components: [{ agg: 'quantile', column: 'persons', q: 0.5 }] },
  ],
};

test('linked views are answered as the rows add up', async () => {
  const response = await ask(question);
  expect(response.status).toBe(200);
  const { scan = [], s0 = [], c0 = [], c1 = [] } = LinkedNumbers.parse(await response.json());
  const found = scan.map((one, at) => [one, s0[at], c0[at], c1[at]]);
  expect(
    found.toSorted((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1])),
  ).toEqual([
    [0, 1, 3, 360],
    [0, 2, 3, 660],
    [1, null, 175, null],
  ]);
});

test.each([
  ['a column that is not there', { dimensions: [{ ...places, column: 'secret' }] }],
  ['a dimension that is not there', { dimensions: [places] }],
  ['a statement', { sql: 'select 1' }],
])('%s is refused', async (_, part) => {
  const response = await ask({ ...question, ...part });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'request.invalid' });
});

test('a dataset that is not there is not found', async () => {
  expect((await ask(question, 'no-such-data')).status).toBe(404);
});
