// The one entry of `npm start`, `npm test` and `npm dev`. Plain JavaScript without dependencies,
// because it runs before anything is installed, on whatever Node (20 or newer) is there.
import { dev } from './dev.mjs';
import { prepareWorkspace } from './install.mjs';
import { say, UserError } from './messages.mjs';
import { projectContext } from './paths.mjs';
import { runForeground } from './process.mjs';
import { start } from './start.mjs';

/** @typedef {import('./paths.mjs').Context} Context */

/** @type {Record<string, (context: Context) => Promise<number>>} */
const commands = { start, dev, test };

/**
 * Runs the whole check of the project; what CI calls.
 * @param {Context} context
 * @returns {Promise<number>} exit code
 */
async function test(context) {
  const ready = await prepareWorkspace(context);
  return runForeground(ready.node, ['tests/support/check.ts'], { cwd: ready.root, env: ready.env });
}

/** @param {unknown} error @returns {number} exit code */
function report(error) {
  if (error instanceof UserError) {
    say(`\n${error.message}`);
    return 1;
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

/** @param {string} name @returns {Promise<number>} exit code */
async function main(name) {
  const command = commands[name];
  if (command === undefined) throw new UserError('unknownCommand', { name });
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new UserError('nodeTooOld', { version: process.version });
  return command(projectContext());
}

process.exitCode = await main(process.argv[2] ?? '').catch(report);
