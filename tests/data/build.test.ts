import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildExtracts, currentManifest, readManifest } from '@bada/data/build';
import { BadaError, baseFile, datasetOf, type Manifest } from '@bada/shared';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../support/project.ts';

const SOURCES = join(projectRoot, 'data', 'sources');
const BUILT_AT = '2024-01-01T00:00:00.000Z';

const folders: string[] = [];

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bada-build-test-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Relative path → content of all files of a home, with the hash or text as it stands. */
function contentOf(home: string): Map<string, string> {
  const entries = readdirSync(home, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(home, path), readFileSync(path).toString('base64')];
    }),
  );
}

function pathOf(home: string, manifest: Manifest, id: string): string {
  const dataset = datasetOf(manifest, id);
  return join(home, 'extracts', dataset.class, `${baseFile(dataset).hash}.parquet`);
}

async function rowsOf(sql: string) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

describe('the embedded sources', () => {
  const home = temporary();
  let manifest: Manifest;

  beforeAll(async () => {
    manifest = await buildExtracts({ sources: SOURCES, home, builtAt: BUILT_AT });
  });

  test('give the same bytes and the same manifest in two homes', async () => {
    const other = temporary();
    const again = await buildExtracts({ sources: SOURCES, home: other, builtAt: BUILT_AT });
    expect(again).toEqual(manifest);
    const [first, second] = [contentOf(home), contentOf(other)];
    expect([...second.keys()].sort()).toEqual([...first.keys()].sort());
    const different = [...first].filter(([path, bytes]) => second.get(path) !== bytes);
    expect(different.map(([path]) => path)).toEqual([]);
  });

  test('are not built again while they stay as they are', async () => {
    const before = new Map(
      [...contentOf(home).keys()].map((path) => [path, statSync(join(home, path)).mtimeMs]),
    );
    const steps: string[] = [];
    const again = await buildExtracts({
      sources: SOURCES,
      home,
      builtAt: '2030-01-01T00:00:00.000Z',
      onStep: (text) => steps.push(text),
    });
    expect(again).toEqual(manifest);
    expect(steps).toEqual([]);
    for (const [path, time] of before) expect(statSync(join(home, path)).mtimeMs).toBe(time);
  });

  test('are found by name of the current manifest and by its id', async () => {
    expect(await currentManifest(home)).toEqual(manifest);
    expect(await readManifest(home, manifest.id)).toEqual(manifest);
    expect(await readManifest(home, 'f'.repeat(64))).toBeUndefined();
    expect(await currentManifest(temporary())).toBeUndefined();
  });

  test('are described group by group as DuckDB finds them', async () => {
    for (const { id, columns } of manifest.datasets) {
      const file = baseFile(datasetOf(manifest, id));
      const path = pathOf(home, manifest, id);
      expect(statSync(path).size).toBe(file.bytes);
      let start = 0;
      for (const group of file.rowGroups) {
        const rows = `from (select * from read_parquet('${path}', file_row_number = true)
          where file_row_number >= ${start} and file_row_number < ${start + group.rows})`;
        const parts = columns.flatMap(({ name, type }) => {
          const shown = /VARCHAR|DATE/.test(type) ? 'varchar' : 'double';
          return [
            `cast(min("${name}") as ${shown}) as "min ${name}"`,
            `cast(max("${name}") as ${shown}) as "max ${name}"`,
            `count(*) - count("${name}") as "nulls ${name}"`,
          ];
        });
        const [found] = await rowsOf(`select count(*) as rows, ${parts.join(', ')} ${rows}`);
        expect(Number(found?.rows), id).toBe(group.rows);
        for (const { name } of columns) {
          const { min, max, nulls } = group.columns[name] ?? {};
          const own = [found?.[`min ${name}`], found?.[`max ${name}`], found?.[`nulls ${name}`]];
          expect([min, max, nulls], `${id}.${name}`).toEqual([own[0], own[1], Number(own[2])]);
        }
        start += group.rows;
      }
      expect(start, id).toBe(file.rows);
      const [all] = await rowsOf(`select count(*) as rows from read_parquet('${path}')`);
      expect(Number(all?.rows), id).toBe(file.rows);
    }
  });

  test('say where in the file their row groups lie', () => {
    for (const dataset of manifest.datasets) {
      const file = baseFile(dataset);
      let end = 4;
      for (const group of file.rowGroups) {
        expect(group.offset).toBe(end);
        end = group.offset + group.bytes;
      }
      expect(end).toBeLessThan(file.bytes);
    }
  });
});

/** Two small sources of their own, of which a test may spoil one. */
function smallSources(): string {
  const sources = temporary();
  for (const name of ['births', 'population-total']) {
    cpSync(join(SOURCES, name), join(sources, name), { recursive: true });
  }
  return sources;
}

function edit(sources: string, file: string, change: (text: string) => string): void {
  const path = join(sources, 'births', file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error('the edit changed nothing');
  writeFileSync(path, after);
}

async function refusalOf(work: Promise<unknown>): Promise<BadaError> {
  const error = await work.catch((one: unknown) => one);
  if (error instanceof BadaError) return error;
  throw new Error(`not refused: ${String(error)}`);
}

const replace = (part: string | RegExp, by: string) => (text: string) => text.replace(part, by);

describe('a source that breaks its contract is refused, and readers keep what they have', () => {
  test.each<[string, string, (text: string) => string, string, string]>([
    ['another header', 'births.csv', replace('midyear_population', 'people'), 'header', 'people'],
    [
      'a column too few',
      'births.csv',
      (text) => text.replace(/,[^,\n]*$/gm, ''),
      'header',
      'status',
    ],
    ['a column too many', 'births.csv', (text) => text.replace(/$/gm, ',x').trim(), 'header', 'x'],
    [
      'a row too short',
      'births.csv',
      replace(/^26110,2019.*$/m, '26110,2019-01-01'),
      'line 4',
      'Found: 2',
    ],
    [
      'a word for a number',
      'births.csv',
      replace(/^(26110,2019-01-01),\d+/m, '$1,many'),
      'births',
      'many',
    ],
    [
      'no day for a date',
      'births.csv',
      replace('2019-01-01', '2019-02-30'),
      'period',
      '2019-02-30',
    ],
    [
      'the same row twice',
      'births.csv',
      (text) => `${text}${text.split('\n')[1]}\n`,
      'place, period',
      '26110',
    ],
    [
      'a year before its period',
      'births.csv',
      replace('26110,2017-01-01', '26110,2016-01-01'),
      'period',
      '2016-01-01',
    ],
    [
      'a year after its period',
      'births.csv',
      replace('26110,2021-01-01', '26110,2022-01-01'),
      'period',
      '2022-01-01',
    ],
    [
      'nothing where a value is required',
      'births.csv',
      replace(/^(26110,2019-01-01),\d+/m, '$1,'),
      'births',
      'empty',
    ],
    [
      'a contract that is none',
      'contract.yaml',
      replace('class: internal', 'class: secret'),
      'customProperties.0.value.class',
      '',
    ],
  ])('%s', async (_, file, change, where, what) => {
    const [sources, home] = [smallSources(), temporary()];
    const before = await buildExtracts({ sources, home, builtAt: BUILT_AT });
    edit(sources, file, change);
    const again = buildExtracts({ sources, home, builtAt: BUILT_AT });
    const { code, params } = await refusalOf(again);
    expect(code).toBe('contract.invalid');
    expect(String(params.file)).toContain(file);
    expect(String(params.where)).toContain(where);
    expect(params.what).toEqual({
      ko: expect.stringMatching(/[가-힣]/),
      en: expect.stringContaining(what),
    });
    expect(await currentManifest(home)).toEqual(before);
    // Trying again refuses again: a refused input is not taken as done.
    await refusalOf(buildExtracts({ sources, home, builtAt: BUILT_AT }));
  });
});

describe('a changed source', () => {
  test('gives a new manifest, and the old one can still be read', async () => {
    const [sources, home] = [smallSources(), temporary()];
    const before = await buildExtracts({ sources, home, builtAt: BUILT_AT });
    edit(sources, 'births.csv', (text) => text.replace(/^(26110,2019-01-01),\d+/m, '$1,7'));
    const after = await buildExtracts({ sources, home, builtAt: '2024-02-02T00:00:00.000Z' });
    expect(after.id).not.toBe(before.id);
    const hash = (manifest: Manifest, id: string) => baseFile(datasetOf(manifest, id)).hash;
    expect(hash(after, 'births')).not.toBe(hash(before, 'births'));
    expect(hash(after, 'population-total')).toBe(hash(before, 'population-total'));
    expect(await currentManifest(home)).toEqual(after);
    expect(await readManifest(home, before.id)).toEqual(before);
    expect(statSync(pathOf(home, before, 'births')).size).toBeGreaterThan(0);
  });

  test('that changes back is the old manifest again, with its first build time', async () => {
    const [sources, home] = [smallSources(), temporary()];
    const before = await buildExtracts({ sources, home, builtAt: BUILT_AT });
    const path = join(sources, 'births', 'births.csv');
    const original = readFileSync(path, 'utf8');
    edit(sources, 'births.csv', (text) => text.replace(/^(26110,2019-01-01),\d+/m, '$1,7'));
    await buildExtracts({ sources, home, builtAt: '2024-02-02T00:00:00.000Z' });
    writeFileSync(path, original);
    const back = await buildExtracts({ sources, home, builtAt: '2024-03-03T00:00:00.000Z' });
    expect(back).toEqual(before);
  });

  test('whose rows stand in another order is the same extract', async () => {
    const [sources, home] = [smallSources(), temporary()];
    const before = await buildExtracts({ sources, home, builtAt: BUILT_AT });
    edit(sources, 'births.csv', (text) => {
      const [header, ...rows] = text.trim().split('\n');
      return `${[header, ...rows.reverse()].join('\n')}\n`;
    });
    const after = await buildExtracts({ sources, home, builtAt: BUILT_AT });
    expect(after.id).toBe(before.id);
  });
});
