import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runForeground } from '../../server/bootstrap/process.mjs';
import { projectRoot } from './project.ts';
import { Report } from './tally.ts';

const BROKEN: Report = { success: false, testResults: [] };

/** Runs every test, shown as it goes, and reads vitest's own account of it. */
export async function runTests(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'bada-check-'));
  const file = join(folder, 'report.json');
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--config', 'tests/vitest.config.ts', '--reporter=default'];
  args.push('--reporter=json', `--outputFile.json=${file}`);
  try {
    const options = { cwd: projectRoot, env: process.env };
    await runForeground(process.execPath, [vitest, ...args], options);
    return readReport(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A run that left no readable report counts as failed. */
function readReport(file: string): Report {
  try {
    return Report.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.log(`The test run left no report: ${error instanceof Error ? error.message : error}`);
    return BROKEN;
  }
}
