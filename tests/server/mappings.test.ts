import type { Role } from '@bada/shared';
import { MappingList } from '@bada/shared/catalogue';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asPerson, person } from './contract-support.ts';
import { answerAndPublish, bring, codeOf, confirmAndRun } from './ingest-support.ts';
import { openTestApp, type TestApp } from './support.ts';

const LIST = '정류장코드,노선,건수\nA1,가,3\nA2,나,4\n';
const ROLES: readonly Role[] = [
  'viewer',
  'executive',
  'manager',
  'analyst',
  'steward',
  'administrator',
];

vi.setConfig({ testTimeout: 120_000 });

let world: TestApp;

beforeEach(async () => {
  world = await openTestApp({
    viewerOf: (request) => {
      const role = ROLES.find((one) => one === request.headers.get('x-test-viewer'));
      return person([role ?? 'steward']);
    },
  });
});

afterEach(() => world.close());

/** Publishes a file by a mapping of that id. */
async function publishBy(id: string): Promise<void> {
  const ingest = await bring(world, `${id}.csv`, LIST.replace('건수', `건수 ${id}`));
  const done = await confirmAndRun(world, ingest, (mapping) => ({
    ...mapping,
    key: ['column_0'],
    id,
    dataset: id,
    columns: mapping.columns.map((column, at) => ({ ...column, name: `column_${at}` })),
  }));
  await answerAndPublish(world, done);
}

async function listed(who = 'steward'): Promise<MappingList['mappings']> {
  const response = await world.request('/api/mappings', { headers: asPerson(who) });
  expect(response.headers.get('cache-control')).toBe('no-store');
  return MappingList.parse(await response.json()).mappings;
}

test('there is none before anything was published, and then each once, by id', async () => {
  expect(await listed()).toEqual([]);
  for (const id of ['stops', 'lines']) await publishBy(id);
  const mappings = await listed();
  expect(mappings.map(({ id, dataset }) => [id, dataset])).toEqual([
    ['lines', 'lines'],
    ['stops', 'stops'],
  ]);
});

test('an ingest that only waits keeps no mapping yet', async () => {
  const ingest = await bring(world, '목록.csv', LIST);
  await confirmAndRun(world, ingest, (mapping) => ({
    ...mapping,
    key: ['column_0'],
    columns: mapping.columns.map((column, at) => ({ ...column, name: `column_${at}` })),
  }));
  expect(await listed()).toEqual([]);
});

test.each(ROLES)('%s: stewards and administrators alone choose from them', async (role) => {
  const response = await world.request('/api/mappings', { headers: asPerson(role) });
  const isAllowed = role === 'steward' || role === 'administrator';
  expect(response.status).toBe(isAllowed ? 200 : 403);
  if (!isAllowed) expect(await codeOf(response)).toBe('access.denied');
});
