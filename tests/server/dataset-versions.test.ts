import { Problem } from '@bada/shared';
import { DatasetDetail, VersionDiff, VersionRestored } from '@bada/shared/catalogue';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asPerson, openPeopledApp } from './contract-support.ts';
import { jsonRequest, type TestApp } from './support.ts';
import { addVersion, damageVersion } from './version-support.ts';

const ID = 'people-count';

let world: TestApp;
let first: string;
let second: string;

beforeEach(async () => {
  world = await openPeopledApp();
  first = world.manifest.id;
  second = await addVersion(world, ID);
});

afterEach(() => world.close());

async function diff(query = ''): Promise<VersionDiff> {
  const path = `/api/datasets/${ID}/diff?before=${first}&after=${second}${query}`;
  const response = await world.request(path);
  expect(response.status).toBe(200);
  return VersionDiff.parse(await response.json());
}

async function detail(): Promise<DatasetDetail> {
  return DatasetDetail.parse(await (await world.request(`/api/datasets/${ID}`)).json());
}

function restore(manifest: string, headers: Record<string, string>) {
  return world.request(`/api/datasets/${ID}/restore`, jsonRequest('POST', { manifest }, headers));
}

async function codeOf(response: Response) {
  return { status: response.status, code: Problem.parse(await response.json()).code };
}

describe('two versions side by side', () => {
  test('rows added, removed and changed by key, with what they held', async () => {
    const found = await diff();
    expect(found).toMatchObject({ keyed: true, added: 1, removed: 1, changed: 2, same: 9 });
    const changed = found.rows.find(({ kind }) => kind === 'changed');
    expect(changed?.before).toEqual({ persons: '120' });
    expect(changed?.after).toEqual({ persons: '121' });
    expect(changed?.key).toMatchObject({ place: '26110', sex: 'female' });
  });

  test('one kind alone, and page by page', async () => {
    expect((await diff('&kind=added')).rows.map(({ kind }) => kind)).toEqual(['added']);
    const pages = [await diff('&limit=3'), await diff('&limit=3&offset=3')];
    expect(pages.map(({ rows }) => rows.length)).toEqual([3, 1]);
    const keys = pages.flatMap(({ rows }) => rows.map(({ key }) => JSON.stringify(key)));
    expect(new Set(keys).size).toBe(4);
  });

  test('columns: added, retyped and reordered, breaking or not', async () => {
    const { drift } = await diff();
    expect(drift.map(({ kind, column, breaking }) => [kind, column, breaking])).toEqual(
      expect.arrayContaining([
        ['added', 'note', false],
        ['retyped', 'persons', false],
      ]),
    );
  });

  test('a manifest that is not there', async () => {
    const path = `/api/datasets/${ID}/diff?before=${'a'.repeat(64)}&after=${second}`;
    expect(await codeOf(await world.request(path))).toMatchObject({ status: 404 });
  });
});

describe('going back', () => {
  test('makes an earlier version current, records who did, and is undone the same way', async () => {
    const before = await detail();
    expect(before.versions.map(({ rows, current }) => [rows, current])).toEqual([
      [12, true],
      [12, false],
    ]);
    const response = await restore(first, { 'if-match': `"${second}"`, ...asPerson('manager') });
    expect(response.status).toBe(200);
    const { manifest, before: undo } = VersionRestored.parse(await response.json());
    expect(undo).toBe(second);
    const after = await detail();
    expect(after.versions.map(({ current }) => current)).toEqual([false, true]);
    expect(after.manifest).toBe(manifest);
    expect((await restore(undo, { 'if-match': `"${manifest}"` })).status).toBe(200);
    expect((await detail()).versions.map(({ current }) => current)).toEqual([true, false]);
    const runs = await world.lineage.runs(
      { id: 'x', roles: [], departments: [], class: 'open' },
      ID,
    );
    expect(runs.map(({ job, author }) => [job, author])).toEqual([
      ['restore', 'steward'],
      ['restore', 'manager'],
    ]);
  });

  test('whoever reads the manifest of before keeps its rows, and other datasets stay', async () => {
    const rows = async (manifest: string) =>
      (await world.request(`/api/datasets/${ID}/rows?manifest=${manifest}`)).text();
    const held = await rows(second);
    await restore(first, { 'if-match': '*' });
    expect(await rows(second)).toBe(held);
    expect((await world.request('/api/datasets/staff-count')).status).toBe(200);
  });

  test('is refused without leave, without a tag, with an old tag, and from nowhere', async () => {
    const tag = { 'if-match': `"${second}"` };
    expect((await restore(first, { ...tag, ...asPerson('analyst') })).status).toBe(403);
    expect(await codeOf(await restore(first, {}))).toEqual({
      status: 428,
      code: 'version.precondition-required',
    });
    expect(await codeOf(await restore(first, { 'if-match': `"${first}"` }))).toEqual({
      status: 412,
      code: 'version.conflict',
    });
    expect(await codeOf(await restore('a'.repeat(64), tag))).toMatchObject({ status: 404 });
    expect((await detail()).manifest).toBe(second);
  });

  test('a damaged version is refused and nothing changes', async () => {
    damageVersion(world, ID);
    const response = await restore(first, { 'if-match': '*' });
    expect(await codeOf(response)).toEqual({ status: 409, code: 'version.incomplete' });
    expect((await detail()).manifest).toBe(second);
  });
});
