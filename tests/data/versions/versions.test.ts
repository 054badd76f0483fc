import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  applyRetention,
  buildExtracts,
  currentManifest,
  diffDatasets,
  findVersion,
  listVersions,
  planRetention,
  rollBack,
  verifyVersion,
} from '@bada/data/build';
import { baseFile, datasetOf, type Manifest } from '@bada/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../../support/project.ts';
import { type SmallSource, writeSmallSource } from '../../support/small-source.ts';

const QUALITY = join(projectRoot, 'data', 'quality');
const PEOPLE: SmallSource = {
  id: 'people',
  columns: [
    { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
    { name: 'period', type: 'DATE', role: 'period', key: 2, required: true },
    { name: 'persons', type: 'INTEGER', role: 'measure', time: 'last' },
    { name: 'note', type: 'VARCHAR', role: 'attribute' },
  ],
};

let folder: string;
let home: string;
let sources: string;
let built = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bada-versions-'));
  home = join(folder, 'home');
  sources = join(folder, 'sources');
  built = 0;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function publish(rows: readonly (readonly (string | number)[])[], source = PEOPLE) {
  writeSmallSource(sources, source, rows);
  built += 1;
  const builtAt = `2024-01-0${built}T00:00:00.000Z`;
  return buildExtracts({ sources, home, builtAt, quality: QUALITY });
}

const FIRST = [
  ['26110', '2020-01-01', 10, 'a'],
  ['26110', '2021-01-01', 11, ''],
  ['26140', '2020-01-01', 20, 'b'],
] as const;
const SECOND = [
  ['26110', '2020-01-01', 10, 'a'],
  ['26110', '2021-01-01', 12, 'new'],
  ['26170', '2020-01-01', 30, ''],
] as const;

function pathOf(manifest: Manifest): string {
  const { hash } = baseFile(datasetOf(manifest, 'people'));
  return join(home, 'extracts', 'open', `${hash}.parquet`);
}

/** Makes every file look as old as retention wants it. */
function age(manifest: Manifest): void {
  const old = new Date('2024-01-01T00:00:00Z');
  for (const path of [
    pathOf(manifest),
    join(home, 'extracts', 'manifests', `${manifest.id}.json`),
  ]) {
    utimesSync(path, old, old);
  }
}

describe('versions', () => {
  test('are listed newest first, with the one that readers get', async () => {
    const first = await publish(FIRST);
    const second = await publish(SECOND);
    const versions = await listVersions(home);
    expect(versions.map(({ manifest, isCurrent }) => [manifest.id, isCurrent])).toEqual([
      [second.id, true],
      [first.id, false],
    ]);
    expect(await listVersions(join(folder, 'nowhere'))).toEqual([]);
  });

  test('rolling back swaps the pointer, stays until the input changes, and can be undone', async () => {
    const first = await publish(FIRST);
    const second = await publish(SECOND);
    await rollBack(home, first.id.slice(0, 10));
    expect((await currentManifest(home))?.id).toBe(first.id);
    const unchanged = await buildExtracts({ sources, home, builtAt: 'x', quality: QUALITY });
    expect(unchanged.id).toBe(first.id);
    await rollBack(home, second.id);
    expect((await currentManifest(home))?.id).toBe(second.id);
  });

  test('a version that lacks a file, or holds a damaged one, is not restored', async () => {
    const first = await publish(FIRST);
    const second = await publish(SECOND);
    await verifyVersion(home, first);
    writeFileSync(pathOf(first), 'damaged');
    await expect(rollBack(home, first.id)).rejects.toMatchObject({ code: 'version.incomplete' });
    rmSync(pathOf(first));
    await expect(rollBack(home, first.id)).rejects.toMatchObject({ code: 'version.incomplete' });
    expect((await currentManifest(home))?.id).toBe(second.id);
  });

  test('an id that nothing begins with, or several do, is refused', async () => {
    await publish(FIRST);
    await expect(findVersion(home, 'zzz')).rejects.toMatchObject({ code: 'version.not-found' });
    await expect(findVersion(home, '')).rejects.toMatchObject({ code: 'version.not-found' });
  });
});

describe('differences', () => {
  const options = () => ({ extracts: join(home, 'extracts') });

  test('are counted and shown by key, null apart from a value', async () => {
    const before = datasetOf(await publish(FIRST), 'people');
    const after = datasetOf(await publish(SECOND), 'people');
    const diff = await diffDatasets({ before, after }, options());
    expect(diff).toMatchObject({ added: 1, removed: 1, changed: 1, same: 1, drift: [] });
    expect(diff.sample).toEqual([
      {
        kind: 'changed',
        key: { place: '26110', period: '2021-01-01' },
        before: { persons: '11', note: null },
        after: { persons: '12', note: 'new' },
      },
      {
        kind: 'removed',
        key: { place: '26140', period: '2020-01-01' },
        before: { persons: '20', note: 'b' },
        after: {},
      },
      {
        kind: 'added',
        key: { place: '26170', period: '2020-01-01' },
        before: {},
        after: { persons: '30', note: null },
      },
    ]);
  });

  test('compare the columns that both versions have, and report the others as drift', async () => {
    const before = datasetOf(await publish(FIRST), 'people');
    const columns = PEOPLE.columns.filter(({ name }) => name !== 'note');
    const rows = FIRST.map((row) => row.slice(0, 3));
    const after = datasetOf(await publish(rows, { ...PEOPLE, columns }), 'people');
    const diff = await diffDatasets({ before, after }, options());
    expect(diff).toMatchObject({ added: 0, removed: 0, changed: 0, same: 3 });
    expect(diff.drift).toMatchObject([{ kind: 'removed', column: 'note', breaking: true }]);
  });

  test('of a dataset without a key are rows removed and added', async () => {
    const keyless = { ...PEOPLE, columns: PEOPLE.columns.map(({ key: _key, ...rest }) => rest) };
    const before = datasetOf(await publish(FIRST, keyless), 'people');
    const after = datasetOf(await publish(SECOND, keyless), 'people');
    const diff = await diffDatasets({ before, after }, options());
    expect(diff).toMatchObject({ added: 2, removed: 2, changed: 0, same: 1 });
  });

  test('of the same extract are none', async () => {
    const one = datasetOf(await publish(FIRST), 'people');
    const diff = await diffDatasets({ before: one, after: one }, options());
    expect(diff).toMatchObject({ added: 0, removed: 0, changed: 0, same: 3 });
  });
});

describe('retention', () => {
  const now = new Date('2025-01-01T00:00:00Z');
  const third = [
    ['26110', '2020-01-01', 1, 'c'],
    ['26110', '2021-01-01', 2, 'd'],
  ] as const;

  async function threeVersions(): Promise<[Manifest, Manifest, Manifest]> {
    const versions: [Manifest, Manifest, Manifest] = [
      await publish(FIRST),
      await publish(SECOND),
      await publish(third),
    ];
    versions.forEach(age);
    return versions;
  }

  const exists = (manifest: Manifest) =>
    existsSync(pathOf(manifest)) &&
    existsSync(join(home, 'extracts', 'manifests', `${manifest.id}.json`));

  async function prune(referenced: readonly string[] = [], keep = 1): Promise<void> {
    const options = { home, keep, referenced: new Set(referenced), now };
    const plan = await planRetention(options);
    expect(await applyRetention(options)).toEqual(plan);
  }

  test('removes what is beyond the newest, and every version left is whole', async () => {
    const [first, second, last] = await threeVersions();
    await prune([], 2);
    expect([first, second, last].map(exists)).toEqual([false, true, true]);
    for (const { manifest } of await listVersions(home)) await verifyVersion(home, manifest);
  });

  test('never removes what a proof or board refers to, by manifest or by extract', async () => {
    const [first, second, last] = await threeVersions();
    await prune([first.id, baseFile(datasetOf(second, 'people')).hash]);
    expect([first, second, last].map(exists)).toEqual([true, true, true]);
    await prune([first.id]);
    expect([first, second, last].map(exists)).toEqual([true, false, true]);
  });

  test('never removes the current version, however old', async () => {
    const [first, second, last] = await threeVersions();
    await rollBack(home, first.id);
    await prune();
    expect([first, second, last].map(exists)).toEqual([true, false, true]);
  });

  test('clears what a killed build left, but not what one may just be writing', async () => {
    const only = await publish(FIRST);
    age(only);
    const old = join(home, 'extracts', 'open', 'a.parquet.x.tmp');
    const fresh = join(home, 'extracts', 'open', 'b.parquet.y.tmp');
    for (const path of [old, fresh]) writeFileSync(path, 'half');
    utimesSync(old, new Date('2024-06-01T00:00:00Z'), new Date('2024-06-01T00:00:00Z'));
    utimesSync(fresh, now, now);
    await prune();
    expect([existsSync(old), existsSync(fresh), exists(only)]).toEqual([false, true, true]);
  });
});
