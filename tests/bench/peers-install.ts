import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/project.ts';

const SOURCE = join(import.meta.dirname, 'peers');
const TARGET = join(projectRoot, '.bada', 'bench', 'peers');
const STAMP = join(TARGET, 'installed.json');

/** Installs the contestants of `peers/package.json` by npm, outside the workspace and only when the
 * lock file changed.
 * @returns the folder whose `node_modules` holds them */
export function installPeers(): string {
  const lock = readFileSync(join(SOURCE, 'package-lock.json'), 'utf8');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return TARGET;
  mkdirSync(TARGET, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) {
    copyFileSync(join(SOURCE, name), join(TARGET, name));
  }
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: TARGET,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  writeFileSync(STAMP, lock);
  return TARGET;
}
