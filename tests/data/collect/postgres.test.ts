import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasPostgres, startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { collected } from './support.ts';

const SETUP = `
  create schema "부서 자료";
  create table "부서 자료"."시설 ""A""" (
    "시설번호" char(5) primary key, "이름" text, "면적" numeric(12,2), "개방일" date,
    "등록" timestamptz, "공개" boolean, "꼬리표" text[], "비고" jsonb);
  insert into "부서 자료"."시설 ""A""" values
    ('00001', '해운대 "바다"', 1234.50, '2024-02-29', '2024-01-01T00:00:00Z', true, '{a,"b c"}', '{"k": 1}'),
    ('00002', E'두\\n줄', null, null, null, null, null, null),
    ('00003', '', 0, '0099-12-31', '2024-06-30T15:00:00+09', false, '{}', null);
  create table big as select n::int as n, 'row ' || n as text from generate_series(1, 25000) n;
`;

describe.skipIf(!hasPostgres())('a table or query of a real PostgreSQL', () => {
  let server: TestPostgres;
  let admin: pg.Client;

  beforeAll(async () => {
    server = await startPostgres();
    const { close: _, ...connection } = server;
    admin = new pg.Client(connection);
    await admin.connect();
    await admin.query(SETUP);
  });

  afterAll(async () => {
    await admin?.end();
    await server?.close();
  });

  function source(read: object, more: object = {}) {
    const { host, port, database, user } = server;
    const where = { host, port, database, user, password: 'office-db' };
    return { kind: 'postgres', ...where, read, ...more };
  }

  function run(read: object, { key = server.password, more = {}, hosts = [] as string[] } = {}) {
    const own = `${server.host}:${server.port}`;
    return collected(source(read, more), { hosts: [own, ...hosts], key });
  }

  const query = (sql: string) => ({ kind: 'query', sql });

  test('gives every value as the text it is written in, names quoted', async () => {
    const table = { kind: 'table', schema: '부서 자료', table: '시설 "A"' };
    const { columns, rows } = await run(table, { more: {} });
    expect(columns).toEqual([
      '시설번호',
      '이름',
      '면적',
      '개방일',
      '등록',
      '공개',
      '꼬리표',
      '비고',
    ]);
    const sorted = rows.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
    expect(sorted.map((row) => row.filter((_, at) => at !== 4))).toEqual([
      ['00001', '해운대 "바다"', '1234.50', '2024-02-29', 't', '{a,"b c"}', '{"k": 1}'],
      ['00002', '두\n줄', '', '', '', '', ''],
      ['00003', '', '0.00', '0099-12-31', 'f', '{}', ''],
    ]);
  });

  test('comes whole over many batches', async () => {
    const { rows } = await run(query('select * from big order by n;'));
    expect(rows).toHaveLength(25_000);
    expect(rows.at(-1)).toEqual(['25000', 'row 25000']);
  });

  test('keeps columns of one name apart', async () => {
    const { columns, rows } = await run(query('select 1 as a, 2 as b'));
    expect({ columns, rows }).toEqual({ columns: ['a', 'b'], rows: [['1', '2']] });
    const twice = run(query('select 1 as a, 2 as a'));
    await expect(twice).resolves.toMatchObject({ columns: ['a', 'a#2'], rows: [['1', '2']] });
  });

  test.each([
    'delete from big returning n',
    'select 1) as q; drop table big; select * from (select 1',
    'with gone as (delete from big returning n) select * from gone',
    "select set_config('transaction_read_only', 'off', false), lo_creat(-1)",
  ])('never writes: %s', async (sql) => {
    await expect(run(query(sql))).rejects.toMatchObject({ code: 'collect.database' });
    const { rows } = await admin.query<{ n: string }>('select count(*) as n from big');
    expect(rows).toEqual([{ n: '25000' }]);
  });

  test('that fails half way leaves nothing', async () => {
    const failing = run(query('select 1 / (20000 - n) as x from big order by n'));
    await expect(failing).rejects.toMatchObject({
      code: 'collect.database',
      params: { code: '22012' },
    });
  });

  test('that is not there, or has no rows', async () => {
    const missing = run({ kind: 'table', table: 'nothing' });
    await expect(missing).rejects.toMatchObject({ params: { code: '42P01' } });
    const empty = run(query('select * from big where n < 0'));
    await expect(empty).rejects.toMatchObject({ code: 'collect.no-rows' });
  });

  test('refuses a wrong password without telling it', async () => {
    const key = 'wrong-secret';
    const error: unknown = await run(query('select 1'), { key }).catch((one) => one);
    expect(error).toMatchObject({ code: 'collect.database', params: { code: '28P01' } });
    expect(JSON.stringify(error) + String(error)).not.toContain(key);
  });

  test('is not asked on a host that is not on the list', async () => {
    const elsewhere = run(query('select 1'), { more: { host: 'localhost' } });
    await expect(elsewhere).rejects.toMatchObject({ code: 'collect.host' });
  });
});
