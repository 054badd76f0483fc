// What a newcomer gets: a clone of what is committed, an empty home, nothing in any cache; first the
// whole `npm test`, then two starts, the second one with the network cut. Writes FRESH-CLONE.md.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../support/project.ts';

const READY = /^BADA is ready: /m;
const START_WITHIN_MS = 300_000;
const PORT = '4685';

interface Newcomer {
  readonly clone: string;
  readonly env: Record<string, string>;
}

function arrive(folder: string): Newcomer {
  const clone = join(folder, 'bada');
  const home = join(folder, 'home');
  mkdirSync(home);
  const cloned = spawnSync('git', ['clone', '--quiet', '--no-hardlinks', projectRoot, clone]);
  if (cloned.status !== 0) throw new Error(String(cloned.stderr));
  const inputs = join(projectRoot, '..', 'shared');
  if (existsSync(inputs)) symlinkSync(inputs, join(folder, 'shared'));
  const path = (process.env.BADA_NEWCOMER_PATH ?? process.env.PATH) || '';
  return { clone, env: { HOME: home, PATH: path, PORT, CI: 'true' } };
}

function versionOf(env: Record<string, string>): string {
  return String(spawnSync('node', ['--version'], { env }).stdout).trim();
}

function testAll({ clone, env }: Newcomer): { seconds: number; verdict: string } {
  const since = performance.now();
  const { stdout } = spawnSync('npm', ['test'], { cwd: clone, env, maxBuffer: 2 ** 28 });
  const verdict = String(stdout).trimEnd().split('\n').at(-1) ?? '';
  return { seconds: (performance.now() - since) / 1000, verdict };
}

/** Seconds until the ready line; the start is stopped then. */
function start({ clone, env }: Newcomer, before: readonly string[]): Promise<number> {
  const [program = 'npm', ...args] = [...before, 'npm', 'start'];
  const since = performance.now();
  const child = spawn(program, args, { cwd: clone, env, detached: true });
  return new Promise((resolve, reject) => {
    const stop = () => child.pid !== undefined && process.kill(-child.pid, 'SIGTERM');
    const late = setTimeout(() => {
      stop();
      reject(new Error('the start took too long'));
    }, START_WITHIN_MS);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
      if (!READY.test(output)) return;
      clearTimeout(late);
      child.once('exit', () => resolve((performance.now() - since) / 1000));
      stop();
    });
    child.once('error', reject);
  });
}

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bada-newcomer-'));
  try {
    const newcomer = arrive(folder);
    const commit = String(
      spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: newcomer.clone }).stdout,
    ).trim();
    const { seconds, verdict } = testAll(newcomer);
    rmSync(join(newcomer.clone, '.bada'), { recursive: true, force: true });
    const first = await start(newcomer, []);
    const second = await start(newcomer, ['unshare', '--net', '--map-root-user']);
    const lines = [
      '# A fresh clone',
      '',
      `Written by \`node tests/drills/fresh-clone.ts\` on ${new Date().toISOString().slice(0, 10)}: commit ${commit}, found Node ${versionOf(newcomer.env)}, ${process.platform}, empty home and caches.`,
      '',
      `- \`npm test\`: \`${verdict}\` after ${Math.round(seconds)} s, everything installed in it.`,
      `- \`npm start\` with an empty \`BADA_HOME\`: ready and stopped after ${first.toFixed(1)} s.`,
      `- \`npm start\` again with the network cut (\`unshare --net\`): ready and stopped after ${second.toFixed(1)} s.`,
      '',
    ];
    writeFileSync(join(import.meta.dirname, 'FRESH-CLONE.md'), lines.join('\n'));
    process.stdout.write(lines.join('\n'));
    return /, 0 failed/.test(verdict) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

process.exitCode = await main();
