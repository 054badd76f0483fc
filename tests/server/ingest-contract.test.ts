import { IngestContract } from '@bada/shared/intake';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bring, change, changed, codeOf, confirmAndRun, mappingIn } from './ingest-support.ts';
import { openTestApp, type TestApp } from './support.ts';

vi.setConfig({ testTimeout: 120_000 });

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
});

afterEach(() => app.close());

const FACILITIES =
  '기준월,시설,이용건수,등록인구,이용률\n2024-01,도서관,120,30,12.5\n2024-02,도서관,90,31,11.5\n';

async function contractOf(id: string): Promise<IngestContract> {
  return IngestContract.parse(await (await app.request(`/api/ingests/${id}/contracts/0`)).json());
}

test('the title that is proposed is the file name in words', async () => {
  const read = await bring(app, '시설_이용_202401.csv', FACILITIES);
  expect(mappingIn(read).title).toEqual({ ko: '시설 이용 202401', en: '시설 이용 202401' });
});

test.each(['new-source', 'listing'])('no dataset can be called %s', async (dataset) => {
  const read = await bring(app, '시설_이용_202401.csv', FACILITIES);
  const body = { mapping: { ...mappingIn(read), dataset } };
  const refused = await change(app, read, { method: 'PUT', path: 'mappings/0', body });
  expect([refused.status, await codeOf(refused)]).toEqual([422, 'ingest.id-reserved']);
});

test('each measure is asked how it adds up over time, with a proposal and a reason', async () => {
  const done = await confirmAndRun(
    app,
    await bring(app, '시설_이용_202401.csv', FACILITIES),
    (mapping) => ({ ...mapping, id: 'facility-use', dataset: 'facility-use' }),
  );
  const { measures } = await contractOf(done.id);
  const told = measures.map(({ title, time, proposal }) => [title.ko, time, proposal]);
  expect(told).toEqual([
    ['이용건수', 'sum', 'sum'],
    ['등록인구', 'last', 'last'],
    ['이용률', 'last', 'last'],
  ]);
  expect(measures[1]?.reason.ko).toContain('인구');
  const [uses] = measures;
  const times = { [uses?.name ?? '']: 'last' };
  await changed(app, done, { method: 'PUT', path: 'contracts/0', body: { times } });
  const answered = await contractOf(done.id);
  expect(answered.measures.map(({ time }) => time)).toEqual(['last', 'last', 'last']);
  expect(answered.yaml).toContain('time: last');
  expect(answered.yaml).not.toContain('time: sum');
});
