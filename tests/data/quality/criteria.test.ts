import { failingRows, scan, scanSql } from '@bada/data/build';
import { QualityCriterion, QualityRule } from '@bada/shared';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

interface Case {
  readonly criterion: string;
  /** `name TYPE` of each column. */
  readonly columns: readonly string[];
  /** Rows with their verdict: `ok`, `bad`, or `none` where the rule says nothing of the row. */
  readonly rows: readonly (readonly [
    verdict: 'ok' | 'bad' | 'none',
    ...(string | number | null)[],
  ])[];
  readonly rule: Readonly<Record<string, unknown>>;
}

const CASES: readonly Case[] = [
  {
    criterion: 'time-order',
    columns: ['opened DATE', 'closed DATE'],
    rows: [
      ['ok', '2020-01-01', '2020-01-01'],
      ['bad', '2020-01-02', '2020-01-01'],
      ['none', '2020-01-02', null],
    ],
    rule: { columns: ['opened', 'closed'] },
  },
  {
    criterion: 'precedence',
    columns: ['place VARCHAR', 'starts DATE', 'ends DATE'],
    rows: [
      ['none', 'a', '2020-01-01', '2020-12-31'],
      ['bad', 'a', '2020-12-31', '2021-12-31'],
      ['ok', 'a', '2022-01-01', '2022-12-31'],
      ['none', 'b', '2020-01-01', '2020-12-31'],
    ],
    rule: { within: ['place'], from: 'starts', to: 'ends' },
  },
  {
    criterion: 'precedence',
    columns: ['place VARCHAR', 'period DATE'],
    rows: [
      ['none', 'a', '2020-01-01'],
      ['ok', 'a', '2020-02-01'],
      ['bad', 'a', '2020-04-01'],
    ],
    rule: { within: ['place'], from: 'period', step: 'month' },
  },
  {
    criterion: 'logic',
    columns: ['kind VARCHAR', 'deaths INTEGER'],
    rows: [
      ['ok', 'fatal', 1],
      ['bad', 'fatal', 0],
      ['bad', 'fatal', null],
      ['none', 'light', 0],
    ],
    rule: {
      when: { column: 'kind', op: '=', values: ['fatal'] },
      holds: { column: 'deaths', op: '>', values: [0] },
    },
  },
  {
    criterion: 'calculation',
    columns: ['total INTEGER', 'men INTEGER', 'women INTEGER'],
    rows: [
      ['ok', 3, 1, 2],
      ['bad', 4, 1, 2],
      ['none', 4, null, 2],
    ],
    rule: {
      column: 'total',
      equals: { kind: 'sum', terms: [{ column: 'men' }, { column: 'women' }] },
    },
  },
  {
    criterion: 'calculation',
    columns: ['rate DOUBLE', 'part INTEGER', 'whole INTEGER'],
    rows: [
      ['ok', 33.3, 1, 3],
      ['bad', 34, 1, 3],
      ['none', 0, 0, 0],
    ],
    rule: {
      column: 'rate',
      equals: { kind: 'ratio', numerator: 'part', denominator: 'whole', scale: 100 },
      tolerance: 0.05,
    },
  },
  {
    criterion: 'calculation',
    columns: ['place VARCHAR', 'persons INTEGER'],
    rows: [
      ['ok', 'a', 4],
      ['none', 'a', 6],
      ['bad', 'b', 7],
      ['none', 'c', 1],
    ],
    rule: {
      column: 'persons',
      equals: { kind: 'total', dataset: 'totals', column: 'persons', by: ['place'] },
    },
  },
  {
    criterion: 'reference',
    columns: ['place VARCHAR'],
    rows: [
      ['ok', 'a'],
      ['bad', 'z'],
      ['none', 'elsewhere'],
      ['none', null],
    ],
    rule: { columns: ['place'], dataset: 'totals', references: ['place'], except: ['elsewhere'] },
  },
  {
    criterion: 'garbled',
    columns: ['name VARCHAR'],
    rows: [
      ['ok', '해운대구'],
      ['bad', '해운\uFFFD구'],
      ['bad', '占쏙옙구'],
      ['bad', 'ë¶\u0080ì\u0082°'],
      ['ok', '무엇? 그렇다'],
      ['none', null],
    ],
    rule: { column: 'name' },
  },
  {
    criterion: 'blank-special',
    columns: ['name VARCHAR'],
    rows: [
      ['ok', 'BIFF광장&용두산공원'],
      ['bad', ' 중구'],
      ['bad', '부산  중구'],
      ['bad', '부산\u3000중구'],
      ['bad', '-'],
      ['none', '   '],
    ],
    rule: { column: 'name' },
  },
  {
    criterion: 'required',
    columns: ['name VARCHAR'],
    rows: [
      ['ok', 'x'],
      ['bad', null],
      ['bad', '  '],
    ],
    rule: { column: 'name' },
  },
  {
    criterion: 'duplicate',
    columns: ['place VARCHAR', 'year INTEGER'],
    rows: [
      ['ok', 'a', 1],
      ['ok', 'a', 2],
      ['bad', 'a', 1],
      ['none', null, 1],
    ],
    rule: { columns: ['place', 'year'] },
  },
  {
    criterion: 'date',
    columns: ['stamp VARCHAR'],
    rows: [
      ['ok', '2020-02-29'],
      ['ok', '20200229'],
      ['bad', '2021-02-29'],
      ['bad', '1899-12-31'],
      ['none', ''],
    ],
    rule: { column: 'stamp', from: '1900-01-01' },
  },
  {
    criterion: 'number',
    columns: ['number VARCHAR'],
    rows: [
      // A published sample number of the check-digit rule, with and without hyphens.
      ['ok', '123-45-67891'],
      ['bad', '123-45-67890'],
      ['bad', '12345'],
      ['none', null],
    ],
    rule: { column: 'number', kind: 'business' },
  },
  {
    criterion: 'number',
    columns: ['number VARCHAR'],
    rows: [
      ['ok', '051-888-1234'],
      ['ok', '1588-1234'],
      ['bad', '051'],
    ],
    rule: { column: 'number', kind: 'phone' },
  },
  {
    criterion: 'yes-no',
    columns: ['flag VARCHAR'],
    rows: [
      ['ok', 'Y'],
      ['bad', '예'],
      ['none', null],
    ],
    rule: { column: 'flag' },
  },
  {
    criterion: 'code',
    columns: ['code VARCHAR'],
    rows: [
      ['ok', '1'],
      ['bad', '9'],
      ['none', ''],
    ],
    rule: { column: 'code', values: ['1', '2'] },
  },
  {
    criterion: 'amount',
    columns: ['won BIGINT'],
    rows: [
      ['ok', 0],
      ['bad', -1],
      ['none', null],
    ],
    rule: { column: 'won', min: 0 },
  },
  {
    criterion: 'quantity',
    columns: ['count VARCHAR'],
    rows: [
      ['ok', '3'],
      ['bad', '3.5'],
      ['bad', '셋'],
      ['none', ''],
    ],
    rule: { column: 'count', whole: true },
  },
  {
    criterion: 'rate',
    columns: ['percent DOUBLE'],
    rows: [
      ['ok', 100],
      ['bad', 100.1],
      ['none', null],
    ],
    rule: { column: 'percent', min: 0, max: 100 },
  },
];

const RELATION = 't';

async function load({ columns, rows }: Case): Promise<ReadonlyMap<string, string>> {
  await connection.run(`create or replace table ${RELATION} (${columns.join(', ')})`);
  await connection.run('create or replace table totals (place varchar, persons integer)');
  await connection.run("insert into totals values ('a', 4), ('a', 6), ('b', 8)");
  const types = columns.map((column) => column.split(' ') as [string, string]);
  const values = types.map(([, type], at) => `cast($${at + 1} as ${type})`).join(', ');
  for (const [, ...cells] of rows) {
    const texts = cells.map((cell) => (cell === null ? null : String(cell)));
    await connection.run(`insert into ${RELATION} values (${values})`, texts);
  }
  return new Map(types);
}

function inputOf(one: Case, types: ReadonlyMap<string, string>) {
  const { criterion } = one;
  const base = { id: 'rule', severity: 'major', gate: 'warn', criterion };
  const rules = [QualityRule.parse({ ...base, ...one.rule })];
  return { relation: RELATION, relationOf: (dataset: string) => dataset, types, rules };
}

test('all sixteen official criteria have a case', () => {
  const covered = new Set(CASES.map(({ criterion }) => criterion));
  expect([...covered].sort()).toEqual([...QualityCriterion.options].sort());
});

test.each(CASES)('$criterion on $columns counts and finds its rows', async (one) => {
  const input = inputOf(one, await load(one));
  const verdicts = one.rows.map(([verdict]) => verdict);
  const { rows, results } = await scan(connection, input);
  expect(rows).toBe(one.rows.length);
  expect(results[0]).toMatchObject({
    evaluated: verdicts.filter((verdict) => verdict !== 'none').length,
    errors: verdicts.filter((verdict) => verdict === 'bad').length,
  });
  const failing = await failingRows(connection, input, { limit: 100 });
  const bad = verdicts.flatMap((verdict, at) => (verdict === 'bad' ? [at + 1] : []));
  expect(failing.map(({ rowNumber }) => rowNumber)).toEqual(bad);
  expect(failing.every(({ reason }) => reason.ko !== '' && reason.en !== '')).toBe(true);
});

test('all rules of a dataset are one statement that reads it once', async () => {
  const columns = ['place VARCHAR', 'period DATE', 'persons INTEGER'];
  const types = await load({ criterion: 'x', columns, rows: [], rule: {} });
  const base = { severity: 'major', gate: 'warn' } as const;
  const rules = [
    { criterion: 'duplicate', columns: ['place', 'period'] },
    { criterion: 'required', column: 'place' },
    { criterion: 'garbled', column: 'place' },
    { criterion: 'quantity', column: 'persons', min: 0 },
    { criterion: 'date', column: 'period' },
  ].map((rule, at) => QualityRule.parse({ ...base, id: `r${at}`, ...rule }));
  const sql = scanSql({ relation: 'the_rows', relationOf: (id) => id, types, rules });
  expect(sql.split('the_rows')).toHaveLength(2);
  expect(sql.split(';')).toHaveLength(1);
});

test('hidden columns never show their values, and a limit holds per rule', async () => {
  const columns = ['name VARCHAR'];
  const rows = Array.from({ length: 30 }, (): Case['rows'][number] => ['bad', ' 홍길동']);
  const one = { criterion: 'blank-special', columns, rows, rule: { column: 'name' } };
  const input = inputOf(one, await load(one));
  const failing = await failingRows(connection, input, { limit: 7, hidden: ['name'] });
  expect(failing).toHaveLength(7);
  expect(new Set(failing.map(({ value }) => value))).toEqual(new Set(['***']));
});

test('a rule on a column that is not there is a mistake and says which', async () => {
  const one = { criterion: 'required', columns: ['a VARCHAR'], rows: [], rule: { column: 'b' } };
  await expect(scan(connection, inputOf(one, await load(one)))).rejects.toThrow('no column: b');
});
