import { join } from 'node:path';
import { loadQualityPolicy } from '@bada/data/build';
import {
  datasetFreshness,
  diagnoseStructure,
  officialErrorRate,
  QUALITY_CRITERIA,
  type RuleResult,
  ScoreFormula,
  scoreOf,
  timeliness,
} from '@bada/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projectRoot } from '../../support/project.ts';

const { formula } = await loadQualityPolicy(join(projectRoot, 'data', 'quality'));

function result(
  criterion: RuleResult['criterion'],
  [evaluated, errors]: readonly [number, number],
  severity: RuleResult['severity'] = 'major',
): RuleResult {
  const id = `${criterion}-${severity}`;
  return { id, criterion, columns: ['a'], severity, gate: 'warn', evaluated, errors };
}

test('the worked example of the formula gives 94.5', () => {
  const results = [
    result('required', [1000, 8]),
    result('date', [1000, 25]),
    result('logic', [1000, 60]),
    result('duplicate', [1000, 0]),
  ];
  const { score, grade, dimensions } = scoreOf(formula, { results, coverage: 1, timely: 80 });
  expect(dimensions).toMatchObject({ completeness: 99.2, validity: 97.5, accuracy: null });
  expect(score).toBeCloseTo(8501.5 / 90, 10);
  expect(grade).toBe('B');
});

test('severity weighs within a dimension', () => {
  const results = [result('date', [100, 10], 'critical'), result('rate', [100, 0], 'minor')];
  expect(scoreOf(formula, { results, coverage: 1 }).dimensions.validity).toBeCloseTo(92.5, 10);
});

test('nothing diagnosed is undiagnosed and not 100', () => {
  const nothing = scoreOf(formula, { results: [result('date', [0, 0])], coverage: 0, timely: 100 });
  expect(nothing).toMatchObject({ score: null, grade: 'undiagnosed' });
  expect(officialErrorRate(formula, [])).toMatchObject({ percent: null, points: null });
});

test('poor coverage caps at B, a failed critical rule at C, the score itself stays', () => {
  const good = result('date', [1000, 0]);
  const capped = scoreOf(formula, { results: [good], coverage: 0.5 });
  expect(capped).toMatchObject({ score: 100, grade: 'B', caps: ['coverage'] });
  const failed = [good, result('required', [1000, 11], 'critical')];
  expect(scoreOf(formula, { results: failed, coverage: 1 }).grade).toBe('C');
  const held = [good, result('required', [1000, 10], 'critical')];
  expect(scoreOf(formula, { results: held, coverage: 1 }).grade).toBe('A');
});

test.each([
  [0, 10],
  [9, 10],
  [10, 8],
  [99, 8],
  [100, 6],
  [499, 6],
  [500, 4],
  [999, 4],
  [1000, 2],
])('%d errors in 100,000 values give %d points', (errors, points) => {
  expect(officialErrorRate(formula, [{ evaluated: 100_000, errors }]).points).toBe(points);
});

test.each([
  ['yearly', '2023-12-31', 100],
  ['yearly', '2024-01-02', 100],
  ['yearly', '2025-01-02', 50],
  ['yearly', '2030-01-01', 0],
  ['irregular', '2030-01-01', null],
])(
  '%s data of 2021-12-31 asked for on %s scores %s in time',
  (cadence, evaluationDate, expected) => {
    const timely = timeliness(formula, { cadence, asOf: '2021-12-31', evaluationDate });
    if (expected === null) expect(timely).toBeNull();
    else expect(timely).toBeCloseTo(expected, 0);
  },
);

test('freshness counts the days after the last one that is not late', () => {
  const monthly = { cadence: 'monthly', asOf: '2024-06-30' } as const;
  const at = (evaluationDate: string) => datasetFreshness(monthly, { evaluationDate, formula });
  expect(at('2024-08-31')).toEqual({ state: 'on-time', due: '2024-08-31', daysLate: 0 });
  expect(at('2024-09-10')).toEqual({ state: 'late', due: '2024-08-31', daysLate: 10 });
  const once = { cadence: 'once', asOf: '2024-06-30' } as const;
  const daily = { cadence: 'daily' as const, asOf: '2024-03-01' };
  const stateAt = (day: string) => datasetFreshness(daily, { evaluationDate: day, formula }).state;
  expect([stateAt('2024-03-03'), stateAt('2024-03-04')]).toEqual(['on-time', 'late']);
  expect(datasetFreshness(once, { evaluationDate: '2030-01-01', formula }).state).toBe(
    'unscheduled',
  );
});

test('a formula has to place each of the sixteen criteria exactly once', () => {
  const criteria = formula.dimensions.flatMap((dimension) => dimension.criteria);
  expect([...criteria].sort()).toEqual(Object.keys(QUALITY_CRITERIA).sort());
  const [first, ...rest] = formula.dimensions;
  const broken = { ...formula, dimensions: [{ ...first, criteria: [] }, ...rest] };
  expect(ScoreFormula.safeParse(broken).success).toBe(false);
});

const anyResult = fc
  .record({
    criterion: fc.constantFrom(...formula.dimensions.flatMap((dimension) => dimension.criteria)),
    severity: fc.constantFrom('critical' as const, 'major' as const, 'minor' as const),
    evaluated: fc.nat(1000),
    wrong: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ criterion, severity, evaluated, wrong }) =>
    result(criterion, [evaluated, Math.floor(evaluated * wrong)], severity),
  );

test('a score lies between 0 and 100, whatever the order, and never rises by an error more', () => {
  fc.assert(
    fc.property(fc.array(anyResult, { minLength: 1, maxLength: 12 }), (results) => {
      const { score } = scoreOf(formula, { results, coverage: 1 });
      const turned = scoreOf(formula, { results: [...results].reverse(), coverage: 1 }).score;
      if (score === null) return results.every(({ evaluated }) => evaluated === 0);
      expect(turned).toBeCloseTo(score, 8);
      const worse = results.map((one) => ({
        ...one,
        errors: Math.min(one.evaluated, one.errors + 1),
      }));
      const lower = scoreOf(formula, { results: worse, coverage: 1 }).score ?? 0;
      return score >= 0 && score <= 100 && lower <= score + 1e-9;
    }),
  );
});

test('structure compares definition and data in both directions', () => {
  const defined = [
    {
      name: 't',
      columns: [
        { name: 'a', type: 'DATE' },
        { name: 'b', type: 'INTEGER' },
      ],
    },
    { name: 'gone', columns: [] },
  ];
  const physical = [
    {
      name: 't',
      columns: [
        { name: 'a', type: 'DATE' },
        { name: 'b', type: 'VARCHAR' },
        { name: 'c', type: 'DATE' },
        { name: 'd', type: 'DATE' },
      ],
    },
  ];
  expect(diagnoseStructure(defined, physical)).toEqual({
    definedTables: 0.5,
    physicalTables: 1,
    definedColumns: 0.5,
    physicalColumns: 0.25,
    currency: 0.25,
    differences: [
      { table: 't', column: 'b', kind: 'retyped' },
      { table: 't', column: 'c', kind: 'undefined' },
      { table: 't', column: 'd', kind: 'undefined' },
    ],
  });
});
