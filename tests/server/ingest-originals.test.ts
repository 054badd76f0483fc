import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LOCAL_VIEWER, Manifest } from '@bada/shared';
import type { Ingest } from '@bada/shared/intake';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importSeeds } from '../../server/src/jobs/import-seeds.ts';
import { projectRoot } from '../support/project.ts';
import { answerAndPublish, bring, changed } from './ingest-support.ts';
import { openTestApp, type TestApp } from './support.ts';

const INPUT = join(projectRoot, '..', 'shared', 'data');

const ELECTION = ['ohmynews_170509_Elec_Data-Unicode.csv', 'ohmynews_170509_Elec_Data.xlsx'];
const CCTV = 'safety/cctv.csv';

function resultOf({ state }: Ingest) {
  if (state.kind !== 'done' && state.kind !== 'published') throw new Error(JSON.stringify(state));
  const [result] = state.results;
  if (!result) throw new Error('nothing ran');
  return result.report;
}

describe.skipIf(!existsSync(INPUT))('original files of ../shared, sent to the server', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await openTestApp();
    await importSeeds(join(projectRoot, 'data'), (seed) =>
      app.store.documents.addVersion(LOCAL_VIEWER, seed),
    );
  }, 60_000);

  afterAll(() => app.close());

  async function take(file: string): Promise<Ingest> {
    const path = join(INPUT, file);
    return bring(app, basename(path), readFileSync(path));
  }

  async function manifest(): Promise<Manifest> {
    return Manifest.parse(await (await app.request('/api/manifest')).json());
  }

  test('the election is the same dataset from UTF-16 and from XLSX (../shared)', async () => {
    const names = ELECTION.map((name) => `election/${name}`);
    const hashes: (string | undefined)[] = [];
    for (const [at, name] of names.entries()) {
      const ingest = await take(name);
      const { account } = resultOf(ingest);
      expect(account.read).toBe(
        account.kept + account.totals + account.quarantined + account.duplicates,
      );
      const published =
        at === 0
          ? await answerAndPublish(app, ingest)
          : await changed(app, ingest, { method: 'POST', path: 'publish' });
      expect(published.state.kind).toBe('published');
      const dataset = (await manifest()).datasets.find(({ id }) => id === 'election-2017');
      hashes.push(dataset?.files[0]?.hash);
    }
    expect(hashes[0]).toBeDefined();
    expect(new Set(hashes).size).toBe(1);
  }, 120_000);

  test('CCTV: duplicates and flags are told, and the dataset is in the catalogue (../shared)', async () => {
    const ingest = await take(CCTV);
    const report = resultOf(ingest);
    expect(report.account.duplicates).toBe(2319);
    expect(report.flags.length).toBeGreaterThan(0);
    const published = await answerAndPublish(app, ingest);
    expect(published.state.kind).toBe('published');
    const page = await app.request('/api/datasets/cctv-points');
    expect(page.status).toBe(200);
    const dataset = (await manifest()).datasets.find(({ id }) => id === 'cctv-points');
    expect(dataset?.intake?.[0]?.account.duplicates).toBe(2319);
  }, 120_000);

  test('residents of a CP949 file, with every total equal to its parts (../shared)', async () => {
    const ingest = await take('population/mois_age_2020-06.csv');
    expect(ingest.file.encoding).toBe('cp949');
    const published = await answerAndPublish(app, ingest);
    if (published.state.kind !== 'published') throw new Error(published.state.kind);
    const dataset = published.state.versions[0]?.dataset ?? '';
    expect((await app.request(`/api/datasets/${dataset}`)).status).toBe(200);
    const { account, checks } = resultOf(published);
    expect(account.totals).toBeGreaterThan(270);
    expect(checks.filter(({ kind }) => kind === 'totals').every(({ failed }) => failed === 0)).toBe(
      true,
    );
  }, 120_000);
});
