import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { LostCharacters } from '@bada/shared/catalogue';
import { read, utils } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addOddDataset, ODD_TEXTS } from './catalogue-support.ts';
import { openTestApp, type TestApp } from './support.ts';

let world: TestApp;

beforeAll(async () => {
  world = await openTestApp();
  await addOddDataset(world);
});

afterAll(() => world.close());

async function download(format: string, init: RequestInit = {}) {
  const response = await world.request(`/api/datasets/odd-values/download?format=${format}`, init);
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
}

const LINES = [
  'place,period,note,amount',
  "26110,2024-01-01,'=1+1,-1.5",
  "26110,2024-01-02,'+82-51-888-1234,-0.5",
  "26110,2024-01-03,'@sum,0.5",
  '26110,2024-01-04,-,',
  '26110,2024-01-05,-5,2.5',
  '26110,2024-01-06,"a,b",3.5',
  '26110,2024-01-07,"say ""hi""",4.5',
  '26110,2024-01-08,"two\nlines",5.5',
  '26110,2024-01-09,똠방각하,6.5',
  '26110,2024-01-10,吉野 𠮷,7.5',
  '26110,2024-01-11,😀 😀,8.5',
  '26110,2024-01-12,,9.5',
  '26110,2024-01-13,,10.5',
  '',
];

describe('CSV', () => {
  test('opens in spreadsheets: byte order mark, CRLF, quotes, no formula', async () => {
    const { response, bytes } = await download('csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe(LINES.join('\r\n'));
  });

  test('has a Korean name that every client understands', async () => {
    const { response } = await download('csv');
    const name = encodeURIComponent('이상한 값_ 시험_2024-01-13.csv');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="odd-values_2024-01-13.csv"; filename*=UTF-8''${name}`,
    );
  });

  test('in CP949 counts the characters it cannot hold, and lists them', async () => {
    const { response, bytes } = await download('csv-cp949');
    expect(response.headers.get('x-bada-lost-characters')).toBe('3');
    const text = iconv.decode(Buffer.from(bytes), 'cp949');
    expect(text.split('\r\n')[0]).toBe(LINES[0]);
    expect(text).toContain('똠방각하');
    expect(text).toMatch(/吉野 \?+,7.5/);
    const report = await world.request('/api/datasets/odd-values/lost-characters');
    expect(LostCharacters.parse(await report.json())).toEqual({
      total: 3,
      losses: [
        { column: 'note', value: '吉野 𠮷', characters: ['𠮷'], rows: 1, firstRow: 10 },
        { column: 'note', value: '😀 😀', characters: ['😀'], rows: 1, firstRow: 11 },
      ],
    });
  });
});

describe('other formats', () => {
  test('JSON is an array of records with numbers as numbers', async () => {
    const { bytes } = await download('json');
    const records: unknown = JSON.parse(new TextDecoder().decode(bytes));
    expect(records).toHaveLength(ODD_TEXTS.length);
    expect(Array.isArray(records) ? records[0] : records).toEqual({
      place: '26110',
      period: '2024-01-01',
      note: '=1+1',
      amount: -1.5,
    });
  });

  test('XLSX holds texts, numbers and real dates, and a sheet about them', async () => {
    const { bytes } = await download('xlsx');
    const book = read(bytes, { cellDates: true, UTC: true });
    expect(book.SheetNames).toEqual(['자료 Data', '설명 About']);
    const rows = utils.sheet_to_json<unknown[]>(book.Sheets['자료 Data'] ?? {}, {
      header: 1,
      UTC: true,
    });
    expect(rows[0]).toEqual(['place', 'period', 'note', 'amount']);
    expect(rows[1]).toEqual(['26110', new Date('2024-01-01T00:00:00Z'), '=1+1', -1.5]);
    expect(rows[11]?.[2]).toBe('😀 😀');
    const about = utils.sheet_to_json<string[]>(book.Sheets['설명 About'] ?? {}, { header: 1 });
    expect(about.flat()).toEqual(expect.arrayContaining(['이상한 값: 시험', 'CC-BY-4.0', '비고']));
  });

  test('Parquet is the extract, byte by byte', async () => {
    const { response, bytes } = await download('parquet');
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect(response.headers.get('etag')).toBe(`"${hash}-parquet"`);
    expect(response.headers.get('content-length')).toBe(String(bytes.byteLength));
  });

  test('what a client holds already is not sent again', async () => {
    const { response } = await download('csv');
    const tag = response.headers.get('etag') ?? '';
    const again = await download('csv', { headers: { 'if-none-match': tag } });
    expect(again.response.status).toBe(304);
    expect(again.bytes).toHaveLength(0);
  });

  test('HEAD answers the headers alone', async () => {
    const { response, bytes } = await download('xlsx', { method: 'HEAD' });
    expect(response.headers.get('content-disposition')).toContain('odd-values_2024-01-13.xlsx');
    expect(bytes).toHaveLength(0);
  });

  test('a format that does not exist is a bad request', async () => {
    expect((await download('hwp')).response.status).toBe(400);
  });

  test('a reader that leaves in the middle frees the engine', async () => {
    for (let turn = 0; turn < 6; turn++) {
      const response = await world.request('/api/datasets/odd-values/download?format=json');
      await response.body?.cancel();
    }
    expect((await download('csv')).response.status).toBe(200);
  });

  test('a damaged extract is not handed out', async () => {
    const other = await openTestApp();
    await addOddDataset(other);
    const page = await (await other.request('/api/datasets/odd-values')).text();
    const hash = /"hash":"([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
    rmSync(`${other.folder}/open/${hash}.parquet`);
    for (const format of ['csv', 'csv-cp949', 'json', 'xlsx', 'parquet']) {
      const response = await other.request(`/api/datasets/odd-values/download?format=${format}`);
      expect(response.status, format).toBe(503);
    }
    await other.close();
  });
});
