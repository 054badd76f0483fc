import { Problem } from '@bada/shared';
import { ListingProposals } from '@bada/shared/catalogue';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asPerson, contractOf, openPeopledApp, putContract } from './contract-support.ts';
import { jsonRequest, type TestApp } from './support.ts';

const ID = 'people-count';
const HEADER = '목록명,관리부서명,보유근거,업데이트 주기,이용허락범위,설명,목록 URL';
const ROW = `주민 수,예산과,주민등록법,월간,공공저작물_출처표시,구·군별 주민 수입니다.,https://x.kr/catalog/${ID}`;

let world: TestApp;

beforeEach(async () => {
  world = await openPeopledApp();
});

afterEach(() => world.close());

function upload(name: string, bytes: Uint8Array | string, as = 'steward'): Promise<Response> {
  const content = Buffer.from(bytes).toString('base64');
  return world.request('/api/listing', jsonRequest('POST', { name, content }, asPerson(as)));
}

async function proposals(name: string, bytes: Uint8Array | string, as?: string) {
  const response = await upload(name, bytes, as);
  expect(response.status).toBe(200);
  return ListingProposals.parse(await response.json());
}

test.each([
  ['CSV in UTF-8', 'l.csv', Buffer.from(`\uFEFF${HEADER}\r\n${ROW}\r\n`)],
  ['CSV in CP949', 'l.csv', iconv.encode(`${HEADER}\r\n${ROW}\r\n`, 'cp949')],
  [
    'JSON',
    'l.json',
    Buffer.from(
      JSON.stringify([
        Object.fromEntries(HEADER.split(',').map((name, at) => [name, ROW.split(',')[at]])),
      ]),
    ),
  ],
])('a row as %s becomes proposals, and the proposal a version', async (_what, name, bytes) => {
  const { rows, problems } = await proposals(name, bytes);
  expect(problems).toEqual([]);
  const [row] = rows;
  expect(row?.dataset?.id).toBe(ID);
  expect(row?.changes.map(({ path, after }) => [path, after])).toEqual(
    expect.arrayContaining([
      ['title.ko', '주민 수'],
      ['ownerDepartment', 'budget'],
      ['cadence', 'monthly'],
      ['licence.id', 'KOGL-1'],
      ['legalBasis.ko', '주민등록법'],
    ]),
  );
  if (!row?.document) throw new Error('no proposal');
  const saved = await putContract(world, ID, { document: row.document, tag: row.tag });
  expect(saved.status).toBe(200);
  expect((await contractOf(world, ID)).state.metadata.title.ko).toBe('주민 수');
  expect((await proposals(name, bytes)).rows[0]?.changes).toEqual([]);
});

test('what goes out comes in and changes nothing', async () => {
  const out = await (await world.request('/api/listing.csv?scope=all')).arrayBuffer();
  const { rows } = await proposals('listing.csv', new Uint8Array(out));
  expect(rows.map(({ dataset }) => dataset?.id)).toEqual(['people-count', 'staff-count']);
  expect(rows.flatMap(({ changes }) => changes)).toEqual([]);
});

test('a row of no dataset is told, and one that the viewer may not change is only shown', async () => {
  const { rows } = await proposals('l.csv', `${HEADER}\n없는 자료,,,,,,\n${ROW}\n`, 'analyst');
  expect(rows[0]).toMatchObject({ title: '없는 자료', dataset: null });
  expect(rows[1]).toMatchObject({ mayEdit: false, document: null });
  expect(rows[1]?.changes.length).toBeGreaterThan(0);
});

test('a cell that is not understood is named with its row', async () => {
  const text = `${HEADER}\n${ROW.replace('월간', '가끔')}\n`;
  const { problems } = await proposals('l.csv', text);
  expect(problems).toEqual([{ row: 1, column: '업데이트 주기', value: '가끔' }]);
});

test.each([
  ['an empty file', 'l.csv', ''],
  ['a broken workbook', 'l.xlsx', 'PK\u0003\u0004broken'],
])('%s ends in a coded error', async (_what, name, bytes) => {
  const response = await upload(name, bytes);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(Problem.parse(await response.json()).code).toMatch(/^(read|request)\./);
});
