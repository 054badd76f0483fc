// Everything that must hold before a change is taken in: `pnpm check`, `npm test` and CI run this.
// Its last line is `N passed, N failed`, with `, N skipped` where there were any.
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';
import { prepareExtracts, prepareWeb } from './prepare.ts';
import { projectRoot } from './project.ts';
import { runCheck, runProgram } from './run-check.ts';
import { summarise, type Tally, toTally } from './tally.ts';
import { runTests } from './test-run.ts';

const TYPED = ['shared', 'data', 'server', 'web', 'tests', 'tests/tsconfig.browser.json'];

function tool(...path: string[]): string {
  return join(projectRoot, 'node_modules', ...path);
}

async function checks(): Promise<Tally[]> {
  const biome = tool('@biomejs', 'biome', 'bin', 'biome');
  const tsc = tool('typescript', 'bin', 'tsc');
  const knip = tool('knip', 'bin', 'knip.js');
  const found = [
    await runCheck('format and lint', () =>
      runProgram(biome, ['check', '--error-on-warnings', '.']),
    ),
  ];
  for (const name of TYPED) {
    found.push(await runCheck(`types of ${name}`, () => runProgram(tsc, ['-p', name])));
  }
  found.push(await runCheck('unused code', () => runProgram(knip, [])));
  found.push(await runCheck('web build', prepareWeb));
  found.push(await runCheck('data extracts', prepareExtracts));
  found.push(await runCheck('browser', async () => ensureChromium()));
  return found;
}

const before = await checks();
const tests = toTally(await runTests(), { strict: process.env.CI === 'true' });
const { lines, ok } = summarise([...before, tests]);
for (const line of lines) console.log(line);
process.exitCode = ok ? 0 : 1;
