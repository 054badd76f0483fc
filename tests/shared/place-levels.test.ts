import { compileQuery, Indicator, type MetricQuery } from '@bada/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manifestOf, type Row, type Table } from './random-world.ts';
import { sampleIndicator, sampleQuery } from './sample.ts';
import { TableEngine } from './table-engine.ts';

let engine: TableEngine;

beforeAll(async () => {
  engine = await TableEngine.open();
});

afterAll(() => engine.close());

const figures = (
  rows: readonly [place: string, month: string, amount: number | null][],
): Table => ({
  id: 'figures',
  columns: {
    place: ['VARCHAR', 'place'],
    period: ['DATE', 'period'],
    amount: ['INTEGER', 'measure', 'sum'],
  },
  rows: rows.map(([place, month, amount]) => ({ place, period: `2024-${month}-01`, amount })),
});

const monthly = { grain: 'month', reportGrain: 'month', levels: ['city', 'district', 'dong'] };

async function ask(
  table: Table,
  part: Partial<MetricQuery>,
  indicator: object = {},
): Promise<Row[]> {
  const compiled = compileQuery({
    query: sampleQuery(part),
    indicators: [Indicator.parse({ ...sampleIndicator(), ...monthly, ...indicator })],
    manifest: manifestOf([table]),
  });
  await engine.load(table, table.rows);
  const { place = [], period = [], value = [], status = [] } = await engine.run(compiled);
  return place.map((one, at) => ({
    at: `${one} ${String(period[at]).slice(5, 7)}`,
    value: value[at] ?? null,
    status: status[at] ?? null,
  }));
}

const final = (at: string, value: number) => ({ at, value, status: 'final' });

test('dongs add up to their district and to the city', async () => {
  const table = figures([
    ['2611051000', '01', 1],
    ['2611053000', '01', 2],
    ['2635051000', '01', 10],
  ]);
  expect(await ask(table, { by: ['district', 'month'] })).toEqual([
    final('26110 01', 3),
    final('26350 01', 10),
  ]);
  expect(await ask(table, { by: ['city', 'month'] })).toEqual([final('26 01', 13)]);
  expect(await ask(table, { by: ['dong', 'month'] })).toHaveLength(3);
});

test('a district’s own row stands for its dongs in its period, and they for it in others', async () => {
  const table = figures([
    ['26110', '01', 5],
    ['2611051000', '01', 1],
    ['2611053000', '01', 2],
    ['2611051000', '02', 3],
    ['2611053000', '02', 4],
  ]);
  expect(await ask(table, { by: ['district', 'month'] })).toEqual([
    final('26110 01', 5),
    final('26110 02', 7),
  ]);
  expect(await ask(table, { by: ['city', 'month'] })).toEqual([
    final('26 01', 5),
    final('26 02', 7),
  ]);
});

describe('a sum that lacks one of its places is no smaller sum', () => {
  test.each<[string, Table]>([
    [
      'where a row holds nothing',
      figures([
        ['2611051000', '01', 1],
        ['2611053000', '01', null],
        ['2635051000', '01', 10],
      ]),
    ],
    [
      'where a row is not there',
      figures([
        ['2611051000', '01', 1],
        ['2611051000', '02', 1],
        ['2611053000', '02', 2],
        ['2611051000', '03', 1],
        ['2611053000', '03', 2],
        ['2611051000', '04', 1],
        ['2635051000', '01', 10],
        ['2635051000', '02', 10],
        ['2635051000', '03', 10],
        ['2635051000', '04', 10],
      ]),
    ],
  ])('%s', async (_, table) => {
    const last = { last: 1, grain: 'month' } as const;
    const month = String(table.rows.at(-1)?.period).slice(5, 7);
    const none = (place: string) => ({
      at: `${place} ${month}`,
      value: null,
      status: 'not-computable',
    });
    expect(await ask(table, { by: ['district', 'month'], time: last })).toEqual([
      none('26110'),
      final(`26350 ${month}`, 10),
    ]);
    expect(await ask(table, { by: ['city', 'month'], time: last })).toEqual([none('26')]);
  });
});

test('a place filter keeps all that lies within', async () => {
  const table = figures([
    ['2611051000', '01', 1],
    ['2635051000', '01', 10],
    ['2635053000', '01', 20],
  ]);
  const where = [{ dimension: 'place', op: '=' as const, values: ['26350'] }];
  expect(await ask(table, { by: ['district', 'month'], where })).toEqual([final('26350 01', 30)]);
  expect(await ask(table, { by: ['dong', 'month'], where })).toHaveLength(2);
});

describe('refused with the reason:', () => {
  const table = figures([['2635051000', '01', 10]]);

  test('a published rate of dongs asked by district', async () => {
    const formula = { type: 'published', measure: { dataset: 'figures', column: 'amount' } };
    const asked = ask(table, { by: ['district', 'month'] }, { formula });
    await expect(asked).rejects.toMatchObject({
      code: 'query.wrong',
      params: { why: { en: 'a published rate cannot be added up from the places within' } },
    });
  });

  test('some dongs asked as their district', async () => {
    const where = [{ dimension: 'place', op: '=' as const, values: ['2635051000'] }];
    await expect(ask(table, { by: ['district', 'month'], where })).rejects.toMatchObject({
      code: 'query.wrong',
      params: { why: { en: 'some of the dongs are not the district' } },
    });
  });
});
