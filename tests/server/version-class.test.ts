import { reclassifyDataset } from '@bada/data/build';
import {
  type Answer,
  baseFile,
  type DataClass,
  datasetOf,
  type Manifest,
  QueryAnswers,
  type Viewer,
} from '@bada/shared';
import { DatasetPage } from '@bada/shared/catalogue';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { asPerson, contractOf, person, putContract } from './contract-support.ts';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

const ID = 'people-count';
/** Routes that are asked about a dataset by `manifest`; that there are fewer means that the walk sees none. */
const LEAST_ROUTES = 14;

/** The part of an API description that tells which routes take a manifest. */
const Description = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]),
      }),
    ),
  ),
});

const PEOPLE: Readonly<Record<string, Viewer>> = {
  steward: person(['steward']),
  public: { ...person(['viewer']), class: 'open' },
};

let world: TestApp;

beforeEach(async () => {
  world = await openTestApp({
    viewerOf: (request) => PEOPLE[request.headers.get('x-test-viewer') ?? 'steward'] ?? person([]),
  });
});

afterEach(() => world.close());

function reclassify(to: DataClass): Promise<Manifest> {
  const { home } = world;
  const change = { home, dataset: ID, at: '2024-03-01T00:00:00.000Z', author: 'steward' };
  return reclassifyDataset({ ...change, sink: { write: async () => undefined } }, to);
}

async function statusOf(who: string, path: string, init: RequestInit = {}): Promise<number> {
  const headers = { ...init.headers, ...asPerson(who) };
  return (await world.request(path, { ...init, headers })).status;
}

/** Every registered route that reads a dataset at a manifest, addressed to one. */
async function addresses(manifest: string): Promise<string[]> {
  const answer = await world.request('/api/openapi.json');
  const { paths } = Description.parse(await answer.json());
  const registered = new Set(world.app.routes.map(({ path }) => path));
  const query = `?manifest=${manifest}&rule=duplicate-key`;
  return Object.entries(paths)
    .filter(([path]) => registered.has(path))
    .filter(([, { get }]) => get?.parameters.some(({ name }) => name === 'manifest'))
    .map(([path]) => path.replace('{id}', ID) + query);
}

async function expectRefused(manifest: string): Promise<void> {
  const walked = await addresses(manifest);
  expect(walked.length).toBeGreaterThanOrEqual(LEAST_ROUTES);
  const open = (
    await Promise.all(walked.map(async (path) => [path, await statusOf('public', path)]))
  )
    .filter(([, status]) => status !== 403)
    .map(([path]) => path);
  expect(open).toEqual([]);
  const denied = (
    await Promise.all(walked.map(async (path) => [path, await statusOf('steward', path)]))
  )
    .filter(([, status]) => status === 403)
    .map(([path]) => path);
  expect(denied).toEqual([]);
}

/** Answer of the only query, or the status of its refusal. */
async function ask(who: string, manifest: string): Promise<Answer | number> {
  const queries = [{ v: 1, indicators: [{ id: 'people' }], by: ['district', 'year'], manifest }];
  const init = jsonRequest('POST', { queries }, asPerson(who));
  const response = await world.request('/api/query', init);
  if (response.status !== 200) return response.status;
  const [first] = QueryAnswers.parse(await response.json()).answers;
  if (!first || 'problem' in first) throw new Error('it was not answered');
  return first;
}

describe('a version is judged by its own class and by that of today, the stricter of both', () => {
  test('an open version of what is internal today', async () => {
    const now = await reclassify('internal');
    await expectRefused(world.manifest.id);
    await expectRefused(now.id);
  });

  test('an internal version of what is open today', async () => {
    const before = await reclassify('internal');
    const now = await reclassify('open');
    await expectRefused(before.id);
    for (const path of await addresses(now.id)) {
      expect(await statusOf('public', path), path).not.toBe(403);
    }
  });

  test('a version of what the newest contract says is internal', async () => {
    const { state, tag } = await contractOf(world, ID);
    const document = structuredClone(state.document);
    const bada = document.customProperties?.find(({ property }) => property === 'bada');
    if (!bada || typeof bada.value !== 'object') throw new Error('the contract has no class');
    bada.value = { ...bada.value, class: 'internal' };
    expect((await putContract(world, ID, { document, tag })).status).toBe(200);
    await expectRefused(world.manifest.id);
  });
});

describe('where no route says `manifest` the same holds', () => {
  test('comparing, accounts, queries, proofs and the list', async () => {
    const [old] = [world.manifest.id];
    const asked = await ask('public', old);
    const proof = typeof asked === 'number' ? '' : asked.proof.id;
    const now = await reclassify('internal');
    const paths = [
      `/api/datasets/${ID}/diff?before=${old}&after=${old}`,
      `/api/datasets/${ID}/diff?before=${old}&after=${now.id}`,
      `/api/datasets/${ID}/versions/${old}/intake`,
      `/api/proofs/${proof}`,
      `/api/proofs/${proof}?rows=1`,
    ];
    for (const path of paths) {
      expect(await statusOf('public', path), path).toBe(403);
      expect(await statusOf('steward', path), path).toBe(200);
    }
    expect(await ask('public', old)).toBe(403);
    expect(await ask('steward', old)).toMatchObject({ proof: { id: proof } });
    const list = await world.request('/api/datasets', { headers: asPerson('public') });
    const { datasets } = DatasetPage.parse(await list.json());
    expect(datasets.map(({ id }) => id)).not.toContain(ID);
  });

  test('the files themselves, by the class of their dataset and not of their address alone', async () => {
    const { hash } = baseFile(datasetOf(world.manifest, ID));
    const path = `/extracts/open/${hash}.parquet`;
    const open = await world.request(path, { headers: asPerson('public') });
    expect([open.status, open.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    await reclassify('internal');
    expect(await statusOf('public', path)).toBe(403);
    const inside = await world.request(path, { headers: asPerson('steward') });
    expect(inside.headers.get('cache-control')).toContain('private');
    await reclassify('open');
    expect(await statusOf('public', `/extracts/internal/${hash}.parquet`)).toBe(403);
    expect(await statusOf('public', path)).toBe(200);
  });

  test('a download and the addresses in the descriptions still find the file of the version', async () => {
    await reclassify('internal');
    const old = world.manifest.id;
    expect(
      await statusOf('steward', `/api/datasets/${ID}/download?format=parquet&manifest=${old}`),
    ).toBe(200);
    const answer = await world.request(`/api/datasets/${ID}/datapackage.json?manifest=${old}`);
    const { resources } = z
      .object({ resources: z.array(z.object({ path: z.string() })) })
      .parse(await answer.json());
    const parquet =
      resources.map(({ path }) => path).find((path) => path.endsWith('.parquet')) ?? '';
    expect(parquet).toContain('/extracts/open/');
    expect(await statusOf('steward', new URL(parquet).pathname)).toBe(200);
    const published = await statusOf('steward', `/api/datasets/${ID}/package.zip?manifest=${old}`);
    expect(published).toBe(422);
  });
});
