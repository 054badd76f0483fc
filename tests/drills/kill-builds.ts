import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildExtracts, currentManifest, verifyVersion } from '@bada/data/build';
import { projectRoot } from '../support/project.ts';
import { type SmallSource, writeSmallSource } from '../support/small-source.ts';
import { randomFrom } from './random.ts';

const QUALITY = join(projectRoot, 'data', 'quality');
const CHILD = fileURLToPath(new URL('./build-again-and-again.ts', import.meta.url));
/** Long enough for a build or two on a busy machine. */
const MOST_MS = 3000;

/** What one round came to. */
export interface BuildKill {
  /** Milliseconds from the child's start to its death. */
  readonly after: number;
  /** Versions the child had published by then. */
  readonly published: number;
  /** Whole versions that readers saw while it was building and after its death. */
  readonly read: number;
  /** What a reader saw that was not a whole version of one of the two states. */
  readonly broken: readonly string[];
}

function source(id: string): SmallSource {
  return {
    id,
    columns: [
      { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
      { name: 'period', type: 'DATE', role: 'period', key: 2, required: true },
      { name: 'persons', type: 'INTEGER', role: 'measure', time: 'last' },
    ],
    rollups: [
      { id: 'by-period', by: ['period'], measures: ['persons'] },
      { id: 'by-place-and-year', by: ['place', 'period'], grain: 'year', measures: ['persons'] },
    ],
  };
}

/** Two states of three datasets; they differ in every figure. */
function writeState(sources: string, state: number): string {
  for (const id of ['first', 'second', 'third']) {
    const rows = Array.from({ length: 400 }, (_, at) => [
      String(26_000 + Math.floor(at / 2)),
      at % 2 === 0 ? '2020-01-01' : '2021-01-01',
      at * 10 + state,
    ]);
    writeSmallSource(sources, source(id), rows);
  }
  return sources;
}

/** A reader's look: which version is current, and is it whole? */
async function look(home: string, states: ReadonlySet<string>): Promise<string | undefined> {
  try {
    const manifest = await currentManifest(home);
    if (!manifest) return 'no current version';
    if (!states.has(manifest.id)) return `a version of neither state: ${manifest.id}`;
    await verifyVersion(home, manifest);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

interface Watch {
  readonly child: ChildProcess;
  readonly home: string;
  readonly states: ReadonlySet<string>;
}

async function readUntilDead({ child, home, states }: Watch) {
  const broken: string[] = [];
  let read = 0;
  do {
    const found = await look(home, states);
    if (found === undefined) read += 1;
    else broken.push(found);
  } while (child.exitCode === null && child.signalCode === null);
  const last = await look(home, states);
  return { read, broken: last === undefined ? broken : [...broken, last] };
}

async function killOnce(
  watch: { home: string; states: ReadonlySet<string>; folders: readonly string[] },
  after: number,
): Promise<BuildKill> {
  const args = ['--disable-warning=ExperimentalWarning', CHILD, watch.home, QUALITY];
  const child = spawn(process.execPath, [...args, ...watch.folders], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let published = 0;
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  child.stdout.on('data', (chunk: Buffer) => {
    published += chunk.toString('utf8').split('published').length - 1;
  });
  const reading = readUntilDead({ child, ...watch });
  await setTimeout(after);
  child.kill('SIGKILL');
  await exited;
  return { after, published, ...(await reading) };
}

/**
 * Kills a process that builds and publishes without end, at random moments, while a reader looks
 * again and again; then builds once more to see that what was left hinders nothing.
 * @param options.rounds how many kills
 * @param options.seed decides the moments
 */
export async function killBuilds({
  rounds,
  seed,
  onRound,
}: {
  rounds: number;
  seed: number;
  onRound?: (round: BuildKill, index: number) => void;
}): Promise<BuildKill[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bada-kill-builds-'));
  const home = join(folder, 'home');
  const random = randomFrom(seed);
  const folders = [0, 1].map((state) => writeState(join(folder, `state-${state}`), state));
  const states = new Set<string>();
  const build = (sources: string) =>
    buildExtracts({ sources, home, builtAt: '2024-01-01T00:00:00.000Z', quality: QUALITY });
  const done: BuildKill[] = [];
  try {
    for (const sources of folders) states.add((await build(sources)).id);
    for (let index = 0; index < rounds; index += 1) {
      const round = await killOnce({ home, states, folders }, Math.floor(random() * MOST_MS));
      done.push(round);
      onRound?.(round, index);
    }
    for (const sources of folders) await build(sources);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return done;
}
