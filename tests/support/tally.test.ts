import { expect, test } from 'vitest';
import { type Report, summarise, toTally } from './tally.ts';

function report(statuses: Record<string, string>, success = true): Report {
  const assertionResults = Object.entries(statuses).map(([fullName, status]) => ({
    fullName,
    status,
  }));
  return {
    success,
    testResults: [{ name: 'a.test.ts', status: 'passed', message: '', assertionResults }],
  };
}

function lastLine(run: Report, strict = false): { line: string | undefined; ok: boolean } {
  const { lines, ok } = summarise([toTally(run, { strict })]);
  return { line: lines.at(-1), ok };
}

test('passed and failed tests are counted', () => {
  expect(lastLine(report({ one: 'passed', two: 'passed' }))).toEqual({
    line: '2 passed, 0 failed',
    ok: true,
  });
  expect(lastLine(report({ one: 'passed', two: 'failed' }, false))).toEqual({
    line: '1 passed, 1 failed',
    ok: false,
  });
});

test('a run without a single test fails', () => {
  expect(lastLine(report({}))).toEqual({ line: '0 passed, 1 failed', ok: false });
});

test('a file that could not be loaded is a failure', () => {
  const broken = { name: 'b.test.ts', status: 'failed', message: 'syntax', assertionResults: [] };
  const run = report({ one: 'passed' }, false);
  run.testResults.push(broken);
  expect(lastLine(run)).toEqual({ line: '1 passed, 1 failed', ok: false });
});

test('an error outside of the tests is a failure', () => {
  expect(lastLine(report({ one: 'passed' }, false))).toEqual({
    line: '1 passed, 1 failed',
    ok: false,
  });
});

test('in CI only want of the original files excuses a skip', () => {
  const run = report({
    one: 'passed',
    'two with the files at ../shared': 'skipped',
    three: 'skipped',
  });
  expect(lastLine(run)).toEqual({ line: '1 passed, 0 failed, 2 skipped', ok: true });
  expect(lastLine(run, true)).toEqual({ line: '1 passed, 1 failed, 1 skipped', ok: false });
});
