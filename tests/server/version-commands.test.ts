import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listVersions } from '@bada/data/build';
import { LOCAL_VIEWER } from '@bada/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readContractSeeds } from '../../server/src/jobs/contract-seeds.ts';
import { openStore } from '../../server/src/store/store.ts';
import { runStatement } from '../support/database.ts';
import { copyExtractsTo } from '../support/prepare.ts';
import { projectRoot } from '../support/project.ts';

const home = mkdtempSync(join(tmpdir(), 'bada-commands-'));

beforeAll(() => copyExtractsTo(home));

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs `pnpm bada …` as a process of its own. */
function bada(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return badaAt(home, ...args);
}

function badaAt(
  at: string,
  ...args: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  const command = ['--disable-warning=ExperimentalWarning', 'server/src/cli/bada.ts', ...args];
  const env = { ...process.env, BADA_HOME: at, BADA_NOW: '2022-05-02' };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: projectRoot, env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

test('quality shows score and error rate apart, lateness, the gap, and writes the failing rows', async () => {
  const file = join(home, 'rows.csv');
  const { code, out } = await bada('quality', 'tourism-card', '--rows', file);
  expect(code).toBe(2);
  expect(out).toContain('공식 오류율 · official error rate: 0.0578 % (1 / 1731)');
  expect(out).toContain('늦음 · late (2022-04-02, 30)');
  expect(out).toContain('광안리해수욕장 2021-01-01: 빠짐 · missing');
  const rows = readFileSync(file, 'utf8');
  expect(rows.startsWith('\uFEFF행 번호')).toBe(true);
  expect(rows).toContain('2021-04-01 | 광안리해수욕장,no-quarter-skipped,앞 분기 기록이 없습니다');
});

test('quality of a dataset without failures ends well, of an unknown one says so', async () => {
  expect((await bada('quality', 'births')).code).toBe(0);
  const unknown = await bada('quality', 'nowhere');
  expect(unknown.code).toBe(1);
  expect(unknown.err).toContain('dataset.not-found');
});

test('versions lists the current one, and a restore of an unknown one changes nothing', async () => {
  const current = readFileSync(join(home, 'extracts', 'current'), 'utf8').trim();
  const { out } = await bada('versions');
  expect(out).toContain(`* ${current.slice(0, 12)}`);
  const refused = await bada('versions', '--restore', 'zzz');
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('version.not-found');
  const same = await bada('diff', current, current);
  expect(same).toMatchObject({ code: 0, out: '' });
});

test('impact names the indicators that a column carries', async () => {
  const { out } = await bada('impact', 'population-age.age_from');
  expect(out).toContain('indicator:ageing-share  고령인구비율');
  expect((await bada('impact', 'cctv.installations')).out).toContain('nothing depends on it');
});

test('overlaps names the figures that two datasets tell differently', async () => {
  const { out } = await bada('overlaps');
  expect(out).toContain('26410 2018-12-31: 233951 ≠ 242956');
});

test('verify tells whether the record of activity is whole', async () => {
  const place = { file: join(home, 'bada.sqlite') };
  const store = await openStore(place);
  const note = { actor: 'kim', action: 'x', target: '/', status: 200, address: '', request: 'r' };
  for (const target of ['/a', '/b', '/c']) await store.audit.append({ ...note, target });
  await store.close();
  expect(await bada('verify')).toMatchObject({ code: 0 });
  await runStatement(place, "update audit set target = '/z' where seq = 2");
  const { code, out } = await bada('verify');
  expect(code).toBe(1);
  expect(out).toContain('#2: changed');
});

test('whatever is stored with a hash in it is referred to, the bin included', async () => {
  const store = await openStore({ file: join(home, 'references.sqlite') });
  const hash = 'a'.repeat(64);
  const tiles = [{ kind: 'view' as const, path: '/' as const, search: `?manifest=${hash}` }];
  await store.boards.create(LOCAL_VIEWER, { title: '회의', tiles });
  expect([...(await store.references())]).toEqual([hash]);
  await store.close();
});

test('extracts never publishes a dataset in another class than its stored contract says', async () => {
  const fresh = mkdtempSync(join(tmpdir(), 'bada-fresh-'));
  try {
    const store = await openStore({ file: join(fresh, 'bada.sqlite') });
    const seeds = await readContractSeeds(join(projectRoot, 'data', 'sources'));
    const seed = seeds.find(({ id }) => id === 'births');
    if (!seed) throw new Error('no contract of births');
    const body: unknown = JSON.parse(
      JSON.stringify(seed.body).replace(/"class":"\w+"/, '"class":"restricted"'),
    );
    const kept = { ...seed, version: seed.version + 1, body };
    expect(await store.documents.addVersion(LOCAL_VIEWER, kept)).toBe('added');
    await store.close();
    expect(await badaAt(fresh, 'extracts')).toMatchObject({ code: 0, err: '' });
    const versions = await listVersions(fresh);
    expect(versions).toHaveLength(1);
    const births = versions[0]?.manifest.datasets.find(({ id }) => id === 'births');
    expect(births?.class).toBe('restricted');
    const open = readdirSync(join(fresh, 'extracts', 'open'));
    for (const { hash } of births?.files ?? []) expect(open.join()).not.toContain(hash);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}, 60_000);
