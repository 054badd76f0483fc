import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { projectRoot } from '../../support/project.ts';
import { namesIn, temporary } from './support.ts';

const CLI = join(projectRoot, 'server/src/cli/bada.ts');
const HEADER = 'Date,PM10,SO2,CO,O3,NO2\n';

function airFile(rows: number): string {
  const path = join(temporary(), 'airkorea_test_hourly_2024.csv');
  const lines = Array.from({ length: rows }, (_, index) => {
    const day = String((index % 28) + 1).padStart(2, '0');
    return `202401${day}24,${index},0.003,0.4,0.02,-999`;
  });
  writeFileSync(path, `${HEADER}${lines.join('\n')}\n`);
  return path;
}

function bada(...args: string[]) {
  const env = { ...process.env, BADA_HOME: temporary() };
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', env });
}

it('ingest tells the account and the checks; a dry run keeps nothing', () => {
  const out = join(temporary(), 'out');
  const dry = bada('ingest', airFile(3), '--out', out, '--dry-run');
  expect(dry.status, dry.stderr).toBe(0);
  expect(dry.stdout).toContain('읽음 3 = 둠 3 + 합계 0 + 격리 0 + 중복 0');
  expect(existsSync(out)).toBe(false);
  const kept = bada('ingest', airFile(3), '--out', out, '--mapping', 'airkorea-hourly');
  expect(kept.status).toBe(0);
  expect(namesIn(out)).toEqual(['airkorea-hourly']);
});

it('propose prints a mapping; an unmapped file fails with the way out', () => {
  const path = join(temporary(), '새 자료.csv');
  writeFileSync(path, '연도,건수\n2024,1\n2025,2\n');
  expect(bada('propose', path).stdout).toContain('type: year');
  const failed = bada('ingest', path);
  expect(failed.status).toBe(1);
  expect(failed.stderr).toContain('(mapping.none)');
});

it('a run killed at any moment leaves the old result or the new one, never a part', async () => {
  const parent = temporary();
  const out = join(parent, 'out');
  bada('ingest', airFile(2), '--out', out);
  const path = airFile(20_000);
  const args = [CLI, 'ingest', path, '--out', out, '--replace'];
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // From the moment at which its workspace is there on, a little later in each round.
    await expect.poll(() => namesIn(parent).length, { timeout: 20_000, interval: 5 }).toBe(2);
    await Promise.race([ended, wait(round * 60)]);
    child.kill('SIGKILL');
    await ended;
    bada('ingest', airFile(1), '--out', join(parent, 'other'), '--replace');
    expect(namesIn(parent)).toEqual(['other', 'out']);
    const report = readFileSync(join(out, 'airkorea-hourly', 'report.json'), 'utf8');
    expect([2, 20_000]).toContain(JSON.parse(report).account.read);
    rmSync(join(parent, 'other'), { recursive: true });
  }
}, 90_000);

it('a result that a killed run had set aside is put back', async () => {
  const parent = temporary();
  const gone = spawnSync(process.execPath, ['--version']).pid;
  const aside = join(parent, `.partial-${gone}-x`, 'replaced', 'out');
  mkdirSync(aside, { recursive: true });
  writeFileSync(join(aside, 'report.json'), '{}');
  const failed = bada('ingest', airFile(1), '--out', join(parent, 'out'));
  expect(failed.stderr).toContain('(ingest.output-exists)');
  expect(namesIn(parent)).toEqual(['out']);
  expect(namesIn(join(parent, 'out'))).toEqual(['report.json']);
});

it('a killed run leaves nothing under the result’s name, and the next run clears up', async () => {
  const parent = temporary();
  const out = join(parent, 'out');
  const path = airFile(600_000);
  for (const signal of ['SIGKILL', 'SIGINT'] as const) {
    const child = spawn(process.execPath, [CLI, 'ingest', path, '--out', out], { stdio: 'ignore' });
    await expect.poll(() => namesIn(parent).length, { timeout: 20_000, interval: 20 }).toBe(1);
    child.kill(signal);
    await new Promise((resolve) => child.once('exit', resolve));
    expect(namesIn(parent)).not.toContain('out');
    if (signal === 'SIGINT') expect(namesIn(parent)).toEqual([]);
    bada('ingest', airFile(2), '--out', join(parent, 'small'), '--replace');
    expect(namesIn(parent)).toEqual(['small']);
    rmSync(join(parent, 'small'), { recursive: true });
  }
}, 60_000);
