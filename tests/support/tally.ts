import { z } from 'zod';

const Assertion = z.object({ fullName: z.string(), status: z.string() });
const TestFile = z.object({
  name: z.string(),
  status: z.string(),
  message: z.string(),
  assertionResults: z.array(Assertion),
});

/** What is used of vitest's JSON report. */
export const Report = z.object({ success: z.boolean(), testResults: z.array(TestFile) });
export type Report = z.infer<typeof Report>;

/** Outcome of some checks; failures and skips by name. */
export interface Tally {
  passed: number;
  failures: readonly string[];
  skips: readonly string[];
}

/** The one thing that may be absent from a machine without failing CI: the original files. */
const MAY_BE_ABSENT = /\.\.\/shared/;
const SKIPPED = ['skipped', 'pending', 'todo', 'disabled'];

/**
 * Counts a test run. A file that could not be loaded counts as one failure, and so does a run in
 * which no test ran or that failed for a reason outside of its tests.
 * @param options.strict a skip fails, except for want of the original files
 */
export function toTally({ success, testResults }: Report, { strict }: { strict: boolean }): Tally {
  const all = testResults.flatMap((file) => file.assertionResults);
  const namesOf = (wanted: readonly string[]) =>
    all.filter(({ status }) => wanted.includes(status)).map(({ fullName }) => fullName);
  const passed = namesOf(['passed']).length;
  const skipped = namesOf(SKIPPED);
  const refused = strict ? skipped.filter((name) => !MAY_BE_ABSENT.test(name)) : [];
  const failures = [
    ...namesOf(['failed']),
    ...testResults.filter(isBrokenFile).map(({ name }) => `${name} could not be run`),
    ...refused.map((name) => `skipped in CI: ${name}`),
  ];
  if (passed === 0 && failures.length === 0) failures.push('no test ran');
  if (!success && failures.length === 0) failures.push('an error outside of the tests');
  return { passed, failures, skips: skipped.filter((name) => !refused.includes(name)) };
}

/** Failed without a failed test: it did not parse, or a hook threw. */
function isBrokenFile({ status, assertionResults }: z.infer<typeof TestFile>): boolean {
  return status === 'failed' && !assertionResults.some((result) => result.status === 'failed');
}

/** The closing lines; the last is the total. */
export function summarise(tallies: readonly Tally[]): { lines: string[]; ok: boolean } {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failures = tallies.flatMap((tally) => tally.failures);
  const skips = tallies.flatMap((tally) => tally.skips);
  const total = [`${passed} passed`, `${failures.length} failed`];
  if (skips.length > 0) total.push(`${skips.length} skipped`);
  const lines = [
    ...skips.map((name) => `skipped: ${name}`),
    ...failures.map((name) => `failed: ${name}`),
    total.join(', '),
  ];
  return { lines, ok: failures.length === 0 && passed > 0 };
}
