import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readListing } from '@bada/shared/catalogue';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../support/project.ts';
import { addOddDataset } from './catalogue-support.ts';
import { openTestApp, type TestApp } from './support.ts';

let world: TestApp;

beforeAll(async () => {
  world = await openTestApp();
  await addOddDataset(world);
});

afterAll(() => world.close());

const PATH = '/api/datasets/odd-values/package.zip';

async function filesIn(response: Response): Promise<Record<string, string>> {
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, decoder.decode(bytes)]),
  );
}

test('a package holds the rows and all that a catalogue asks for, pointing at each other', async () => {
  const response = await world.request(PATH);
  expect(response.headers.get('content-type')).toBe('application/zip');
  const files = await filesIn(response);
  expect(Object.keys(files).sort()).toEqual([
    'README.md',
    'datapackage.json',
    'dcat.jsonld',
    'listing.csv',
    'odd-values.csv',
  ]);
  const csv = await (await world.request('/api/datasets/odd-values/download?format=csv')).text();
  expect(files['odd-values.csv']).toBe(`\uFEFF${csv.replace(/^\uFEFF/, '')}`);
  const descriptor = z
    .looseObject({ resources: z.array(z.looseObject({ path: z.string() })) })
    .parse(JSON.parse(files['datapackage.json'] ?? ''));
  expect(descriptor.resources.map(({ path }) => path)).toEqual(['odd-values.csv']);
  expect(JSON.parse(files['dcat.jsonld'] ?? '')).toMatchObject({ '@type': 'dcat:Dataset' });
  expect(files['README.md']).toContain('CC-BY-4.0');
  const rows = (files['listing.csv'] ?? '').split('\r\n').map((line) => line.split(','));
  expect(readListing(rows.slice(0, 2)).datasets[0]?.title).toBe('이상한 값: 시험');
});

test('the same content gives the same bytes, and a client that holds it gets nothing', async () => {
  const [one, two] = [await world.request(PATH), await world.request(PATH)];
  const tag = one.headers.get('etag') ?? '';
  expect(Buffer.from(await one.arrayBuffer())).toEqual(Buffer.from(await two.arrayBuffer()));
  const held = await world.request(PATH, { headers: { 'if-none-match': tag } });
  expect(held.status).toBe(304);
});

test('a dataset that is not open or whose licence was not stated is refused', async () => {
  const { manifest } = world;
  const kept = manifest.datasets.filter(
    (one) => one.class !== 'open' || one.licence.id === 'unstated',
  );
  expect(kept.length).toBeGreaterThan(0);
  for (const { id } of kept) {
    const response = await world.request(`/api/datasets/${id}/package.zip`);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'dataset.not-publishable' });
  }
});

test('the command writes the same package', async () => {
  const out = join(world.home, 'out.zip');
  const args = [
    'server/src/cli/bada.ts',
    'package',
    'odd-values',
    '--out',
    out,
    '--origin',
    'http://localhost',
  ];
  const env = { ...process.env, BADA_HOME: world.home };
  const run = spawnSync(process.execPath, args, { cwd: projectRoot, env, encoding: 'utf8' });
  expect(run.stderr.replaceAll(/.*ExperimentalWarning.*|\(Use `node.*/g, '').trim()).toBe('');
  const served = await (await world.request(PATH)).arrayBuffer();
  expect(readFileSync(out)).toEqual(Buffer.from(served));
  const refused = spawnSync(process.execPath, [...args.slice(0, 2), 'nothing', '--out', out], {
    cwd: projectRoot,
    env,
  });
  expect(refused.status).toBe(1);
});
