import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { runStep } from './progress.mjs';
import { onceFor, stampOf } from './stamp.mjs';

/** @typedef {import('./paths.mjs').Context} Context */

const WEB_INPUTS = [
  'web',
  'shared/src',
  'shared/package.json',
  'data/src/read',
  'data/package.json',
  'pnpm-lock.yaml',
];
const EXTRACT_INPUTS = ['data', 'shared/src', 'server/src/cli', 'pnpm-lock.yaml'];

/** @param {string} folder @returns {boolean} */
function hasEntries(folder) {
  return existsSync(folder) && readdirSync(folder).length > 0;
}

/**
 * Builds `web/dist` when anything it is made of changed.
 * @param {Context} context
 * @returns {Promise<boolean>} whether it was built
 */
export function buildWeb({ root, stamps, node, env }) {
  const cwd = join(root, 'web');
  return withLock(join(stamps, 'web.lock'), () =>
    onceFor({
      file: join(stamps, 'web'),
      stamp: () => stampOf(root, WEB_INPUTS),
      present: () => existsSync(join(cwd, 'dist', 'index.html')),
      // `node --run` reads the script from package.json without starting a package manager.
      work: () =>
        runStep('화면 만들기 · building the web app', node, ['--run', 'build'], { cwd, env }),
    }),
  );
}

/**
 * Builds the Parquet extracts under `$BADA_HOME/extracts` when the data or its builder changed.
 * @param {Context} context
 * @returns {Promise<boolean>} whether the builder ran
 */
export function buildExtracts({ root, home, node, env }) {
  return withLock(join(home, 'stamps', 'extracts.lock'), () =>
    onceFor({
      file: join(home, 'stamps', 'extracts'),
      stamp: () => stampOf(root, EXTRACT_INPUTS),
      present: () => hasEntries(join(home, 'extracts')),
      work: () => {
        const args = [
          '--disable-warning=ExperimentalWarning',
          'server/src/cli/bada.ts',
          'extracts',
        ];
        return runStep('자료 만들기 · building the data extracts', node, args, { cwd: root, env });
      },
    }),
  );
}
