import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where one run of the bootstrap works.
 * @typedef {object} Context
 * @property {string} root project root, absolute
 * @property {string} home `BADA_HOME`, absolute
 * @property {string} stamps folder of what has been done and need not be done again
 * @property {NodeJS.ProcessEnv} env environment of every child process
 * @property {string} node the Node binary that children run on
 */

/**
 * @param {{ env?: NodeJS.ProcessEnv, root?: string }} [options]
 * @returns {Context}
 */
export function projectContext({ env = process.env, root } = {}) {
  const top = root ?? resolve(fileURLToPath(new URL('../..', import.meta.url)));
  const home = resolve(
    top,
    env.BADA_HOME === undefined || env.BADA_HOME === '' ? '.bada' : env.BADA_HOME,
  );
  return {
    root: top,
    home,
    // Beside the installed modules: who deletes node_modules also deletes what was built with them.
    stamps: join(top, 'node_modules', '.bada'),
    env: { ...env, BADA_HOME: home },
    node: process.execPath,
  };
}
