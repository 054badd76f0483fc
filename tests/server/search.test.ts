import type { Viewer } from '@bada/shared';
import { Finds } from '@bada/shared/catalogue';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, jsonRequest, openTestApp, type TestApp } from './support.ts';

const READER: Viewer = { id: 'reader', roles: ['viewer'], departments: [], class: 'open' };

let world: TestApp;
let outside: TestApp;

beforeAll(async () => {
  world = await openTestApp();
  outside = await openTestApp({ viewerOf: () => READER });
  const { store } = world;
  await store.documents.addVersion(READER, {
    kind: 'organisation',
    id: 'organisation',
    version: 1,
    department: null,
    body: {
      v: 1,
      departments: [
        { code: 'air', name: { ko: '대기환경과', en: 'Air Quality' }, from: '2020-01-01' },
        { code: 'old', name: { ko: '대기과', en: 'Old' }, from: '2000-01-01', to: '2019-12-31' },
      ],
    },
  });
  await world.request('/api/boards', jsonRequest('POST', draftOf('해운대 인구 보기')));
});

afterAll(async () => {
  await world.close();
  await outside.close();
});

async function search({ request }: TestApp, text: string): Promise<Finds> {
  const response = await request(`/api/search?q=${encodeURIComponent(text)}`);
  expect(response.status).toBe(200);
  return Finds.parse(await response.json());
}

function found({ groups }: Finds): string[] {
  return groups.flatMap(({ finds }) => finds.map(({ kind, id }) => `${kind} ${id}`));
}

test('datasets, columns, indicators and pages are found together, each with its address', async () => {
  const finds = await search(world, 'people');
  expect(found(finds)).toEqual(
    expect.arrayContaining(['indicator people', 'dataset people-count']),
  );
  const hrefs = finds.groups.flatMap((group) => group.finds.map(({ href }) => href));
  expect(hrefs).toContain('/catalog/people-count');
  expect(found(await search(world, 'persons'))).toContain('column people-count.persons');
});

test('departments that stand, by initial consonants', async () => {
  expect(found(await search(world, 'ㄷㄱㅎㄱㄱ'))).toEqual(['department air']);
  expect(found(await search(world, '대기'))).toEqual(['department air']);
});

test('slips are forgiven where nothing matches, and said to be', async () => {
  const finds = await search(world, '대기환겅과');
  expect(found(finds)).toEqual(['department air']);
  expect(finds.forgiving).toBe(true);
  expect((await search(world, '대기환경과')).forgiving).toBe(false);
});

test("the viewer's own boards lead to what they keep", async () => {
  const finds = await search(world, '해운대');
  expect(finds.groups.map(({ kind }) => kind)).toEqual(['board']);
  expect(finds.groups[0]?.finds[0]?.href).toBe('/?i=people');
  expect(found(await search(outside, '해운대'))).toEqual([]);
});

test('nothing of a dataset that the viewer may not read is told', async () => {
  expect(found(await search(world, 'staff'))).toContain('dataset staff-count');
  const seen = found(await search(outside, 'staff'));
  expect(seen.filter((one) => /^(dataset|column)/.test(one))).toEqual([]);
});

test('without a word it lists the pages', async () => {
  const { groups } = await search(world, '');
  expect(groups.map(({ kind }) => kind)).toEqual(['page']);
  const hrefs = groups[0]?.finds.map(({ href }) => href);
  expect(hrefs).toEqual(expect.arrayContaining(['/', '/indicators', '/boards', '/catalog']));
});

test.each([
  ['자료 들이기', '/bring'],
  ['조치 과제', '/catalog?part=tasks'],
  ['collections', '/catalog?part=collections'],
  ['공공데이터 목록', '/catalog/listing'],
])('%s leads to its page', async (words, href) => {
  const { groups } = await search(world, words);
  const pages = groups.find(({ kind }) => kind === 'page')?.finds ?? [];
  expect(pages.map((find) => find.href)).toContain(href);
});
