import { Collection } from '@bada/shared/catalogue';
import { formValues, readForm } from '@bada/web/src/features/catalog/collection-form-state.ts';
import { expect, test } from 'vitest';

const common = {
  ...{ v: 1, id: 'sites', version: 3, owner: 'local', updatedAt: '2024-05-01T00:00:00Z' },
  ...{ title: '시설', mapping: 'visits', department: null },
};
const postgres = { kind: 'postgres', host: 'db', port: 5433, database: 'd', user: 'u' };
const SOURCES = [
  {
    kind: 'data-go-kr',
    url: 'https://apis.data.go.kr/a/b',
    key: 'portal',
    parameters: { type: 'xml', q: 'a=b' },
    pageSize: 500,
  },
  { kind: 'odcloud', url: 'https://api.odcloud.kr/a', key: 'k', parameters: {}, pageSize: 10 },
  {
    ...{ kind: 'kosis', key: 'kosis', orgId: '101', tblId: 'DT_1', items: ['T1', 'T2'] },
    ...{ objects: [['11', '26'], ['ALL']], cadence: 'Q', from: '20231', to: '20244' },
  },
  { ...postgres, password: 'p', tls: true, read: { kind: 'table', schema: 's', table: '표' } },
  { ...postgres, password: null, tls: false, read: { kind: 'query', sql: 'select 1' } },
];
const SCHEDULES = [
  null,
  { kind: 'hours', every: 6 },
  { kind: 'daily', at: '03:30' },
  { kind: 'weekly', day: 7, at: '00:00' },
  { kind: 'monthly', day: 31, at: '23:59' },
];

test.each(SOURCES.flatMap((source) => SCHEDULES.map((schedule) => ({ source, schedule }))))(
  'a collection of $source.kind that runs $schedule.kind comes out of the form as it went in',
  ({ source, schedule }) => {
    const { id, v, version, owner, updatedAt, ...draft } = Collection.parse({
      ...common,
      source,
      schedule,
    });
    const whole = { v, id, version, owner, updatedAt, ...draft };
    expect(readForm(formValues(whole))).toEqual({ ok: true, id, draft });
  },
);

test('what cannot be is named by its field', () => {
  const reading = readForm({
    ...formValues(),
    url: 'ftp://x',
    key: 'A+b==',
    id: 'Ä',
    pageSize: 'x',
  });
  expect(reading).toMatchObject({ ok: false });
  if (reading.ok) return;
  for (const field of ['id', 'title', 'url', 'key', 'pageSize']) {
    expect(reading.fields).toContain(field);
  }
});
