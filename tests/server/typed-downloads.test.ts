import { Answer, LOCAL_VIEWER } from '@bada/shared';
import { DatasetProfile, DatasetRows } from '@bada/shared/catalogue';
import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { AREA, LEVELS, publishGauges } from '../support/typed-dataset.ts';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

const Package = z.object({
  resources: z.array(z.object({ schema: z.object({ fields: z.array(z.unknown()) }) })),
});

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;

beforeAll(async () => {
  app = await openTestApp();
  await publishGauges(app.home);
});

afterAll(() => app.close());

async function answer(path: string): Promise<Response> {
  const response = await app.request(`/api/datasets/gauges/${path}`);
  expect(response.status, await response.clone().text()).toBe(200);
  return response;
}

test('a page of rows and the profile tell moments and truth values as text', async () => {
  const { columns, rows } = DatasetRows.parse(await (await answer('rows')).json());
  const first = Object.fromEntries(columns.map((name, at) => [name, rows[1]?.[at]]));
  expect(first).toMatchObject({
    measured_at: '2024-01-01 18:30:00',
    running: 'false',
    level: 12,
    zone: AREA,
  });
  const profile = DatasetProfile.parse(await (await answer('profile')).json());
  const of = (name: string) => profile.columns.find((column) => column.name === name);
  expect(of('measured_at')).toMatchObject({
    min: '2024-01-01 09:00:00',
    max: '2024-01-03 10:15:00',
  });
  expect(of('running')?.spread).toMatchObject({
    kind: 'top',
    values: [
      { value: 'true', count: 3 },
      { value: 'false', count: 2 },
    ],
  });
  // Shapes are neither least nor most frequent.
  expect(of('zone')).toMatchObject({
    missing: 1,
    min: null,
    max: null,
    spread: { values: [], others: 4 },
  });
});

test('downloads hold them in the types that each format has', async () => {
  const csv = await (await answer('download?format=csv')).text();
  expect(csv).toContain('26110,2024-01-01 18:30:00,false,12,');
  const records = z.array(z.unknown()).parse(await (await answer('download?format=json')).json());
  const [, second] = records;
  expect(second).toMatchObject({ measured_at: '2024-01-01 18:30:00', running: false, level: 12 });
  const xlsx = new Uint8Array(await (await answer('download?format=xlsx')).arrayBuffer());
  const book = read(xlsx, { cellDates: true, UTC: true });
  const rows = utils.sheet_to_json(book.Sheets['자료 Data'] ?? {}, { UTC: true });
  expect(rows[1]).toMatchObject({ running: false, level: 12 });
  const { measured_at: moment } = Object(rows[1]);
  expect(new Date(moment).toISOString().slice(0, 19)).toBe('2024-01-01T18:30:00');
});

test('figures are broken down by truth values and filtered by moments', async () => {
  const document = { kind: 'indicator', id: 'levels', version: 1, department: null } as const;
  await app.store.documents.addVersion(LOCAL_VIEWER, { ...document, body: LEVELS });
  const ask = async (rest: object) => {
    const time = { from: '2024-01-01', to: '2024-01-31' };
    const query = { v: 1, indicators: [{ id: 'levels' }], by: ['city'], where: [], time, ...rest };
    const response = await app.request('/api/query', jsonRequest('POST', { queries: [query] }));
    const text = await response.text();
    expect(response.status, text).toBe(200);
    return z.object({ answers: z.array(Answer) }).parse(JSON.parse(text)).answers[0]?.columns;
  };
  expect(await ask({ by: ['city', 'running'] })).toMatchObject({
    running: ['false', 'true'],
    value: [19, 54],
  });
  const where = [{ dimension: 'running', op: '=', values: ['true'] }];
  expect((await ask({ where }))?.value).toEqual([54]);
  const wrong = [{ dimension: 'running', op: '=', values: ['maybe'] }];
  await expect(ask({ where: wrong })).rejects.toThrow(/request\.invalid/);
});

test('the open formats declare them', async () => {
  const { resources } = Package.parse(await (await answer('datapackage.json')).json());
  expect(resources[0]?.schema.fields).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'measured_at', type: 'datetime' }),
      expect.objectContaining({ name: 'running', type: 'boolean' }),
      expect.objectContaining({ name: 'zone', type: 'geojson' }),
    ]),
  );
});
