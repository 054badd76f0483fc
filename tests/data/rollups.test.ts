import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allSinks, applyRetention, buildExtracts, verifyVersion } from '@bada/data/build';
import {
  baseFile,
  type ExtractFile,
  type Manifest,
  type ManifestDataset,
  parseDatasetContract,
} from '@bada/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsOf, withDuckDb } from '../../data/src/build/duckdb.ts';
import { projectRoot } from '../support/project.ts';
import { type SmallSource, smallContract, writeSmallSource } from '../support/small-source.ts';

const SOURCES = join(projectRoot, 'data', 'sources');
const BUILT_AT = '2024-01-01T00:00:00.000Z';
const folders: string[] = [];

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bada-rollups-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function read(home: string, dataset: ManifestDataset, file: ExtractFile): string {
  return `read_parquet('${join(home, 'extracts', dataset.class, `${file.hash}.parquet`)}')`;
}

function rollupsOf(manifest: Manifest) {
  return manifest.datasets.flatMap((dataset) =>
    dataset.files.flatMap((file) => (file.rollup ? [{ dataset, file, rollup: file.rollup }] : [])),
  );
}

/** The same sums, written another way: row by row in JavaScript, exact. */
async function sumsOf(home: string, dataset: ManifestDataset, { rollup }: ExtractFile) {
  if (!rollup) throw new Error('no rollup');
  const period = dataset.columns.find(({ role }) => role === 'period')?.name ?? '';
  const rows = await withDuckDb((connection) =>
    rowsOf(connection, `select columns(*)::varchar from ${read(home, dataset, baseFile(dataset))}`),
  );
  const starts = { year: 12, half: 6, quarter: 3, month: 1, day: 0, hour: 0 };
  const slotOf = (text: string) => {
    const months = starts[rollup.grain ?? 'day'];
    if (months === 0) return text;
    const month = Math.floor((Number(text.slice(5, 7)) - 1) / months) * months + 1;
    return `${text.slice(0, 5)}${String(month).padStart(2, '0')}-01`;
  };
  const last = new Map<string, string>();
  for (const row of rows) {
    const at = String(row[period]);
    if (at > (last.get(slotOf(at)) ?? '')) last.set(slotOf(at), at);
  }
  const sums = new Map<string, bigint[]>();
  for (const row of rows) {
    const at = String(row[period]);
    const key = rollup.by.map((name) => (name === period ? slotOf(at) : String(row[name])));
    const before = sums.get(key.join('|')) ?? rollup.measures.map(() => 0n);
    const counted = rollup.measures.map(({ name, time }, index) => {
      const counts = time === 'sum' || last.get(slotOf(at)) === at;
      return (before[index] ?? 0n) + (counts ? BigInt(String(row[name] ?? 0)) : 0n);
    });
    sums.set(key.join('|'), counted);
  }
  return [...sums].map(([key, values]) => `${key}|${values.join('|')}`).sort();
}

describe('rollups of the embedded datasets', () => {
  const home = temporary();
  let manifest: Manifest;
  beforeAll(async () => {
    manifest = await buildExtracts({ sources: SOURCES, home, builtAt: BUILT_AT });
  }, 120_000);

  test('those that the contracts declare are there, with what they hold', () => {
    const found = rollupsOf(manifest).map(({ dataset, rollup }) => `${dataset.id}/${rollup.id}`);
    expect(found).toEqual([
      'metro-ridership/month-district',
      'metro-ridership/month-district-hour',
      'metro-ridership/quarter-station',
      'population-age/year-district',
    ]);
    expect(rollupsOf(manifest)[0]?.rollup).toEqual({
      id: 'month-district',
      by: ['period', 'direction', 'place', 'day_type'],
      grain: 'month',
      measures: [{ name: 'passengers', type: 'BIGINT', time: 'sum' }],
    });
    expect(rollupsOf(manifest)[3]?.rollup).toMatchObject({
      grain: 'year',
      measures: [{ time: 'last' }],
    });
  });

  test('each equals its base, is in the order of its columns and far smaller', async () => {
    for (const { dataset, file, rollup } of rollupsOf(manifest)) {
      const names = [...rollup.by, ...rollup.measures.map(({ name }) => name)];
      const list = names.map((name) => `"${name}"::varchar`).join(', ');
      const rows = await withDuckDb((connection) =>
        rowsOf(
          connection,
          `select concat_ws('|', ${list}) as line from ${read(home, dataset, file)}`,
        ),
      );
      const lines = rows.map(({ line }) => String(line));
      expect(lines.toSorted(), rollup.id).toEqual(await sumsOf(home, dataset, file));
      expect(lines).toHaveLength(file.rows);
      expect(file.rows * 2).toBeLessThan(baseFile(dataset).rows);
      const groups = file.rowGroups.map((group) => group.columns[rollup.by[0] ?? '']?.min);
      expect(groups).toEqual(groups.toSorted());
    }
  }, 60_000);

  test('the same input gives the same bytes', async () => {
    const again = await buildExtracts({ sources: SOURCES, home: temporary(), builtAt: BUILT_AT });
    expect(again.id).toBe(manifest.id);
  }, 120_000);

  test('a version without one of its rollups is not whole', async () => {
    await verifyVersion(home, manifest);
    const copy = temporary();
    const fresh = await buildExtracts({ sources: SOURCES, home: copy, builtAt: BUILT_AT });
    const [one] = rollupsOf(fresh);
    if (!one) throw new Error('there is no rollup');
    rmSync(join(copy, 'extracts', one.dataset.class, `${one.file.hash}.parquet`));
    await expect(verifyVersion(copy, fresh)).rejects.toMatchObject({ code: 'version.incomplete' });
  }, 120_000);
});

const SMALL: SmallSource = {
  id: 'small',
  columns: [
    { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
    { name: 'period', type: 'DATE', role: 'period', key: 2, required: true },
    { name: 'stock', type: 'INTEGER', role: 'measure', time: 'last' },
    { name: 'spent', type: 'DECIMAL(18,2)', role: 'measure', time: 'sum' },
    { name: 'share', type: 'DOUBLE', role: 'measure', time: 'sum' },
  ],
};

function withRollups(rollups: readonly unknown[]): string {
  return smallContract({ ...SMALL, rollups });
}

describe('a rollup that would mislead is refused', () => {
  test.each([
    ['a sum of doubles', { by: ['place'], measures: ['share'] }, 'not exact'],
    ['a stock without its period', { by: ['place'], measures: ['stock'] }, 'needs its period'],
    ['a column that is not there', { by: ['nowhere'], measures: ['spent'] }, 'no column'],
    ['a measure to group by', { by: ['spent'], measures: ['spent'] }, 'no column'],
    ['what is no measure', { by: ['period'], measures: ['place'] }, 'no measure'],
    ['a finer grain', { by: ['period'], grain: 'day', measures: ['spent'] }, 'holds no day'],
  ])('%s', (_what, rollup, text) => {
    const contract = withRollups([{ id: 'one', ...rollup }]);
    expect(() => parseDatasetContract(contract, 'small.yaml')).toThrow(
      expect.objectContaining({
        code: 'contract.invalid',
        params: expect.objectContaining({
          what: {
            ko: expect.stringMatching(/행: .*니다/),
            en: expect.stringContaining(text),
          },
        }),
      }),
    );
  });

  test('an id that is used twice', () => {
    const rollup = { id: 'one', by: ['place'], measures: ['spent'] };
    expect(() => parseDatasetContract(withRollups([rollup, rollup]), 'small.yaml')).toThrow();
  });
});

describe('over the life of a dataset', () => {
  test('builds tell what became of rollups, lineage leads from the dataset, retention removes old ones', async () => {
    const sources = temporary();
    const home = temporary();
    writeSmallSource(sources, SMALL, [
      ['26110', '2020-01-01', 1, 2.25, 0.5],
      ['26110', '2021-01-01', 2, 3.5, 0.5],
    ]);
    const contract = join(sources, 'small', 'contract.yaml');
    const steps: string[] = [];
    const events: unknown[] = [];
    const sink = { write: async (more: readonly unknown[]) => void events.push(...more) };
    const build = (rollups: readonly unknown[]) => {
      writeFileSync(contract, withRollups(rollups));
      const lineage = { sink: allSinks([sink]), indicators: [], clock: () => new Date(BUILT_AT) };
      const onStep = (text: string) => steps.push(text);
      const builtAt = `2024-01-0${1 + rollups.length}T00:00:00.000Z`;
      return buildExtracts({ sources, home, builtAt, lineage, onStep });
    };
    const first = await build([{ id: 'by-place', by: ['place'], measures: ['spent'] }]);
    const [rollup] = rollupsOf(first);
    expect(rollup?.rollup.grain).toBeNull();
    expect(JSON.stringify(events)).toContain('small/rollups/by-place');
    expect(JSON.stringify(events)).toContain('AGGREGATION');
    const fresh = { id: 'by-period', by: ['period'], measures: ['stock', 'spent'] };
    await build([fresh, { id: 'whole', by: ['place', 'period'], measures: ['spent'] }]);
    expect(steps).toContain('small: rollup added: by-period');
    expect(steps).toContain('small: rollup removed: by-place');
    const now = new Date(Date.now() + 3 * 86_400_000);
    const plan = await applyRetention({ home, keep: 1, referenced: new Set(), now });
    const name = join('open', `${rollup?.file.hash}.parquet`);
    expect(plan.files).toContain(name);
    expect(readdirSync(join(home, 'extracts', 'open'))).toHaveLength(3);
  }, 60_000);
});
