import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** WebGL in software, and none of the browser's own network traffic. */
export const launchArgs: readonly string[] = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Usual places of Chromium and its kin, most wanted first. */
function candidates(env: NodeJS.ProcessEnv): string[] {
  const programs = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
  const windows = programs
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]);
  return [
    env.CHROMIUM_PATH ?? '',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ...windows,
    chromium.executablePath(),
  ];
}

/** @returns the browser to test with, or nothing when there is none on this machine */
function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return candidates(env).find((path) => path !== '' && existsSync(path));
}

/** @throws Error that says how to get one */
export function chromiumPath(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  throw new Error('No Chromium was found: install one, or set CHROMIUM_PATH to its binary.');
}

/** Tries Playwright's download, then (as root on Debian) the system's package. */
export function ensureChromium(): string {
  if (findChromium() === undefined) installByPlaywright();
  if (findChromium() === undefined) installByApt();
  return chromiumPath();
}

function installByPlaywright(): void {
  const cli = join(import.meta.dirname, '..', 'node_modules', 'playwright-core', 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 });
}

function installByApt(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const options = { stdio: 'inherit', timeout: 600_000 } as const;
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options);
}
