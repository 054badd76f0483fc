import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  applyRetention,
  type BroughtDataset,
  buildExtracts,
  currentManifest,
  fileSink,
  intakePath,
  listVersions,
  planRetention,
  previewBrought,
  publishBrought,
  type RetentionPlan,
  rollBack,
  verifyVersion,
} from '@bada/data/build';
import { baseFile, datasetOf, type Manifest } from '@bada/shared';
import { draftContract, raiseContract } from '@bada/shared/catalogue';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rowsOf, withDuckDb } from '../../../data/src/build/duckdb.ts';
import { writeSmallSource } from '../../support/small-source.ts';
import { temporary } from '../ingest/support.ts';
import { bring, NOT_TOLD, policy, ruled, visits } from './visits.ts';

const BUILT_AT = '2024-01-01T00:00:00.000Z';

let home: string;
let sources: string;

beforeEach(() => {
  home = temporary();
  sources = temporary();
});

afterEach(() => {
  for (const folder of [home, sources]) rmSync(folder, { recursive: true, force: true });
});

let published = 0;

function publish(...datasets: BroughtDataset[]) {
  const builtAt = new Date(Date.parse(BUILT_AT) + published++ * 1000).toISOString();
  const lineage = { sink: fileSink(home), indicators: [], clock: () => new Date(BUILT_AT) };
  return publishBrought({ home, datasets, policy, lineage, builtAt });
}

async function rowsIn(manifest: Manifest): Promise<string[]> {
  const dataset = datasetOf(manifest, 'visits');
  const path = join(home, 'extracts', dataset.class, `${baseFile(dataset).hash}.parquet`);
  const rows = await withDuckDb((connection) =>
    rowsOf(
      connection,
      `select concat_ws('|', place, period, visits) as line from read_parquet('${path}')`,
    ),
  );
  return rows.map(({ line }) => String(line));
}

test('a file becomes a version, with the account of its rows and its lineage', async () => {
  const { manifest } = await publish(
    await bring(['26110,2024-01,5', '26140,2024-01,7', '26140,2024-01-xx,9']),
  );
  const dataset = datasetOf(manifest, 'visits');
  expect(await rowsIn(manifest)).toEqual(['26110|2024-01-01|5', '26140|2024-01-01|7']);
  expect(dataset).toMatchObject({ class: 'internal', asOf: '2024-01-31', grain: 'month' });
  expect(dataset.intake?.[0]?.account).toEqual({
    read: 3,
    kept: 2,
    totals: 0,
    quarantined: 1,
    duplicates: 0,
  });
  expect(dataset.quality?.score).not.toBeNull();
  for (const file of dataset.intake?.[0]?.files ?? []) {
    expect(existsSync(join(home, 'extracts', intakePath('internal', file)))).toBe(true);
  }
  const events = readFileSync(join(home, 'lineage', '2024-01.ndjson'), 'utf8').split('\n');
  const done = events.find((line) => line.includes('"COMPLETE"')) ?? '';
  expect(done).toContain('"field":"건수"');
  expect(done).toMatch(/"name":"[0-9a-f]{12}\/t\.csv\/t"/);
});

test('the next month is added, a month told again is replaced, and the version before stays readable', async () => {
  const first = await publish(await bring(['26110,2024-01,5']));
  const raised = (version: string) => (text: string) => text.replace('"1.0.0"', `"${version}"`);
  const second = await publish(await bring(['26110,2024-02,6'], { mend: raised('1.0.1') }));
  expect(await rowsIn(second.manifest)).toEqual(['26110|2024-01-01|5', '26110|2024-02-01|6']);
  const third = await publish(await bring(['26110,2024-02,8'], { mend: raised('1.0.2') }));
  expect(await rowsIn(third.manifest)).toEqual(['26110|2024-01-01|5', '26110|2024-02-01|8']);
  expect(await rowsIn(first.manifest)).toEqual(['26110|2024-01-01|5']);
  expect(third.datasets[0]?.contract.period).toEqual({ from: '2024-01-01', to: '2024-02-01' });
  const whole = await publish(await bring(['26110,2024-03,1'], { update: 'replace' }));
  expect(await rowsIn(whole.manifest)).toEqual(['26110|2024-03-01|1']);
  await verifyVersion(home, third.manifest);
  await rollBack(home, third.manifest.id);
  expect((await currentManifest(home))?.id).toBe(third.manifest.id);
});

test('a blocking rule that fails leaves the manifest as it was', async () => {
  const { manifest } = await publish(await bring(['26110,2024-01,5']));
  const repeated = await bring(['26110,2024-02,5', '26110,2024-02,6']);
  await expect(publish(repeated)).rejects.toMatchObject({
    code: 'quality.blocked',
    params: { rules: 'duplicate-key' },
  });
  const untold = await bring(['26110,2024-02,5'], {
    mend: (text) => text.replace('"name":"visits","businessName"', '"name":"other","businessName"'),
  });
  await expect(publish(untold)).rejects.toMatchObject({ code: 'ingest.contract-differs' });
  expect((await currentManifest(home))?.id).toBe(manifest.id);
  const events = readFileSync(join(home, 'lineage', '2024-01.ndjson'), 'utf8');
  expect(events.match(/"eventType":"FAIL"/g)).toHaveLength(2);
});

test('a column that is classified narrower leaves as ***', async () => {
  const secret = await bring(['26110,2024-01,5'], {
    mend: (text) =>
      text.replace('"name":"place_raw",', '"name":"place_raw","classification":"restricted",'),
  });
  const { manifest } = await publish(secret);
  const dataset = datasetOf(manifest, 'visits');
  const path = join(home, 'extracts', 'internal', `${baseFile(dataset).hash}.parquet`);
  const rows = await withDuckDb((connection) =>
    rowsOf(connection, `select place, place_raw from read_parquet('${path}')`),
  );
  expect(rows).toEqual([{ place: '26110', place_raw: '***' }]);
});

test('figures that were brought stay when those that ship are built again', async () => {
  const columns = [
    { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
    { name: 'period', type: 'DATE', role: 'period', key: 2, required: true },
  ];
  const rows = [
    ['26110', '2020-01-01'],
    ['26110', '2021-01-01'],
  ];
  writeSmallSource(sources, { id: 'visits', columns }, rows);
  writeSmallSource(sources, { id: 'people', columns }, rows);
  const build = () => buildExtracts({ sources, home, builtAt: BUILT_AT });
  await build();
  const { manifest } = await publish(await bring(['26110,2024-01,5']));
  expect((await build()).id).toBe(manifest.id);
  writeSmallSource(sources, { id: 'people', columns }, [...rows, ['26140', '2020-01-01']]);
  const rebuilt = await build();
  expect(rebuilt.datasets.map(({ id }) => id)).toEqual(['people', 'visits']);
  expect(baseFile(datasetOf(rebuilt, 'people')).rows).toBe(3);
  expect(datasetOf(rebuilt, 'visits')).toEqual(datasetOf(manifest, 'visits'));
});

test('two that publish at once both get in, and the lock of a dead process is taken over', async () => {
  writeFileSync(join(home, 'publish.lock'), 'elsewhere 1');
  writeFileSync(join(home, 'publish.lock'), `${(await import('node:os')).hostname()} 999999999`);
  const one = await bring(['26110,2024-01,5']);
  const other = { ...one, contract: { ...one.contract, id: 'visits-too' } };
  await Promise.all([publish(one), publish(other)]);
  const ids = (await currentManifest(home))?.datasets.map(({ id }) => id);
  expect(ids).toEqual(['visits', 'visits-too']);
  expect(readdirSync(home).sort()).toEqual(['extracts', 'lineage']);
});

test('retention keeps the account as long as its version', async () => {
  await publish(await bring(['26110,2024-01,5']));
  const later = { home, keep: 1, referenced: new Set<string>(), minAgeHours: 0 };
  const kept = await planRetention({ ...later, now: new Date(Date.now() + 1000) });
  expect(kept.files).toEqual([]);
  await publish(await bring(['26110,2024-01,6', 'x,2024-01,1']));
  const plan = await planRetention({ ...later, now: new Date(Date.now() + 1000) });
  expect(plan.files.filter((name) => name.startsWith('intake'))).toHaveLength(3);
});

test('a contract is raised by what became of its columns', async () => {
  const mapping = visits();
  const known = { department: null, departments: [], terms: [] };
  const column = (name: string) => ({ name, type: 'BIGINT' });
  const draft = (...names: string[]) =>
    draftContract({
      mapping,
      columns: names.map(column),
      file: 't.csv',
      today: '2024-05-05',
      ...known,
    }).document;
  const before = draft('place', 'visits');
  expect(raiseContract(before, draft('place', 'visits')).version).toBe('1.0.1');
  expect(raiseContract(before, draft('place', 'period', 'visits')).version).toBe('1.1.0');
  expect(raiseContract(before, draft('place')).version).toBe('2.0.0');
});

const cut = (lines: readonly string[], version: string) =>
  bring(lines, { update: 'replace', missing: NOT_TOLD, mend: ruled(version) });

test('small counts stay inside, also when a month is added, and no hash of the file tells of them', async () => {
  const january = await bring(['26110,2024-01,3', '26140,2024-01,7001', '26170,2024-01,7003'], {
    ...{ missing: NOT_TOLD, mend: ruled('1.0.0') },
  });
  const first = await publish(january);
  // One month alone leaves nothing to hide a small count with.
  expect(await rowsIn(first.manifest)).toEqual([
    '26110|2024-01-01',
    '26140|2024-01-01',
    '26170|2024-01-01',
  ]);
  const february = ['26110,2024-02,8001', '26140,2024-02,8003', '26170,2024-02,8009'];
  const second = await publish(await bring(february, { missing: NOT_TOLD, mend: ruled('1.0.1') }));
  expect(await rowsIn(second.manifest)).toEqual([
    '26110|2024-01-01',
    '26110|2024-02-01',
    '26140|2024-01-01',
    '26140|2024-02-01',
    '26170|2024-01-01|7003',
    '26170|2024-02-01|8009',
  ]);
  const dataset = datasetOf(second.manifest, 'visits');
  expect(dataset.intake?.[0]?.files).toEqual([]);
  const hash = january.tables[0]?.report.input.sha256 ?? '';
  const told = readFileSync(join(home, 'lineage', '2024-01.ndjson'), 'utf8');
  for (const text of [told, JSON.stringify(first.manifest)]) {
    expect(text).not.toContain(hash.slice(0, 12));
  }
  const spare = readdirSync(join(home, 'extracts', 'internal'));
  expect(spare).toHaveLength(2);
});

test('what a version hides stays hidden in the next, and no shown count of one gives away the other', async () => {
  const large = ['26140,2024-01,7001', '26170,2024-01,7003', '26200,2024-01,7013'];
  const later = [
    '26110,2024-02,8001',
    '26140,2024-02,8003',
    '26170,2024-02,8009',
    '26200,2024-02,9000',
  ];
  const first = await publish(await cut(['26110,2024-01,3', ...large, ...later], '1.0.0'));
  const hidden = (lines: readonly string[]) =>
    new Set(lines.flatMap((line) => (line.split('|').length === 2 ? [line] : [])));
  const before = hidden(await rowsIn(first.manifest));
  expect(before.size).toBe(4);
  expect(before).toContain('26110|2024-01-01');
  // Another box would be the cheaper one now, if the version before were not held against it.
  const cheaper = [
    ...large.slice(0, 2),
    '26200,2024-01,6',
    '26110,2024-02,7',
    ...later.slice(1, 3),
    '26200,2024-02,8',
  ];
  const second = await publish(await cut(['26110,2024-01,3', ...cheaper], '1.0.1'));
  const after = hidden(await rowsIn(second.manifest));
  for (const line of before) expect(after).toContain(line);
});

test('a cut by other keys shows no count where the earlier one hides any', async () => {
  const rows = [
    '26110,2024-01,3',
    '26140,2024-01,7001',
    '26110,2024-02,8001',
    '26140,2024-02,8003',
  ];
  await publish(await cut([...rows, '26170,2024-01,7003', '26170,2024-02,8009'], '1.0.0'));
  const dongs = ['2611051000,2024-01,7003', '2611052000,2024-01,7003', '2614051000,2024-02,8003'];
  const brought = await cut(dongs, '1.0.1');
  const published = await publish(brought);
  const shown = await rowsIn(published.manifest);
  expect(shown).toHaveLength(3);
  expect(shown.every((line) => line.split('|').length === 2)).toBe(true);
});

test('publishing that is only tried hides what publishing does, beside the cuts before it', async () => {
  const rows = ['26110,2024-01,3', '26140,2024-01,7001', '26110,2024-02,8001'];
  await publish(await cut([...rows, '26140,2024-02,8003'], '1.0.0'));
  const dongs = ['2611051000,2024-01,7003', '2611052000,2024-01,7003', '2614051000,2024-02,8003'];
  const brought = await cut(dongs, '1.0.1');
  const scratch = temporary();
  try {
    const tried = await previewBrought({
      ...{ home, scratch, policy, datasets: [brought], limit: 3 },
      at: '2024-01-01T00:00:00.000Z',
      hidden: () => false,
    });
    const published = datasetOf((await publish(brought)).manifest, 'visits');
    const [preview] = tried.datasets;
    expect(published.smallCells?.hidden).toBe(3);
    expect(preview?.dataset.smallCells?.hidden).toBe(3);
    expect(preview?.dataset.files.map(({ hash }) => hash)).toEqual([baseFile(published).hash]);
  } finally {
    rmSync(scratch, { recursive: true });
  }
});

const OLD = new Date('2024-01-01T00:00:00Z');
const RETENTION = { keep: 1, referenced: new Set<string>() };
const insideOf = (manifest: Manifest) =>
  join('inside', `${datasetOf(manifest, 'visits').smallCells?.inside}.parquet`);

/** Makes everything look as old as retention wants it. */
function age(): void {
  const extracts = join(home, 'extracts');
  for (const name of readdirSync(extracts, { recursive: true, encoding: 'utf8' })) {
    utimesSync(join(extracts, name), OLD, OLD);
  }
}

test('retention removes the files inside that no version needs, and keeps the others and the key', async () => {
  const first = await publish(await cut(['26110,2024-01,3', '26140,2024-01,7001'], '1.0.0'));
  const second = await publish(await cut(['26110,2024-01,4', '26140,2024-01,7001'], '1.0.1'));
  age();
  const options = { home, ...RETENTION, now: new Date() };
  expect((await planRetention({ ...options, keep: 2 })).files).not.toContain(
    insideOf(first.manifest),
  );
  expect((await applyRetention(options)).files).toContain(insideOf(first.manifest));
  const inside = readdirSync(join(home, 'extracts', 'inside'));
  expect(inside.sort()).toEqual([basename(insideOf(second.manifest)), 'key'].sort());
});

test('what a version held before there was a rule stays inside as long as that version', async () => {
  const lines = ['26110,2024-01,3', '26140,2024-01,7001'];
  const uncut = await publish(await bring(lines, { update: 'replace', missing: NOT_TOLD }));
  const datasets = [await cut([...lines, '26170,2024-01,7003'], '1.0.1')];
  const builtAt = '2024-01-02T00:00:00.000Z';
  await publishBrought({ home, datasets, policy, builtAt, reason: '작은 수를 가림' });
  age();
  const options = { home, ...RETENTION, now: new Date() };
  const held = { ...options, referenced: new Set([uncut.manifest.id]) };
  expect((await planRetention(held)).files).toEqual([]);
  const { files } = await planRetention(options);
  expect(files.filter((name) => name.startsWith('inside'))).toHaveLength(1);
});

test('retention waits for a publish at work, which needs an old file that nothing names yet', async () => {
  const rows = ['26110,2024-01,3', '26140,2024-01,7001'];
  const first = await publish(await cut(rows, '1.0.0'));
  await publish(await cut(['26110,2024-01,9001', '26140,2024-01,7001'], '1.0.1'));
  age();
  const brought = await cut(rows, '1.0.2');
  let retained: Promise<RetentionPlan> | undefined;
  const again = await publishBrought({
    home,
    datasets: [brought],
    policy,
    builtAt: '2024-01-02T00:00:00.000Z',
    async commit(_published, swap) {
      retained = applyRetention({ home, ...RETENTION, now: new Date() });
      // Time enough to remove a handful of files, if nothing held it back.
      await Promise.race([retained, wait(1500)]);
      await swap();
    },
  });
  const plan = await retained;
  expect(plan?.manifests).toContain(join('manifests', `${first.manifest.id}.json`));
  expect(insideOf(again.manifest)).toBe(insideOf(first.manifest));
  expect(existsSync(join(home, 'extracts', insideOf(again.manifest)))).toBe(true);
  await verifyVersion(home, again.manifest);
});

test('a version too young to go keeps its files, however old they are', async () => {
  const first = await publish(await bring(['26110,2024-01,5']));
  age();
  const other = await bring(['26110,2024-01,5']);
  const both = { ...other, contract: { ...other.contract, id: 'visits-too' } };
  await publish(both);
  await publish(await bring(['26110,2024-01,6'], { update: 'replace' }));
  await applyRetention({ home, ...RETENTION, now: new Date() });
  const versions = await listVersions(home);
  expect(versions.map(({ manifest }) => manifest.id)).not.toContain(first.manifest.id);
  expect(versions).toHaveLength(2);
  for (const { manifest } of versions) await verifyVersion(home, manifest);
});
