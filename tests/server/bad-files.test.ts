import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS, Problem } from '@bada/shared';
import { Ingest, type IngestTable } from '@bada/shared/intake';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { corpus } from '../data/read/corpus/corpus.ts';
import { change, load, send } from './ingest-support.ts';
import { openTestApp, type TestApp } from './support.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Of the files that something is wrong with, some that fail in different places of the server. */
const FLAWS = [
  'no bytes',
  'only a header',
  'cut inside a quoted cell',
  'a bomb of 50 MB',
  'a path that climbs out',
  'a workbook cut off',
  'a billion laughs in a sheet',
  'formulas with and without values, and errors',
];

let app: TestApp;
let before: string;

beforeAll(async () => {
  app = await openTestApp({ maxUpload: 200_000_000 });
  before = await manifest();
});

afterAll(() => app.close());

async function manifest(): Promise<string> {
  return (await app.request('/api/manifest')).headers.get('etag') ?? '';
}

async function isCoded(response: Response): Promise<void> {
  const { code, message, next } = Problem.parse(await response.json());
  expect(Object.keys(ERRORS)).toContain(code);
  expect(response.status).toBeLessThan(500);
  for (const text of [message, next]) expect(text.ko).toMatch(/[가-힣]/);
  expect(`${message.ko}${message.en}`).not.toMatch(/\{\w+\}/);
}

/** Confirms what was proposed for a table, as somebody does who looks no further. */
async function confirm(ingest: Ingest, { id, mapping }: IngestTable): Promise<void> {
  if (mapping.kind !== 'proposed') return;
  const dataset = `bad-${id}`;
  const body = { mapping: { ...mapping.mapping, id: dataset, dataset } };
  const response = await change(app, ingest, { method: 'PUT', path: `mappings/${id}`, body });
  if (!response.ok) await isCoded(response);
}

/** Takes a file as far as it goes: read, mapped as proposed, run. */
async function taken(name: string, bytes: Uint8Array | string): Promise<Ingest | undefined> {
  const response = await send(app, name, bytes);
  if (response.status !== 201) {
    await isCoded(response);
    return undefined;
  }
  const { id } = Ingest.parse(await response.json());
  await app.ingests.idle();
  const read = await load(app, id);
  for (const table of read.tables) await confirm(await load(app, id), table);
  const run = await change(app, await load(app, id), { method: 'POST', path: 'run' });
  if (!run.ok) await isCoded(run);
  await app.ingests.idle();
  return load(app, id);
}

/** Every row of the file is somewhere, and a failure says what and what to do. */
function isWhole({ state }: Ingest): void {
  if (state.kind === 'failed') {
    const { code, message, next } = state.failure;
    expect(Object.keys(ERRORS)).toContain(code);
    for (const text of [message, next]) expect(text.ko).toMatch(/[가-힣]/);
    expect(`${message.ko}${message.en}`).not.toMatch(/\{\w+\}/);
    return;
  }
  expect(['ready', 'done']).toContain(state.kind);
  for (const { report } of state.kind === 'done' ? state.results : []) {
    const { read, kept, totals, quarantined, duplicates } = report.account;
    expect(kept + totals + quarantined + duplicates, JSON.stringify(report.account)).toBe(read);
  }
}

/** Folders of work that was not ended. */
function scratch(): string[] {
  return readdirSync(join(app.home, 'ingests'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(tmp|part)$|scratch/.test(name),
  );
}

describe('a bad file that is brought ends in a coded error or in a balanced account', () => {
  test.each(FLAWS)('%s', async (flaw) => {
    const bad = corpus.find((one) => one.flaw === flaw);
    if (!bad) throw new Error(`no file has the flaw ${flaw}`);
    const { name, bytes } = bad;
    const ingest = await taken(name, await bytes());
    if (ingest) isWhole(ingest);
    expect(scratch()).toEqual([]);
    expect(await manifest()).toBe(before);
  });
});
