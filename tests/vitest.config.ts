import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const tests = 'tests';

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
