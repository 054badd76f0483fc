import { spawn, spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
