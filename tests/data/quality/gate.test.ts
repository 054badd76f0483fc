import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildExtracts,
  currentManifest,
  diagnoseExtract,
  failingCsv,
  findOverlaps,
  loadQualityPolicy,
  readContract,
  reportPath,
  verdictPath,
} from '@bada/data/build';
import { BadaError, datasetOf, GateVerdict, QualityReport } from '@bada/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareExtracts } from '../../support/prepare.ts';
import { projectRoot } from '../../support/project.ts';
import { type SmallSource, writeSmallSource } from '../../support/small-source.ts';

const QUALITY = join(projectRoot, 'data', 'quality');
const BUILT_AT = '2024-01-01T00:00:00.000Z';

function people(gate: 'warn' | 'block'): SmallSource {
  const implementation = {
    criterion: 'logic',
    gate,
    holds: { column: 'households', op: '<=', other: 'persons' },
    reason: { ko: '세대가 사람보다 많습니다', en: 'more households than persons' },
  };
  return {
    id: 'people',
    columns: [
      { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
      { name: 'period', type: 'DATE', role: 'period', key: 2, required: true },
      { name: 'persons', type: 'INTEGER', role: 'measure', time: 'last' },
      { name: 'households', type: 'INTEGER', role: 'measure', classification: 'restricted' },
    ],
    quality: [
      { id: 'within', type: 'custom', engine: 'bada', severity: 'critical', implementation },
    ],
  };
}

const GOOD = [
  ['26110', '2020-01-01', 10, 4],
  ['26110', '2021-01-01', 9, 4],
] as const;
const BAD = [
  ['26110', '2020-01-01', 10, 4],
  ['26110', '2021-01-01', 9, 12],
] as const;

let folder: string;
let home: string;
let sources: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bada-gate-'));
  home = join(folder, 'home');
  sources = join(folder, 'sources');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const build = () => buildExtracts({ sources, home, builtAt: BUILT_AT, quality: QUALITY });

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'nothing was thrown';
  } catch (error) {
    return error instanceof BadaError ? error.code : String(error);
  }
}

describe('publishing', () => {
  test('a failed blocking rule leaves the version before it, and mending publishes', async () => {
    writeSmallSource(sources, people('block'), GOOD);
    const first = await build();
    writeSmallSource(sources, people('block'), BAD);
    expect(await codeOf(build())).toBe('quality.blocked');
    expect((await currentManifest(home))?.id).toBe(first.id);
    expect(await codeOf(build())).toBe('quality.blocked');
    writeSmallSource(sources, people('block'), [...GOOD, ['26140', '2020-01-01', 5, 2]]);
    expect((await build()).id).not.toBe(first.id);
  });

  test('the last verdict is kept, a refusal too', async () => {
    const verdict = () => {
      const text = readFileSync(verdictPath(join(home, 'extracts'), 'people'), 'utf8');
      return GateVerdict.parse(JSON.parse(text));
    };
    writeSmallSource(sources, people('warn'), BAD);
    await build();
    expect(verdict()).toMatchObject({ outcome: 'warn', at: BUILT_AT, failed: [{ id: 'within' }] });
    writeSmallSource(sources, people('block'), BAD);
    await codeOf(build());
    expect(verdict()).toMatchObject({ outcome: 'block', failed: [{ id: 'within', errors: 1 }] });
    writeSmallSource(sources, people('block'), GOOD);
    await build();
    expect(verdict()).toMatchObject({ outcome: 'pass', failed: [] });
  });

  test('a failed warning is published with its verdict, and the report lies beside it', async () => {
    writeSmallSource(sources, people('warn'), BAD);
    const manifest = await build();
    const { quality, key } = datasetOf(manifest, 'people');
    expect(key).toEqual(['place', 'period']);
    expect(quality).toMatchObject({ errors: 1, grade: 'C', coverage: 1, anomalies: 0 });
    expect(quality?.failed).toMatchObject([{ id: 'within', evaluated: 2, errors: 1 }]);
    expect(quality?.dimensions).toMatchObject({ timeliness: null, completeness: 100 });
    const path = reportPath(join(home, 'extracts'), quality?.report ?? '');
    const report = QualityReport.parse(JSON.parse(readFileSync(path, 'utf8')));
    const exchange = { share: 1, links: [{ id: 'crosswalk-place', values: 1, matched: 1 }] };
    expect(report).toMatchObject({ rows: 2, exchange, caps: ['critical'] });
  });

  test('the same data and rules give the same manifest, another formula or rule another', async () => {
    writeSmallSource(sources, people('warn'), GOOD);
    const first = await build();
    const other = join(folder, 'other');
    const again = await buildExtracts({
      sources,
      home: other,
      builtAt: BUILT_AT,
      quality: QUALITY,
    });
    expect(again).toEqual(first);
    writeSmallSource(sources, people('block'), GOOD);
    const stricter = await build();
    const hashes = [first, stricter].map((one) => datasetOf(one, 'people').quality?.rulesetHash);
    expect(new Set(hashes).size).toBe(2);
  });

  test('a build tells what became of the columns since the version before it', async () => {
    writeSmallSource(sources, people('warn'), GOOD);
    await build();
    const { columns, ...rest } = people('warn');
    const fresh = { name: 'note', type: 'VARCHAR', role: 'attribute' };
    const wider = columns.map((one) => (one.name === 'persons' ? { ...one, type: 'DOUBLE' } : one));
    const rows = GOOD.map((row) => [...row, 'x']);
    writeSmallSource(sources, { ...rest, columns: [...wider, fresh] }, rows);
    const steps: string[] = [];
    const onStep = (text: string) => steps.push(text);
    await buildExtracts({ sources, home, builtAt: BUILT_AT, quality: QUALITY, onStep });
    expect(steps.slice(1)).toEqual([
      'people: column added: note (VARCHAR)',
      'people: type changed: persons (INTEGER → DOUBLE)',
    ]);
  });

  test('without a folder of rules nothing is diagnosed and nothing is claimed', async () => {
    writeSmallSource(sources, people('block'), BAD);
    const manifest = await buildExtracts({ sources, home, builtAt: BUILT_AT });
    expect(datasetOf(manifest, 'people').quality).toBeUndefined();
  });

  test('failing rows go back with reasons; narrower columns keep their values to themselves', async () => {
    writeSmallSource(sources, people('warn'), BAD);
    const { datasets } = await build();
    const contract = await readContract(join(sources, 'people'));
    const { failing } = await diagnoseExtract(contract, {
      datasets,
      extracts: join(home, 'extracts'),
      policy: await loadQualityPolicy(QUALITY),
      limit: 10,
    });
    expect(failing).toMatchObject([{ rowNumber: 2, rule: 'within', value: '***' }]);
    expect(failingCsv(failing)).toBe(
      '\uFEFF행 번호,열,값,규칙,사유,reason\r\n2,"households, persons",***,within,세대가 사람보다 많습니다,more households than persons\r\n',
    );
  });

  test('a cell that a spreadsheet would compute is shown as text', () => {
    const reason = { ko: '가', en: 'a' };
    const row = { rowNumber: 1, rule: 'r', columns: ['c'], key: [], value: '=1+1', reason };
    expect(failingCsv([row])).toContain(",'=1+1,");
  });
});

describe('the embedded figures', () => {
  test('are all diagnosed in every column, and only the known gap fails', async () => {
    const manifest = await currentManifest(join(await prepareExtracts(), '..'));
    const found = manifest?.datasets.map(({ id, quality }) => {
      return { id, coverage: quality?.coverage, failed: quality?.failed.map((rule) => rule.id) };
    });
    expect(found?.filter(({ coverage }) => coverage !== 1)).toEqual([]);
    expect(found?.filter(({ failed }) => failed?.length !== 0)).toEqual([
      { id: 'tourism-card', coverage: 1, failed: ['no-quarter-skipped'] },
    ]);
  });

  test('their reports name the district whose area lacks a dong in 2018', async () => {
    const extracts = await prepareExtracts();
    const manifest = await currentManifest(join(extracts, '..'));
    if (!manifest) throw new Error('the extracts were not built');
    const report = datasetOf(manifest, 'households-density').quality?.report ?? '';
    const { anomalies } = QualityReport.parse(
      JSON.parse(readFileSync(reportPath(extracts, report), 'utf8')),
    );
    expect(anomalies).toContainEqual(
      expect.objectContaining({ column: 'area_km2', group: '26410', period: '2018-01-01' }),
    );
  });

  test('population held twice is found, and the 9,005 people that one of them lacks', async () => {
    const extracts = await prepareExtracts();
    const manifest = await currentManifest(join(extracts, '..'));
    const overlaps = await findOverlaps(manifest?.datasets ?? [], { extracts });
    const between = (a: string, b: string) =>
      overlaps.find((one) => one.dataset === a && one.other === b)?.measures;
    expect(between('households-density', 'population-total')).toEqual([
      {
        column: 'persons',
        otherColumn: 'persons',
        compared: 80,
        agreeing: 79,
        conflicts: [{ key: '26410 2018-12-31', value: 242_956 - 9005, otherValue: 242_956 }],
      },
    ]);
    const ages = between('population-age', 'population-total');
    expect(ages).toMatchObject([{ compared: 176, agreeing: 176, conflicts: [] }]);
  });
});
