import {
  Manifest,
  qualityTrend,
  type SchemaChange,
  schemaChangeText,
  schemaDrift,
} from '@bada/shared';
import { describe, expect, test } from 'vitest';

const PLACE = { name: 'place', type: 'VARCHAR', role: 'place' };
const COUNT = { name: 'count', type: 'INTEGER', role: 'measure', unit: 'persons', time: 'last' };

function kinds(changes: readonly SchemaChange[]): string[] {
  return changes.map(({ kind, column, breaking }) => `${kind} ${column}${breaking ? ' !' : ''}`);
}

describe('schema drift', () => {
  test('columns added, removed, retyped, redefined and moved are told apart', () => {
    const before = [PLACE, COUNT, { name: 'old', type: 'DATE', role: 'attribute' }];
    const after = [
      { ...COUNT, type: 'VARCHAR', unit: 'households' },
      PLACE,
      { name: 'fresh', type: 'DATE', role: 'attribute' },
    ];
    const changes = schemaDrift(before, after);
    expect(kinds(changes)).toEqual([
      'removed old !',
      'added fresh',
      'retyped count !',
      'redefined count !',
      'reordered count',
      'reordered place',
    ]);
    expect(changes.map(schemaChangeText)).toContainEqual({
      ko: '자료형 변경: count (INTEGER → VARCHAR)',
      en: 'type changed: count (INTEGER → VARCHAR)',
    });
  });

  test('the same columns have no drift', () => {
    expect(schemaDrift([PLACE, COUNT], [PLACE, COUNT])).toEqual([]);
  });

  test.each([
    ['INTEGER', 'BIGINT', false],
    ['BIGINT', 'INTEGER', true],
    ['INTEGER', 'DOUBLE', false],
    ['BIGINT', 'DOUBLE', true],
    ['DECIMAL(10,2)', 'DECIMAL(18,4)', false],
    ['DECIMAL(18,4)', 'DECIMAL(18,2)', true],
    ['DECIMAL(10,2)', 'DECIMAL(10,4)', true],
    ['DATE', 'VARCHAR', true],
  ])('%s to %s breaks readers: %s', (from, to, breaking) => {
    const changes = schemaDrift([{ ...COUNT, type: from }], [{ ...COUNT, type: to }]);
    expect(changes).toMatchObject([{ kind: 'retyped', breaking }]);
  });
});

const both = (text: string) => ({ ko: text, en: text });
const hash = (letter: string) => letter.repeat(64);

function manifestOf(id: string, day: number, extract: string, rules: string): Manifest {
  const quality = {
    formulaVersion: '1',
    rulesetHash: hash(rules),
    report: hash(extract),
    score: 90,
    grade: 'B' as const,
    dimensions: {
      completeness: 90,
      validity: null,
      consistency: null,
      accuracy: null,
      uniqueness: null,
      timeliness: null,
    },
    evaluated: 10,
    errors: 1,
    coverage: 1,
    standardShare: 1,
    failed: [],
    anomalies: 0,
  };
  const file = {
    role: 'base',
    format: 'parquet',
    hash: hash(extract),
    bytes: 1,
    rows: 1,
    rowGroups: [],
  };
  const dataset = {
    id: 'people',
    version: `1.0.0+${extract}`,
    contractVersion: '1.0.0',
    class: 'open',
    title: both('people'),
    publisher: both('test'),
    source: both('test'),
    licence: { id: 'MIT' },
    ownerDepartment: 'statistics',
    cadence: 'yearly',
    grain: 'year',
    asOf: '2021-12-31',
    columns: [],
    quality,
    caveats: [],
    files: [file],
  };
  const builtAt = `2024-01-0${day}T00:00:00.000Z`;
  return Manifest.parse({ v: 1, id: hash(id), builtAt, datasets: [dataset] });
}

test('the trend has one point per version, in order, and breaks where the rules change', () => {
  const manifests = [
    manifestOf('d', 4, 'c', '2'),
    manifestOf('a', 1, 'a', '1'),
    manifestOf('b', 2, 'b', '1'),
    manifestOf('c', 3, 'b', '1'),
  ];
  const trend = qualityTrend(manifests, 'people');
  expect(trend.map(({ version, breaks }) => [version, breaks])).toEqual([
    ['1.0.0+a', false],
    ['1.0.0+b', false],
    ['1.0.0+c', true],
  ]);
});
