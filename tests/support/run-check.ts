import { runCaptured } from '../../server/bootstrap/process.mjs';
import { projectRoot } from './project.ts';
import type { Tally } from './tally.ts';

/** Runs one check, prints its time, and counts it as one passed or failed. */
export async function runCheck(name: string, work: () => Promise<unknown>): Promise<Tally> {
  const since = performance.now();
  const seconds = () => `${((performance.now() - since) / 1000).toFixed(1)} s`;
  try {
    await work();
    console.log(`✓ ${name} (${seconds()})`);
    return { passed: 1, failures: [], skips: [] };
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    console.log(`✗ ${name} (${seconds()})`);
    return { passed: 0, failures: [name], skips: [] };
  }
}

/**
 * Runs a Node program in the project.
 * @throws Error with its output when it fails
 */
export async function runProgram(script: string, args: readonly string[]): Promise<void> {
  const options = { cwd: projectRoot, env: process.env };
  const { code, output } = await runCaptured(process.execPath, [script, ...args], options);
  if (code !== 0) throw new Error(output.trimEnd());
}
