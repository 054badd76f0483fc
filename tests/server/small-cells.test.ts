import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtracts, listVersions, recutDataset } from '@bada/data/build';
import {
  baseFile,
  datasetOf,
  Indicator,
  type Manifest,
  parseDatasetContract,
  type Viewer,
} from '@bada/shared';
import {
  newSmallCells,
  SmallCellsForecast,
  smallCellsFrame,
  withMetadata,
} from '@bada/shared/catalogue';
import { unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { writeSmallSource } from '../support/small-source.ts';
import { asPerson, contractOf, person, putContract } from './contract-support.ts';
import {
  attack,
  FORMATS,
  fromCsv,
  fromParquet,
  fromSheet,
  ID,
  keyOf,
  MISSING,
  Row,
  RULE,
  source,
  TRUTH,
  ZEROS,
} from './small-cells-support.ts';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

const PEOPLE: Readonly<Record<string, Viewer>> = {
  steward: person(['steward']),
  manager: person(['manager'], ['statistics']),
  owner: { ...person(['analyst'], ['statistics']), class: 'internal' },
  outsider: { ...person(['analyst'], ['budget']), class: 'internal' },
  public: { ...person(['viewer']), class: 'open' },
};

let world: TestApp;
let sources: string;

beforeEach(async () => {
  sources = mkdtempSync(join(tmpdir(), 'bada-cells-'));
  world = await openTestApp({
    viewerOf: (request) => PEOPLE[request.headers.get('x-test-viewer') ?? 'steward'] ?? person([]),
  });
});

afterEach(async () => {
  await world.close();
  rmSync(sources, { recursive: true, force: true });
});

function build(
  facts: Record<string, unknown>,
  builtAt = '2024-01-01T00:00:00Z',
): Promise<Manifest> {
  const rows = TRUTH.map((row) => Object.values(row).map((cell) => cell ?? ''));
  writeSmallSource(sources, source(facts), rows);
  return buildExtracts({ sources, home: world.home, builtAt });
}

async function as(viewer: string, path: string, init: RequestInit = {}): Promise<Response> {
  return world.request(path, { ...init, headers: { ...asPerson(viewer), ...init.headers } });
}

async function addIndicator(): Promise<void> {
  const [known] = world.indicators;
  const formula = { type: 'sum', measure: { dataset: ID, column: 'persons', where: [] } };
  const body = Indicator.parse({ ...known, id: 'care', formula, dimensions: ['age'] });
  const { id, version } = body;
  await world.store.documents.addVersion(person(['administrator']), {
    ...{ kind: 'indicator', id, version, department: null, body },
  });
}

async function downloaded(viewer: string, format: string): Promise<Row[]> {
  const response = await as(viewer, `/api/datasets/${ID}/download?format=${format}`);
  expect(response.status, format).toBe(200);
  const bytes = new Uint8Array(await response.arrayBuffer());
  switch (format) {
    case 'csv':
      return fromCsv(new TextDecoder().decode(bytes));
    case 'csv-cp949':
      return fromCsv(iconv.decode(Buffer.from(bytes), 'cp949'));
    case 'json':
      return z.array(Row).parse(JSON.parse(new TextDecoder().decode(bytes)));
    case 'xlsx':
      return fromSheet(bytes);
    default:
      return (await fromParquet(bytes, sources)).rows;
  }
}

async function page(viewer: string): Promise<Row[]> {
  const response = await as(viewer, `/api/datasets/${ID}/rows?limit=100`);
  const { columns, rows } = z
    .looseObject({
      columns: z.array(z.string()),
      rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
    })
    .parse(await response.json());
  return rows.map((cells) =>
    Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? null])),
  );
}

async function query(viewer: string, extra: object = {}) {
  const body = {
    queries: [{ v: 1, indicators: [{ id: 'care' }], by: ['district', 'year', 'age'], ...extra }],
  };
  return as(viewer, '/api/query', jsonRequest('POST', body, { accept: 'application/json' }));
}

describe('an open dataset with a rule', () => {
  beforeEach(async () => {
    await build({ smallCells: RULE });
    await addIndicator();
  });

  test.each(FORMATS)('leaves as %s without a small count, whoever downloads it', async (format) => {
    for (const viewer of ['public', 'outsider', 'steward']) {
      attack(await downloaded(viewer, format));
    }
  });

  test('leaves in its package and as its extract without a small count', async () => {
    const zip = await as('public', `/api/datasets/${ID}/package.zip`);
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    const text = (name: string) => new TextDecoder().decode(files[name]);
    attack(fromCsv(text(`${ID}.csv`)));
    expect(text('README.md')).toContain('Outside the owner department, counts below 5 are hidden');
    const manifest: Manifest = z
      .custom<Manifest>()
      .parse(await (await as('public', '/api/manifest')).json());
    const dataset = datasetOf(manifest, ID);
    expect(dataset.files.map(({ role }) => role)).toEqual(['base']);
    const extract = await as('public', `/extracts/open/${baseFile(dataset).hash}.parquet`);
    const { rows, told } = await fromParquet(new Uint8Array(await extract.arrayBuffer()), sources);
    for (const count of attack(rows)) expect(told).not.toContain(count);
    const inside = dataset.smallCells?.inside ?? '';
    for (const folder of ['open', 'internal', 'restricted', 'inside']) {
      const response = await as('steward', `/extracts/${folder}/${inside}.parquet`);
      expect(response.status).toBe(404);
    }
  });

  test('is seen whole in its department and by stewards, and cut by everybody else', async () => {
    for (const viewer of ['owner', 'manager', 'steward']) expect(await page(viewer)).toEqual(TRUTH);
    for (const viewer of ['public', 'outsider']) attack(await page(viewer));
    const profile = async (viewer: string) =>
      (await as(viewer, `/api/datasets/${ID}/profile`)).text();
    const hidden = attack(await page('public'));
    const [inside, outside] = [await profile('owner'), await profile('outsider')];
    expect(inside).not.toBe(outside);
    for (const count of hidden) expect(outside).not.toContain(count);
  });

  test('gives nothing away by any other address', async () => {
    const hidden = attack(await page('public'));
    const addresses = [
      '/api/manifest',
      `/api/datasets/${ID}`,
      `/api/datasets/${ID}/profile`,
      `/api/datasets/${ID}/lost-characters`,
      `/api/datasets/${ID}/contract`,
      `/api/datasets/${ID}/quality`,
      '/api/datasets',
      '/api/lineage',
    ];
    for (const address of addresses) {
      const text = await (await as('public', address)).text();
      for (const count of hidden) expect(text, address).not.toContain(count);
    }
  });

  test('answers queries with suppressed, which is neither missing nor zero', async () => {
    const response = await query('public', { time: { from: '2020-01-01', to: '2021-12-31' } });
    expect(response.status).toBe(200);
    const { answers } = z
      .looseObject({
        answers: z.array(z.looseObject({ columns: z.record(z.string(), z.array(z.unknown())) })),
      })
      .parse(await response.json());
    const {
      place = [],
      period = [],
      age = [],
      value = [],
      status = [],
    } = answers[0]?.columns ?? {};
    const found = new Map(
      place.map((one, at) => [`${one} ${period[at]} ${age[at]}`, [value[at], status[at]]]),
    );
    const cut = new Map((await page('public')).map((row) => [keyOf(row), row.status]));
    for (const [key, state] of cut) {
      if (state === 'suppressed') expect(found.get(key), key).toEqual([null, 'suppressed']);
    }
    expect(found.get(MISSING)).toEqual([null, 'missing']);
    const zero = ZEROS.find((key) => cut.get(key) === 'final') ?? 'no zero is shown';
    expect(found.get(zero)).toEqual([0, 'final']);
    const totals = await query('public', {
      by: ['city', 'year'],
      time: { from: '2020-01-01', to: '2021-12-31' },
    });
    expect(JSON.stringify(await totals.json())).toContain('"suppressed","suppressed"');
  });
});

test('opening an internal dataset copies the cut alone', async () => {
  await build({ smallCells: RULE, class: 'internal' });
  const { state, tag } = await contractOf(world, ID);
  const document = JSON.parse(JSON.stringify(state.document).replace('"internal"', '"open"'));
  expect((await putContract(world, ID, { document, tag })).status).toBe(200);
  for (const format of FORMATS) attack(await downloaded('public', format));
  const folder = join(world.folder, 'open');
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.parquet'))) {
    const bytes = new Uint8Array(readFileSync(join(folder, name)));
    const rows = await fromParquet(bytes, sources).catch(() => undefined);
    if (rows) attack(rows.rows);
  }
});

describe('a rule that is declared later', () => {
  test('can be tried by stewards, who learn how much it would hide', async () => {
    await build({});
    const tried = (rule: object, viewer = 'steward') =>
      as(viewer, `/api/datasets/${ID}/contract/small-cells`, jsonRequest('POST', rule));
    const { state, tag } = await contractOf(world, ID);
    expect(state.metadata.smallCells).toBe(null);
    expect(newSmallCells(smallCellsFrame(state.document), 5)).toEqual(RULE);
    const forecast = SmallCellsForecast.parse(await (await tried(RULE)).json());
    const hidden = async () =>
      (await page('public')).filter(({ status }) => status === 'suppressed').length;
    expect(await hidden()).toBe(0);
    const document = withMetadata(state.document, { ...state.metadata, smallCells: RULE });
    expect((await putContract(world, ID, { document, tag })).status).toBe(200);
    expect(forecast).toEqual({ rows: TRUTH.length, hidden: await hidden() });
    const told = await (await as('public', `/api/datasets/${ID}`)).text();
    expect(told).toContain(`"smallCells":{"k":5,"cut":true,"hidden":${forecast.hidden * 2}}`);
    expect((await tried(RULE, 'manager')).status).toBe(403);
    expect(await (await tried({ ...RULE, counts: ['persons'] })).json()).toMatchObject({
      code: 'contract.not-valid',
      message: { ko: expect.stringMatching(/women이 가릴 수/) },
    });
  });

  test('is taken back by stewards, and holds until the next version', async () => {
    await build({});
    const put = async (smallCells: typeof RULE | null, viewer: string) => {
      const { state, tag } = await contractOf(world, ID);
      const document = withMetadata(state.document, { ...state.metadata, smallCells });
      return (await putContract(world, ID, { document, tag, as: viewer })).status;
    };
    expect(await put(RULE, 'steward')).toBe(200);
    expect((await contractOf(world, ID)).state.metadata.smallCells).toEqual(RULE);
    expect(await put(null, 'manager')).toBe(403);
    expect(await put(null, 'steward')).toBe(200);
    expect((await contractOf(world, ID)).state.metadata.smallCells).toBe(null);
    attack(await page('public'));
  });

  test('cuts the current version, withholds the earlier one and cannot be declared by a manager', async () => {
    const before = await build({});
    await addIndicator();
    const { hash } = baseFile(datasetOf(before, ID));
    const time = { from: '2020-01-01', to: '2021-12-31' };
    expect((await query('public', { manifest: before.id, time })).status).toBe(200);
    const { state, tag } = await contractOf(world, ID);
    const document = structuredClone(state.document);
    const own = z.looseObject({}).parse(document.customProperties?.[0]?.value);
    document.customProperties = [{ property: 'bada', value: { ...own, smallCells: RULE } }];
    const refused = await putContract(world, ID, { document, tag, as: 'manager' });
    expect(refused.status).toBe(403);
    expect((await putContract(world, ID, { document, tag })).status).toBe(200);
    for (const format of FORMATS) attack(await downloaded('public', format));
    expect(await page('owner')).toEqual(TRUTH);
    expect((await as('public', `/extracts/open/${hash}.parquet`)).status).toBe(404);
    expect(existsSync(join(world.folder, 'open', `${hash}.parquet`))).toBe(false);
    const old = `manifest=${before.id}`;
    for (const path of ['download?', 'rows?', 'profile?', 'package.zip?']) {
      const response = await as('public', `/api/datasets/${ID}/${path}${old}`);
      expect(await response.json(), path).toMatchObject({ code: 'dataset.small-cells' });
    }
    const asked = await query('public', { manifest: before.id, time });
    expect(await asked.json()).toMatchObject({ code: 'dataset.small-cells' });
  });
});

test('from the swap on nobody gets a version older than its rule, though its file still lies there', async () => {
  const before = await build({});
  const { hash } = baseFile(datasetOf(before, ID));
  const file = join(world.folder, 'open', `${hash}.parquet`);
  const addresses = [
    `/extracts/open/${hash}.parquet`,
    ...['download', 'rows', 'profile', 'package.zip'].map(
      (path) => `/api/datasets/${ID}/${path}?manifest=${before.id}`,
    ),
  ];
  const statuses = () =>
    Promise.all(addresses.map(async (path) => (await as('public', path)).status));
  expect(await statuses()).toEqual([200, 200, 200, 200, 200]);
  let between: unknown;
  // The run is recorded between the swap and the withdrawal.
  const sink = {
    write: async () => {
      between ??= { isThere: existsSync(file), statuses: await statuses() };
    },
  };
  const { home } = world;
  const change = { home, dataset: ID, at: '2024-01-02T00:00:00Z', author: 'steward', sink };
  const text = readFileSync(join(sources, ID, 'contract.yaml'), 'utf8');
  const contract = { ...parseDatasetContract(text, ID), smallCells: RULE };
  const after = await recutDataset(change, contract);
  expect(between).toEqual({ isThere: true, statuses: [404, 403, 403, 403, 403] });
  expect(existsSync(file)).toBe(false);
  const suppressed = (await page('public')).filter(({ status }) => status === 'suppressed');
  expect(datasetOf(after, ID).smallCells?.hidden).toBe(suppressed.length * RULE.counts.length);
});

test('a build under a rule of the store publishes no version without it', async () => {
  const rows = TRUTH.map((row) => Object.values(row).map((cell) => cell ?? ''));
  writeSmallSource(sources, source({}), rows);
  const inForce = () => ({ smallCells: RULE, class: 'internal' as const });
  const builtAt = '2024-01-01T00:00:00Z';
  const { id } = await buildExtracts({ sources, home: world.home, builtAt, inForce });
  const versions = await listVersions(world.home);
  const own = versions.filter(({ manifest }) => manifest.datasets.some((one) => one.id === ID));
  expect(own.map(({ manifest }) => manifest.id)).toEqual([id]);
  for (const format of FORMATS) attack(await downloaded('outsider', format));
});

describe('where nothing can be proved', () => {
  test('all counts are hidden', async () => {
    // In groups of one value each, no other count can stand in for a small one.
    await build({
      smallCells: { ...RULE, groups: { place: 'place', period: 'period', age: 'age' } },
    });
    const rows = await page('public');
    expect(rows.filter(({ persons }) => persons !== null)).toEqual([]);
    expect(rows.filter(({ status }) => status === 'missing').length).toBe(1);
  });

  test.each([
    [{ ...RULE, counts: ['persons'] }, 'women is not among the counts'],
    [{ ...RULE, counts: ['persons', 'women', 'age'] }, 'age is no measure'],
    [{ ...RULE, dimensions: ['place', 'age'] }, 'the dimensions must be the key'],
    [{ ...RULE, groups: { place: 'nowhere' } }, 'nowhere cannot name groups'],
  ])('a contract with %j is refused', async (smallCells, what) => {
    await expect(build({ smallCells })).rejects.toMatchObject({
      code: 'contract.invalid',
      params: {
        where: 'smallCells',
        what: { ko: expect.stringMatching(/행: .*니다/), en: expect.stringContaining(what) },
      },
    });
  });
});
