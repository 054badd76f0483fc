import { compileQuery, Indicator, type MetricQuery, proveQuery } from '@bada/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifestOf, type Table } from './random-world.ts';
import { sampleIndicator, sampleQuery } from './sample.ts';
import { TableEngine } from './table-engine.ts';

let engine: TableEngine;

beforeAll(async () => {
  engine = await TableEngine.open();
});

afterAll(() => engine.close());

/** A figure of one for each month from the first to the last of two years. */
function monthly(time: 'sum' | 'last', place: string, last: number): Table {
  const months = Array.from({ length: last }, (_, at) => {
    const [year, month] = [2023 + Math.floor(at / 12), (at % 12) + 1];
    return `${year}-${String(month).padStart(2, '0')}-01`;
  });
  return {
    id: 'figures',
    columns: {
      place: ['VARCHAR', 'place'],
      period: ['DATE', 'period'],
      amount: ['INTEGER', 'measure', time],
    },
    rows: months.map((period) => ({ place, period, amount: 1 })),
  };
}

const LEVELS = { grain: 'month', reportGrain: 'month', levels: ['city', 'district', 'dong'] };

async function ask(table: Table, part: Partial<MetricQuery>, also: object = {}) {
  const manifest = manifestOf([table]);
  const indicators = [Indicator.parse({ ...sampleIndicator(), ...LEVELS, ...also })];
  const compiled = compileQuery({ query: sampleQuery(part), indicators, manifest });
  await engine.load(table, table.rows);
  const { caveats } = await proveQuery(compiled, manifest);
  return { columns: await engine.run(compiled), caveats };
}

test('a year of which there are months alone says so, and is set against no whole year', async () => {
  const table = monthly('sum', '26110', 18);
  const { columns, caveats } = await ask(table, {
    by: ['district', 'year'],
    compare: 'same-period-last-year',
  });
  expect(columns).toMatchObject({
    value: [12, 6],
    status: ['final', 'final'],
    base_period: [null, '2023-01-01'],
    base_value: [null, null],
  });
  expect(caveats).toEqual([
    {
      id: 'thing-part-2024-01-01-2024-06-30',
      ko: expect.stringContaining('2024-06-30까지'),
      en: expect.stringContaining('to 2024-06-30 only'),
      where: { period: '2024-01-01' },
    },
  ]);
});

test('whole years and the stocks of a date need no such word', async () => {
  const years = { by: ['district', 'year'], compare: 'same-period-last-year' as const };
  const whole = await ask(monthly('sum', '26110', 24), years);
  expect(whole.caveats).toEqual([]);
  expect(whole.columns.base_value).toEqual([null, 12]);
  const stock = await ask(monthly('last', '26110', 18), years);
  expect(stock.caveats).toEqual([]);
  expect(stock.columns.base_value).toEqual([null, 1]);
});

test('a year within which a series breaks says so; one figure over the break is refused', async () => {
  const table = monthly('sum', '26110', 24);
  const breaks = [{ at: '2024-06-01', ko: '새 기준', en: 'counted anew' }];
  const { caveats } = await ask(table, { by: ['district', 'year'] }, { breaks });
  expect(caveats).toContainEqual({
    id: 'thing-within-2024-06-01',
    ko: expect.stringContaining('새 기준'),
    en: expect.stringContaining('counted anew'),
    where: { period: '2024-01-01' },
  });
  const over = { by: ['district'], time: { from: '2023-01-01', to: '2024-12-31' } };
  await expect(ask(table, over, { breaks })).rejects.toMatchObject({
    code: 'query.wrong',
    params: { why: { ko: expect.stringContaining('2024-06-01') } },
  });
  const side = { by: ['district'], time: { from: '2024-06-01', to: '2024-12-31' } };
  expect((await ask(table, side, { breaks })).columns.value).toEqual([7]);
});

test('dongs of several dates are marked', async () => {
  const table = monthly('sum', '2611051000', 24);
  const dongs = { by: ['dong', 'month'] };
  expect((await ask(table, dongs)).caveats).toEqual([]);
  const { caveats } = await ask(table, { ...dongs, compare: 'previous-period' });
  expect(caveats).toMatchObject([{ id: 'thing-dongs' }]);
});
