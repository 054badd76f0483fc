import { describe, expect, test } from 'vitest';
import { allowed, forbidden } from './architecture/examples.ts';
import { findViolations, formatViolation, ruleNames } from './architecture/find-violations.ts';
import { projectFiles } from './architecture/project-files.ts';
import { projectRoot } from './support/project.ts';

describe('the project keeps its architecture', () => {
  const violations = findViolations(projectFiles(projectRoot));

  test.each(ruleNames)('rule: %s', (rule) => {
    expect(violations.filter((found) => found.rule === rule).map(formatViolation)).toEqual([]);
  });
});

describe('what is forbidden is refused', () => {
  test.each(forbidden)('$rule: $name', ({ rule, files }) => {
    const broken = findViolations(files).filter((found) => found.rule === rule);
    expect(broken).not.toEqual([]);
  });

  test('every rule has an example', () => {
    expect(new Set(forbidden.map(({ rule }) => rule))).toEqual(new Set(ruleNames));
  });
});

describe('what is allowed passes', () => {
  test.each(allowed)('$rule: $name', ({ rule, files }) => {
    expect(findViolations(files).filter((found) => found.rule === rule)).toEqual([]);
  });
});
