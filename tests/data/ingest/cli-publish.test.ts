import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentManifest } from '@bada/data/build';
import { LOCAL_VIEWER } from '@bada/shared';
import { draftContract, withContractFacts } from '@bada/shared/catalogue';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../server/src/store/store.ts';
import { copyExtractsTo } from '../../support/prepare.ts';
import { projectRoot } from '../../support/project.ts';
import { mappings, temporary } from './support.ts';

const CLI = join(projectRoot, 'server/src/cli/bada.ts');
const DATASET = 'air-hourly';
const both = (text: string) => ({ ko: text, en: text });

let home: string;

beforeEach(async () => {
  home = temporary();
  await copyExtractsTo(home);
});

afterEach(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

function airFile(rows: number): string {
  const path = join(temporary(), 'airkorea_test_hourly_2024.csv');
  const lines = Array.from({ length: rows }, (_, index) => {
    const at = new Date(Date.UTC(2000, 0, 1) + index * 3_600_000);
    return `${at.toISOString().replace(/\D/g, '').slice(0, 10)},${index % 90},0.003,0.4,0.02,-999`;
  });
  writeFileSync(path, `Date,PM10,SO2,CO,O3,NO2\n${lines.join('\n')}\n`);
  return path;
}

function bada(...args: string[]) {
  const env = { ...process.env, BADA_HOME: home };
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', env });
}

function ingestFolders(): string[] {
  const folder = join(home, 'ingests');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** The contract that a person would have written in the app. */
async function keepContract(): Promise<void> {
  const mapping = mappings.find(({ dataset }) => dataset === DATASET);
  if (!mapping) throw new Error('the mapping is gone');
  const typeOf = (type: string) => (/integer|decimal/.test(type) ? 'DOUBLE' : 'VARCHAR');
  const columns = mapping.columns.map(({ name, type }) => ({ name, type: typeOf(type) }));
  const known = { department: null, departments: [], terms: [], file: 'f', today: '2024-05-05' };
  const { document } = draftContract({ mapping, columns, ...known });
  const facts = {
    publisher: both('과'),
    ownerDepartment: 'data-statistics',
    legalBasis: both('조례'),
  };
  const body = withContractFacts(document, facts);
  const store = await openStore({ file: join(home, 'bada.sqlite') });
  const version = { version: 1_000_000, department: 'data-statistics' };
  await store.documents.addVersion(LOCAL_VIEWER, {
    kind: 'contract',
    id: DATASET,
    ...version,
    body,
  });
  await store.close();
}

it('goes the whole way to a new version when mapping and contract are known, else leaves nothing', async () => {
  const before = await currentManifest(home);
  const path = airFile(48);
  const open = bada('ingest', path, '--publish');
  expect(open.status).toBe(1);
  expect(open.stderr).toContain('(ingest.contract-open)');
  expect(ingestFolders()).toEqual([]);
  expect((await currentManifest(home))?.id).toBe(before?.id);
  const strange = join(temporary(), '새 자료.csv');
  writeFileSync(strange, '연도,건수\n2024,1\n2025,2\n');
  expect(bada('ingest', strange, '--publish').stderr).toContain('(mapping.none)');
  await keepContract();
  const done = bada('ingest', path, '--publish');
  expect(done.status, done.stderr).toBe(0);
  expect(done.stdout).toContain('읽음 48 = 둠 48');
  expect(done.stdout).toContain(`공개 published ${DATASET} 1.1.0+`);
  const after = await currentManifest(home);
  expect(after?.datasets.find(({ id }) => id === DATASET)?.intake?.[0]?.account.read).toBe(48);
}, 60_000);

it('stopped by Ctrl-C it leaves nothing', async () => {
  const env = { ...process.env, BADA_HOME: home };
  const args = [CLI, 'ingest', airFile(400_000), '--publish'];
  const child = spawn(process.execPath, args, { stdio: 'ignore', env });
  const isRunning = () =>
    ingestFolders().some((id) =>
      readdirSync(join(home, 'ingests', id)).some((name) => name.startsWith('.partial-')),
    );
  await expect.poll(isRunning, { timeout: 30_000, interval: 10 }).toBe(true);
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect(code).toBe(1);
  expect(ingestFolders()).toEqual([]);
  const names = (await currentManifest(home))?.datasets.map(({ id }) => id);
  expect(names).not.toContain(DATASET);
}, 60_000);
