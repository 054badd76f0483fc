import { join } from 'node:path';
import { buildExtracts } from './build.mjs';
import { prepareWorkspace } from './install.mjs';
import { assertPortFree, parsePort } from './port.mjs';
import { startForeground } from './process.mjs';

const WEB_PORT = 4601;

/**
 * The app with hot reload on port 4601, its API from a server that restarts on change. Both stop
 * together.
 * @param {import('./paths.mjs').Context} context
 * @returns {Promise<number>} exit code of whichever ended first
 */
export async function dev(context) {
  const { PORT, HOST = '127.0.0.1' } = context.env;
  await assertPortFree(parsePort(PORT, 4600), HOST);
  await assertPortFree(WEB_PORT, HOST);
  const { root, node, env } = await prepareWorkspace(context);
  await buildExtracts({ ...context, root, node, env });
  const web = join(root, 'web');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const watch = ['--watch', '--disable-warning=ExperimentalWarning', 'server/src/main.ts'];
  const both = [
    startForeground(node, watch, { cwd: root, env }),
    startForeground(node, [vite, '--port', String(WEB_PORT), '--strictPort'], { cwd: web, env }),
  ];
  const code = await Promise.race(both.map(({ ended }) => ended));
  for (const { stop } of both) stop();
  await Promise.allSettled(both.map(({ ended }) => ended));
  return code;
}
