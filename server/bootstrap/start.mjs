import { buildExtracts, buildWeb } from './build.mjs';
import { prepareWorkspace } from './install.mjs';
import { assertPortFree, parsePort } from './port.mjs';
import { runForeground } from './process.mjs';

/** @typedef {import('./paths.mjs').Context} Context */

/**
 * @param {readonly Promise<unknown>[]} works
 * @returns {Promise<void>} rejects with the first failure, once none is running any more
 */
async function allDone(works) {
  const results = await Promise.allSettled(works);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/**
 * @param {Context} context
 * @returns {Promise<number>} exit code of the server
 */
export async function start(context) {
  const { PORT, HOST = '127.0.0.1' } = context.env;
  await assertPortFree(parsePort(PORT, 4600), HOST);
  const ready = await prepareWorkspace(context);
  await allDone([buildWeb(ready), buildExtracts(ready)]);
  const args = ['--disable-warning=ExperimentalWarning', 'server/src/main.ts'];
  return runForeground(ready.node, args, { cwd: ready.root, env: ready.env });
}
