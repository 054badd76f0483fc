import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyExtractsTo } from '../support/prepare.ts';
import { projectRoot } from '../support/project.ts';

const CALLS = 'fdatasync,fsync,pwrite64,write,writev,sendto,sendmsg';
const READY_WITHIN_MS = 60_000;

/** What the system calls of a number of saves showed. */
export type SyncReport =
  | { readonly kind: 'skipped'; readonly reason: string }
  | {
      readonly kind: 'traced';
      readonly saves: number;
      /** Answers before which the log was synced since the last write to it. */
      readonly syncedBefore: number;
      /** System calls around the first answer, as strace wrote them. */
      readonly excerpt: readonly string[];
    };

type Step = 'log-write' | 'log-sync' | 'answer' | 'other';

function stepOf(line: string): Step {
  if (/f(data)?sync\(\d+<[^>]*-wal>/.test(line)) return 'log-sync';
  if (/pwrite64\(\d+<[^>]*-wal>/.test(line)) return 'log-write';
  return line.includes('HTTP/1.1 201') ? 'answer' : 'other';
}

/** Counts answers that came with every write to the log synced. Exported to be tested on a trace. */
export function countSynced(lines: readonly string[]): { answers: number; synced: number } {
  let pending = false;
  let wrote = false;
  let answers = 0;
  let synced = 0;
  for (const step of lines.map(stepOf)) {
    if (step === 'log-write') [pending, wrote] = [true, true];
    if (step === 'log-sync') pending = false;
    if (step !== 'answer') continue;
    answers += 1;
    if (wrote && !pending) synced += 1;
    wrote = false;
  }
  return { answers, synced };
}

function excerptOf(lines: readonly string[]): string[] {
  const wanted = lines.filter((line) => stepOf(line) !== 'other');
  const first = wanted.findIndex((line) => stepOf(line) === 'answer');
  return wanted
    .slice(Math.max(0, first - 4), first + 1)
    .map((line) => line.replace(/<[^>]*\/(bada\.sqlite[^>]*)>/, '<$1>').slice(0, 110));
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('not ready in time')), READY_WITHIN_MS);
    child.stdout?.on('data', (chunk: Buffer) => {
      const url = /BADA is ready: (\S+)/.exec(chunk.toString())?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`the traced server ended with ${code}`)));
  });
}

async function save(url: string, title: string): Promise<void> {
  const response = await fetch(`${url}/api/boards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title, tiles: [{ kind: 'view', path: '/', search: '' }] }),
  });
  if (response.status !== 201) throw new Error(`a save was answered with ${response.status}`);
  await response.arrayBuffer();
}

async function traceSaves(home: string, saves: number): Promise<string[]> {
  const trace = join(home, 'trace.txt');
  const strace = ['-f', '-y', '-s', '40', '-e', `trace=${CALLS}`, '-o', trace];
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', 'server/src/main.ts'];
  const env = { ...process.env, BADA_HOME: home, PORT: '0', LOG_LEVEL: 'silent' };
  const child = spawn('strace', [...strace, ...node], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: strace ignores the signal to stop, the server in the group does not.
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const url = await readyUrl(child);
    for (let at = 0; at < saves; at += 1) await save(url, `traced ${at}`);
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await ended;
  }
  return readFileSync(trace, 'utf8').split('\n');
}

/** Runs a real server under strace and shows that a save is synced before it is answered. */
export async function traceSyncs(saves = 20): Promise<SyncReport> {
  const probe = spawnSync('strace', ['-o', '/dev/null', 'true']);
  if (probe.error || probe.status !== 0) {
    return { kind: 'skipped', reason: 'strace is not there or may not trace' };
  }
  const home = mkdtempSync(join(tmpdir(), 'bada-sync-'));
  try {
    await copyExtractsTo(home);
    const lines = await traceSaves(home, saves);
    const { answers, synced } = countSynced(lines);
    return { kind: 'traced', saves: answers, syncedBefore: synced, excerpt: excerptOf(lines) };
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
