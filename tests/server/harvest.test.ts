import { Problem } from '@bada/shared';
import { Harvested } from '@bada/shared/catalogue';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HarvestWorld } from './harvest-support.ts';
import { jsonRequest } from './support.ts';

let world: HarvestWorld;
let answer: string;

beforeEach(async () => {
  world = await HarvestWorld.open((_, response) => response.end(answer));
});

afterEach(() => world.close());

function catalogue(entries: Readonly<Record<string, string>>): string {
  const dataset = Object.entries(entries).map(([identifier, name]) => ({
    '@type': 'Dataset',
    identifier,
    name,
    url: `https://data.busan.go.kr/${identifier}`,
  }));
  return JSON.stringify({ '@type': 'DataCatalog', dataset });
}

const define = (form = 'json-ld') => world.define({ form });
const harvest = () => world.harvest();
const ask: HarvestWorld['ask'] = (...asked) => world.ask(...asked);
const find = (q = '') => world.find(q);
const titles = async (q = '') => (await find(q)).map(({ entry }) => entry.title).sort();

test('what another catalogue lists is found here; new, changed and vanished entries are reported', async () => {
  await define();
  answer = catalogue({ a: '공영주차장', b: '공원', c: '하수관로' });
  expect((await harvest())?.result).toMatchObject({
    entries: 3,
    added: 3,
    changed: 0,
    vanished: 0,
  });
  expect(await titles('주차')).toEqual(['공영주차장']);
  answer = catalogue({ a: '공영주차장', b: '도시공원', d: '버스정류장' });
  expect((await harvest())?.result).toMatchObject({
    entries: 3,
    added: 1,
    changed: 1,
    vanished: 1,
  });
  expect(await titles()).toEqual(['공영주차장', '도시공원', '버스정류장']);
  answer = catalogue({ a: '공영주차장', b: '도시공원', c: '하수관로', d: '버스정류장' });
  expect((await harvest())?.result).toMatchObject({ added: 0, changed: 1, vanished: 0 });
  expect((await harvest())?.result).toMatchObject({ added: 0, changed: 0, vanished: 0 });
});

test('what was written here stays, and differs as a listed conflict', async () => {
  await define();
  answer = catalogue({ a: '공영주차장', b: '공원' });
  await harvest();
  const [entry] = await find('주차');
  if (!entry) throw new Error('nothing was found');
  const path = `/api/harvested/${entry.id}`;
  const edit = { title: '부산 공영주차장 위치', description: '', keywords: [] };
  await ask(Problem, path, jsonRequest('PUT', { edit }), 428);
  await ask(Problem, path, jsonRequest('PUT', { edit }, { 'if-match': '"9"' }), 412);
  const put = jsonRequest('PUT', { edit }, { 'if-match': `"${entry.version}"` });
  expect(await ask(Harvested, path, put)).toMatchObject({ edited: edit, conflict: false });
  expect((await harvest())?.result).toMatchObject({ conflicts: [] });
  answer = catalogue({ a: '공영주차장(2024)', b: '공원' });
  expect((await harvest())?.result).toMatchObject({ changed: 1, conflicts: ['공영주차장(2024)'] });
  const [after] = await find('위치');
  expect(after).toMatchObject({ edited: edit, conflict: true });
  const back = jsonRequest('PUT', { edit: null }, { 'if-match': `"${after?.version}"` });
  expect(await ask(Harvested, path, back)).toMatchObject({ edited: null, conflict: false });
});

test.each([
  ['collect.answer', '<html>'],
  ['collect.no-rows', '{}'],
])('%s leaves every entry as it was', async (code, broken) => {
  await define();
  answer = catalogue({ a: '공영주차장' });
  await harvest();
  answer = broken;
  expect((await harvest())?.error?.code).toBe(code);
  expect(await titles()).toEqual(['공영주차장']);
});

test('the portal listing as CSV is harvested, rows without a name named', async () => {
  await define('listing');
  answer =
    '\uFEFF목록명,제공기관,키워드,목록 URL\r\n공영주차장,부산광역시,"주차,교통",https://data.go.kr/1\r\n,부산,,\r\n';
  expect((await harvest())?.result).toMatchObject({
    entries: 1,
    added: 1,
    problems: [expect.stringContaining('부산')],
  });
  expect((await find('교통'))[0]?.entry).toMatchObject({
    publisher: '부산광역시',
    address: 'https://data.go.kr/1',
  });
});
