import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
import { read, utils } from '@e965/xlsx';
import { unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { rowsOf, withDuckDb } from '../../data/src/build/duckdb.ts';
import { type SmallSource, writeSmallSource } from '../support/small-source.ts';
import { asPerson, contractOf, person, putContract } from './contract-support.ts';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

const ID = 'care-visits';
const RULE = { k: 5, counts: ['persons', 'women'], dimensions: ['place', 'period', 'age'] };
const PLACES = ['26110', '26140', '26170', '26200', '26230'];
const YEARS = ['2020-01-01', '2021-01-01'];
const AGES = ['adult', 'child', 'old'];
/** Rows whose persons are few; every other number is large and stands for itself. */
const SMALL = new Map([
  ['26110 2020-01-01 child', [3, 1]],
  ['26170 2021-01-01 old', [2, 2]],
]);
const MISSING = '26230 2020-01-01 adult';
/** Zeros are no small counts, but may be hidden so that others stay open. */
const ZEROS = ['26230 2021-01-01 child', '26140 2020-01-01 old', '26200 2021-01-01 adult'];

type Row = Record<string, string | number | null>;

/** What the department counted. */
const TRUTH: Row[] = PLACES.flatMap((place, p) =>
  YEARS.flatMap((period, y) =>
    AGES.map((age, a): Row => {
      const key = `${place} ${period} ${age}`;
      const large = 70_001 + p * 1309 + y * 317 + a * 53;
      const [persons = null, women = null] = SMALL.get(key) ?? [large, large - 30_007];
      if (key === MISSING)
        return { place, period, age, persons: null, women: null, status: 'missing' };
      if (ZEROS.includes(key)) return { place, period, age, persons: 0, women: 0, status: 'final' };
      return { place, period, age, persons, women, status: 'final' };
    }),
  ),
);

function source(facts: Record<string, unknown>): SmallSource {
  return {
    id: ID,
    period: { from: '2020-01-01', to: '2021-01-01' },
    facts: { licence: { id: 'CC-BY-4.0' }, ...facts },
    columns: [
      { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
      { name: 'period', type: 'DATE', role: 'period', key: 2, required: true },
      { name: 'age', type: 'VARCHAR', role: 'dimension', key: 3, required: true },
      { name: 'persons', type: 'INTEGER', role: 'measure', time: 'sum' },
      { name: 'women', type: 'INTEGER', role: 'measure', time: 'sum' },
      { name: 'status', type: 'VARCHAR', role: 'status' },
    ],
  };
}

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

function fromCsv(text: string): Row[] {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  const names = header.split(',');
  return lines
    .map((line) => line.split(','))
    .map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] || null])));
}

async function fromParquet(bytes: Uint8Array): Promise<{ rows: Row[]; told: string }> {
  const path = join(sources, 'fetched.parquet');
  writeFileSync(path, bytes);
  return withDuckDb(async (connection) => {
    const found = await rowsOf(
      connection,
      `select place, period::varchar as period, age, persons::double as persons, women::double as women, status from read_parquet('${path}')`,
    );
    const told = await rowsOf(
      connection,
      `select stats_min, stats_max, stats_min_value, stats_max_value from parquet_metadata('${path}') where path_in_schema in ('persons', 'women')`,
    );
    const rows = found.map((row) => Row.parse(row));
    return { rows, told: JSON.stringify(told) };
  });
}

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

function keyOf({ place, period, age }: Row): string {
  return `${place} ${period} ${age}`;
}

/** Tries to learn small counts of a table from what it shows and from all true totals.
 * @returns what is hidden, as true numbers that may stand nowhere else */
function attack(rows: readonly Row[]): string[] {
  expect(rows.map(keyOf).sort()).toEqual(TRUTH.map(keyOf).sort());
  const shown = new Map(rows.map((row) => [keyOf(row), row]));
  for (const row of TRUTH) {
    const leaves = shown.get(keyOf(row));
    const isHidden = leaves?.status === 'suppressed';
    if (SMALL.has(keyOf(row))) expect(isHidden, keyOf(row)).toBe(true);
    for (const name of ['persons', 'women']) {
      const cell = leaves?.[name] ?? null;
      const wanted = isHidden ? null : row[name];
      expect(cell === null ? null : Number(cell), `${keyOf(row)} ${name}`).toBe(wanted);
    }
    if (!isHidden) expect(leaves?.status).toBe(row.status);
  }
  const hidden = TRUTH.filter((row) => shown.get(keyOf(row))?.status === 'suppressed');
  expect(hidden.length).toBeLessThan(TRUTH.length / 2);
  for (const small of hidden.filter((row) => SMALL.has(keyOf(row)))) {
    for (const free of ['place', 'period', 'age']) {
      const line = hidden.filter((row) =>
        ['place', 'period', 'age'].every((name) => name === free || row[name] === small[name]),
      );
      expect(line.length, `total along ${free} minus the rest`).toBeGreaterThan(1);
    }
  }
  return hidden
    .flatMap(({ persons, women }) => [persons, women])
    .filter((count): count is number => typeof count === 'number' && count > 100)
    .map(String);
}

const FORMATS = ['csv', 'csv-cp949', 'json', 'xlsx', 'parquet'];

function fromSheet(bytes: Uint8Array): Row[] {
  const book = read(bytes, { type: 'array' });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  const rows = utils.sheet_to_json<Record<string, unknown>>(sheet ?? {}, { defval: null });
  return rows.map((row) => {
    const day = new Date(Date.UTC(1899, 11, 30) + Number(row.period) * 86_400_000);
    return Row.parse({ ...row, period: day.toISOString().slice(0, 10) });
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
      return (await fromParquet(bytes)).rows;
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
    const { rows, told } = await fromParquet(new Uint8Array(await extract.arrayBuffer()));
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
    const rows = await fromParquet(bytes).catch(() => undefined);
    if (rows) attack(rows.rows);
  }
});

describe('a rule that is declared later', () => {
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
