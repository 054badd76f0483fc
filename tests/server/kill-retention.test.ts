import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { buildExtracts, listVersions, verifyVersion } from '@bada/data/build';
import type { Manifest } from '@bada/shared';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../support/project.ts';
import { writeSmallSource } from '../support/small-source.ts';

const OLDER = 80;
/** Shares of what is removed after which a run is killed: while manifests go, and while files do. */
const KILLED_AT = [0.1, 0.35, 0.6, 0.9];
const OLD = new Date('2024-01-01T00:00:00Z');

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bada-retention-'));
});

afterEach(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** An older version with a file of its own, which its manifest names by its content. */
function writeOlder({ datasets }: Manifest, at: number): void {
  const extracts = join(home, 'extracts');
  const content = `rows of version ${at}`;
  const hash = sha256(content);
  writeFileSync(join(extracts, 'open', `${hash}.parquet`), content);
  const altered = datasets.map(({ quality: _quality, ...dataset }) => ({
    ...dataset,
    files: dataset.files.map((file) => ({ ...file, hash })),
  }));
  const id = sha256(JSON.stringify(altered));
  const builtAt = new Date(OLD.getTime() - at * 60_000).toISOString();
  const manifest = { v: 1, id, builtAt, datasets: altered };
  writeFileSync(join(extracts, 'manifests', `${id}.json`), JSON.stringify(manifest));
}

async function manyVersions(): Promise<Manifest> {
  const sources = join(home, 'sources');
  const columns = [
    { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
    { name: 'period', type: 'DATE', role: 'period', key: 2, required: true },
  ];
  writeSmallSource(sources, { id: 'people', columns }, [
    ['26110', '2020-01-01'],
    ['26110', '2021-01-01'],
  ]);
  const current = await buildExtracts({ sources, home, builtAt: OLD.toISOString() });
  mkdirSync(join(home, 'extracts', 'open'), { recursive: true });
  for (let at = 1; at <= OLDER; at += 1) writeOlder(current, at);
  for (const name of present()) utimesSync(join(home, 'extracts', name), OLD, OLD);
  return current;
}

/** Files under the extracts. */
function present(): string[] {
  const extracts = join(home, 'extracts');
  const names = readdirSync(extracts, { recursive: true, encoding: 'utf8' });
  return names.filter((name) =>
    statSync(join(extracts, name), { throwIfNoEntry: false })?.isFile(),
  );
}

const countIn = (folder: string) => readdirSync(join(home, 'extracts', folder)).length;
const left = () => countIn('manifests') + countIn('open');

/** Prunes in a process of its own; killed when no more than so many files are left. */
async function prune(killedAt = -1): Promise<NodeJS.Signals | null> {
  const program = ['--disable-warning=ExperimentalWarning', 'server/src/cli/bada.ts'];
  const child = spawn(process.execPath, [...program, 'versions', '--prune', '1', '--yes'], {
    cwd: projectRoot,
    env: { ...process.env, BADA_HOME: home },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  while (child.exitCode === null && child.signalCode === null) {
    if (left() <= killedAt) child.kill('SIGKILL');
    await setImmediate();
  }
  await ended;
  return child.signalCode;
}

test('a retention that is killed at any moment leaves whole versions, and the next one ends its work', async () => {
  const current = await manyVersions();
  const all = left();
  for (const share of KILLED_AT) {
    expect(await prune(Math.floor(all * (1 - share)))).toBe('SIGKILL');
    const versions = await listVersions(home);
    expect(versions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    for (const { manifest } of versions) await verifyVersion(home, manifest);
  }
  expect(await prune()).toBeNull();
  expect((await listVersions(home)).map(({ manifest }) => manifest.id)).toEqual([current.id]);
  expect(left()).toBe(2);
  expect(readdirSync(home)).not.toContain('publish.lock');
}, 90_000);
