import { diagnosesOf, dueOn, QualityReport, seoulDate, TaskPolicy } from '@bada/shared';
import { describe, expect, test } from 'vitest';

const HASH = 'a'.repeat(64);

function report(part: object): QualityReport {
  return QualityReport.parse({
    ...{ v: 1, dataset: 'people', extract: HASH, formulaVersion: '1', termsVersion: '1' },
    ...{ rulesetHash: HASH, rows: 1, anomalies: [], score: 100, grade: 'A', caps: [] },
    standard: { share: 0.9, uses: [{ column: 'a', state: 'standard' }] },
    structure: {
      ...{ definedTables: 1, physicalTables: 1, definedColumns: 1, physicalColumns: 1 },
      ...{ currency: 1, differences: [] },
    },
    value: {
      ...{ results: [], notExecuted: [], evaluated: 1000, errors: 0, percent: 0, points: 10 },
    },
    exchange: 'undiagnosed',
    dimensions: {
      ...{ completeness: 100, validity: null, consistency: null },
      ...{ accuracy: null, uniqueness: null, timeliness: null },
    },
    ...{ coverage: 1, readiness: 1 },
    ...part,
  });
}

function verdicts(part: object): Record<string, string> {
  return Object.fromEntries(diagnosesOf(report(part)).map(({ kind, verdict }) => [kind, verdict]));
}

describe('the four diagnoses', () => {
  test('what was not diagnosed is not good', () => {
    expect(verdicts({})).toEqual({
      standard: 'good',
      structure: 'good',
      value: 'good',
      links: 'none',
    });
    const nothing = { results: [], notExecuted: [], evaluated: 0, errors: 0 };
    expect(verdicts({ value: { ...nothing, percent: null, points: null } }).value).toBe('none');
    expect(verdicts({ standard: { share: 0, uses: [] } }).standard).toBe('none');
  });

  test.each([
    [10, 'good'],
    [8, 'good'],
    [6, 'caution'],
    [4, 'caution'],
    [2, 'warning'],
  ])('values follow the official band of %i points: %s', (points, verdict) => {
    const value = {
      results: [],
      notExecuted: [],
      evaluated: 1000,
      errors: 1,
      percent: 0.1,
      points,
    };
    expect(verdicts({ value }).value).toBe(verdict);
  });

  test.each([
    [0.9, 'good'],
    [0.89, 'caution'],
    [0.5, 'warning'],
  ])('a share of %f of standard terms is %s', (share, verdict) => {
    const uses = [{ column: 'a', state: 'no-term' }];
    expect(verdicts({ standard: { share, uses } }).standard).toBe(verdict);
  });

  test('one value without a counterpart keeps links from being good', () => {
    const link = {
      ...{ id: 'x', kind: 'crosswalk', declared: false, columns: ['place'], dataset: null },
      ...{ values: 16, matched: 15, examples: ['99999'] },
    };
    expect(verdicts({ exchange: { share: 15 / 16, links: [link] } }).links).toBe('warning');
  });
});

test('a deadline is counted from the day in Korea on which the failure is found', () => {
  const today = seoulDate(new Date('2024-02-28T15:00:00Z'));
  expect(today).toBe('2024-02-29');
  const days = { critical: 1, major: 30, minor: 366 };
  const policy = TaskPolicy.parse({ v: 1, version: '1', source: { ko: '가', en: 'a' }, days });
  const due = (severity: 'critical' | 'major' | 'minor') => dueOn(policy, { severity, today });
  expect([due('critical'), due('major'), due('minor')]).toEqual([
    '2024-03-01',
    '2024-03-30',
    '2025-03-01',
  ]);
});
