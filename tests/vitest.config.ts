import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { hasPostgres } from './support/postgres.ts';

const tests = 'tests';
const server = `${tests}/server`;

/** What reaches the store, again on PostgreSQL. In CI a missing PostgreSQL is an error. */
const onPostgres: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'postgres',
    include: [
      `${server}/{store,jobs,publications,boards,tasks,definitions}.test.ts`,
      `${server}/{sign-in,record,harvest}.test.ts`,
      `${server}/two-publishers.test.ts`,
      `${tests}/postgres/**/*.test.ts`,
    ],
    env: { BADA_TEST_DATABASE: 'postgres' },
    globalSetup: [join(import.meta.dirname, 'support', 'postgres-run.ts')],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    sequence: { groupOrder: 0 },
  },
};

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    pool: 'forks',
    maxWorkers: 2,
    passWithNoTests: false,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            `${tests}/{shared,data,server,web,support,architecture}/**/*.test.{ts,tsx}`,
            `${tests}/architecture.test.ts`,
          ],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      ...(hasPostgres() ? [onPostgres] : []),
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [`${tests}/e2e/**/*.test.{ts,tsx}`],
          // Budgets and timings mean nothing while another test takes the processor.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // A page waits for what it waits for; on a busy machine a second is soon over.
          expect: { poll: { timeout: 20_000 } },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
