import { fileSink } from '@bada/data/build';
import { columnLineageFacet, downstream, runEvent, upstream, versionFacet } from '@bada/shared';
import { LineageView, lineageGraphOf } from '@bada/shared/catalogue';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asPerson, openPeopledApp } from './contract-support.ts';
import { jsonRequest, type TestApp } from './support.ts';

const ID = 'people-count';

let world: TestApp;

/** A run that made the dataset from a file; `field` is what its figures were called there. */
async function recordRun(time: string, field: string): Promise<void> {
  const input = {
    namespace: 'files',
    name: '인구.csv',
    type: 'DIRECT' as const,
    subtype: 'IDENTITY',
  };
  const facets = {
    version: versionFacet('1.0.0'),
    columnLineage: columnLineageFacet({ persons: [{ ...input, field }] }),
  };
  const outputs = [{ namespace: 'bada', name: ID, facets }];
  const run = { runId: 'run-1', job: 'extracts', time };
  await fileSink(world.home).write([
    runEvent({ ...run, type: 'START' }),
    runEvent({ ...run, type: 'COMPLETE', outputs }),
  ]);
}

beforeAll(async () => {
  world = await openPeopledApp();
  await recordRun('2024-01-01T00:00:00Z', '인구');
  const tiles = [{ kind: 'view', path: '/', search: '?indicator=people' }];
  const board = { title: '인구 보기', tiles };
  await world.request('/api/boards', jsonRequest('POST', board, asPerson('steward')));
});

afterAll(() => world.close());

async function lineage(as = 'steward', id = ID): Promise<LineageView> {
  const response = await world.request(`/api/datasets/${id}/lineage`, { headers: asPerson(as) });
  return LineageView.parse(await response.json());
}

function ids(nodes: readonly { id: string }[]): string[] {
  return nodes.map(({ id }) => id);
}

test('from the recorded file over dataset and columns to indicators and boards', async () => {
  const view = await lineage();
  expect(view.nodes.find(({ kind }) => kind === 'source')?.title.ko).toBe('인구.csv');
  const kinds = new Set(view.nodes.map(({ kind }) => kind));
  expect(kinds).toEqual(
    new Set(['source', 'source-column', 'dataset', 'column', 'indicator', 'board']),
  );
  expect(ids(view.nodes)).not.toContain('dataset:staff-count');
  const board = view.nodes.find(({ kind }) => kind === 'board');
  expect(board?.href).toBe('/?indicator=people');
});

test('what breaks when a column changes, and where it comes from', async () => {
  const graph = lineageGraphOf(await lineage());
  const behind = downstream(graph, `column:${ID}.persons`);
  expect(behind.map(({ kind, title }) => [kind, title.ko])).toEqual([
    ['indicator', 'people'],
    ['board', '인구 보기'],
  ]);
  expect(ids(upstream(graph, `column:${ID}.persons`))).toContain(`source-column:${ID}.인구`);
});

test("another one's boards are not told", async () => {
  const view = await lineage('analyst');
  expect(view.nodes.filter(({ kind }) => kind === 'board')).toEqual([]);
  expect(ids(view.nodes)).toContain('indicator:people');
});

test('the newest run counts, and it is read as soon as it is written', async () => {
  await recordRun('2024-03-01T00:00:00Z', '주민수');
  expect(ids((await lineage()).nodes)).toContain(`source-column:${ID}.주민수`);
});

test('a dataset that is not there', async () => {
  expect((await world.request('/api/datasets/nothing/lineage')).status).toBe(404);
});
