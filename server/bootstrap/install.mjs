import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { runStep } from './progress.mjs';
import { ensureNode, ensurePnpm, majorOf } from './runtime.mjs';
import { onceFor, stampOf } from './stamp.mjs';

/** @typedef {import('./paths.mjs').Context} Context */

const PACKAGES = ['web', 'server', 'shared', 'data', 'tests'];
const MANIFESTS = ['package.json', ...PACKAGES.map((name) => `${name}/package.json`)];

/**
 * Digest of everything that decides what `pnpm install` would do.
 * @param {string} root
 * @param {string} nodeVersion e.g. `v24.21.0`; only its major counts, the ABI is the same within it
 * @returns {string}
 */
export function installStamp(root, nodeVersion) {
  const facts = [process.platform, process.arch, String(majorOf(nodeVersion))];
  return stampOf(root, ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...MANIFESTS], facts);
}

/** @param {Context} context @returns {Promise<boolean>} whether anything was installed */
function installDependencies(context) {
  return withLock(join(context.home, 'runtime', 'install.lock'), () =>
    onceFor({
      file: join(context.stamps, 'install'),
      stamp: () => installStamp(context.root, '24'),
      present: () => PACKAGES.every((name) => existsSync(join(context.root, name, 'node_modules'))),
      work: async () => {
        const pnpm = await ensurePnpm(context);
        const args = ['install', '--frozen-lockfile', '--config.confirmModulesPurge=false'];
        const options = { cwd: context.root, env: context.env };
        await runStep('라이브러리 설치 · installing libraries', pnpm, args, options);
      },
    }),
  );
}

/**
 * Makes sure of the runtime and the libraries; children find the same Node first on their PATH.
 * @param {Context} context
 * @returns {Promise<Context>}
 */
export async function prepareWorkspace(context) {
  const node = await ensureNode(context);
  const path = context.env.PATH ?? context.env.Path ?? '';
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...context.env, PATH: `${dirname(node)}${delimiter}${path}` };
  delete env.Path;
  const ready = { ...context, node, env };
  await installDependencies(ready);
  return ready;
}
