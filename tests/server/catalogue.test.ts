import { LOCAL_VIEWER, Problem } from '@bada/shared';
import {
  contractFacts,
  DatasetDetail,
  DatasetPage,
  DatasetProfile,
  DatasetRows,
  Glossary,
  parseOdcs,
} from '@bada/shared/catalogue';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { addOddDataset, ODD_TEXTS } from './catalogue-support.ts';
import { openTestApp, type TestApp } from './support.ts';

const OPEN_VIEWER = { ...LOCAL_VIEWER, roles: ['viewer' as const], class: 'open' as const };

let world: TestApp;
let outsider: TestApp;
let manifest: string;

beforeAll(async () => {
  world = await openTestApp();
  outsider = await openTestApp({ viewerOf: () => OPEN_VIEWER });
  manifest = await addOddDataset(world);
  await addOddDataset(outsider, { id: 'odd-secrets', dataClass: 'restricted' });
});

afterAll(async () => {
  await world.close();
  await outsider.close();
});

async function find(search: string, app = world) {
  return DatasetPage.parse(await (await app.request(`/api/datasets?${search}`)).json());
}

describe('searching', () => {
  test('lists all datasets with facets, the most used first', async () => {
    const page = await find('');
    expect(page.total).toBe(3);
    expect(page.datasets.map(({ id }) => id)).toContain('odd-values');
    expect(page.facets.map(({ facet }) => facet)).toContain('department');
  });

  test('finds by words and narrows by facets given several times', async () => {
    expect((await find('q=people')).datasets.map(({ id }) => id)).toEqual(['people-count']);
    const both = await find('class=open&class=internal&licence=MIT');
    expect(both.datasets.map(({ id }) => id).sort()).toEqual(['people-count', 'staff-count']);
  });

  test('goes on page by page in the manifest it began with', async () => {
    const first = await find('limit=2');
    expect(first.datasets).toHaveLength(2);
    const rest = await find(`limit=2&cursor=${first.next}`);
    expect(rest).toMatchObject({ next: null, total: 3 });
    const ids = [...first.datasets, ...rest.datasets].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  test('a made-up cursor is a bad request', async () => {
    const response = await world.request('/api/datasets?cursor=nonsense');
    expect(response.status).toBe(400);
    expect(Problem.parse(await response.json()).code).toBe('request.invalid');
  });
});

describe('one dataset', () => {
  test('tells its columns, users and versions', async () => {
    const response = await world.request('/api/datasets/people-count');
    const { dataset, versions } = DatasetDetail.parse(await response.json());
    expect(dataset.usedBy.map(({ id }) => id)).toEqual(['people']);
    expect(versions).toHaveLength(1);
    expect(versions[0]).toMatchObject({ current: true, publishedAt: '2024-01-01T00:00:00Z' });
    const tag = response.headers.get('etag') ?? '';
    const again = await world.request('/api/datasets/people-count', {
      headers: { 'if-none-match': tag },
    });
    expect(again.status).toBe(304);
  });

  test('can be read as an older manifest had it', async () => {
    const old = await world.request(`/api/datasets/odd-values?manifest=${world.manifest.id}`);
    expect(old.status).toBe(404);
    const now = await world.request(`/api/datasets/odd-values?manifest=${manifest}`);
    expect(now.status).toBe(200);
  });

  test('one that does not exist is said to be missing', async () => {
    const response = await world.request('/api/datasets/nothing');
    expect(response.status).toBe(404);
    expect(Problem.parse(await response.json()).code).toBe('dataset.not-found');
  });
});

describe('rows', () => {
  test('come a page at a time in their stored order', async () => {
    const response = await world.request('/api/datasets/odd-values/rows?offset=2&limit=3');
    expect(DatasetRows.parse(await response.json())).toEqual({
      columns: ['place', 'period', 'note', 'amount'],
      rows: [
        ['26110', '2024-01-03', '@sum', 0.5],
        ['26110', '2024-01-04', '-', null],
        ['26110', '2024-01-05', '-5', 2.5],
      ],
      offset: 2,
      total: ODD_TEXTS.length,
    });
  });

  test('more than a hundred at once are refused', async () => {
    expect((await world.request('/api/datasets/odd-values/rows?limit=101')).status).toBe(400);
  });

  test('past the end there are none', async () => {
    const response = await world.request('/api/datasets/odd-values/rows?offset=1000');
    expect(DatasetRows.parse(await response.json()).rows).toEqual([]);
  });
});

describe('the profile', () => {
  test('counts what is missing and distinct, and spreads the rest', async () => {
    const response = await world.request('/api/datasets/odd-values/profile');
    const { rows, columns } = DatasetProfile.parse(await response.json());
    expect(rows).toBe(ODD_TEXTS.length);
    const note = columns.find(({ name }) => name === 'note');
    expect(note).toMatchObject({ missing: 1, distinct: 12 });
    const amount = columns.find(({ name }) => name === 'amount');
    expect(amount).toMatchObject({ missing: 1, distinct: 12, min: -1.5, max: 10.5 });
    const bins = amount?.spread.kind === 'histogram' ? amount.spread.bins : [];
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(12);
    expect(bins[0]?.from).toBe(-1.5);
    expect(bins.at(-1)?.to).toBe(10.5);
    expect(columns[0]?.spread).toEqual({
      kind: 'top',
      values: [{ value: '26110', count: 13 }],
      others: 0,
    });
  });
});

describe('who may see what', () => {
  test('the list holds what the viewer may read, and nothing of the rest', async () => {
    const page = await find('', outsider);
    expect(page.datasets.map(({ id }) => id)).toEqual(['people-count']);
    const classes = page.facets.find(({ facet }) => facet === 'class');
    expect(classes?.values.map(({ value }) => value)).toEqual(['open']);
  });

  test.each([
    '',
    '/rows',
    '/profile',
    '/download',
    '/lost-characters',
    '/dcat.jsonld',
    '/contract.yaml',
    '/datapackage.json',
    '/listing.csv',
  ])('a refused dataset looks like a missing one (%s)', async (part) => {
    for (const id of ['odd-secrets', 'staff-count', 'nothing']) {
      const response = await outsider.request(`/api/datasets/${id}${part}`);
      expect(response.status, id).toBe(403);
    }
    expect((await outsider.request(`/api/datasets/people-count${part}`)).status).toBe(200);
  });
});

describe('open formats', () => {
  test('the catalogue for harvesters holds published datasets, all of them on demand', async () => {
    const response = await world.request('/dcat.jsonld');
    expect(response.headers.get('content-type')).toBe('application/ld+json');
    const ids = async (answer: Response) =>
      (await answer.text()).match(/"dct:identifier":"[^"]+"/g);
    expect(await ids(response)).toHaveLength(2);
    expect(await ids(await world.request('/dcat.jsonld?scope=all'))).toHaveLength(3);
    expect(await ids(await outsider.request('/dcat.jsonld?scope=all'))).toHaveLength(1);
  });

  test('the listing opens in spreadsheets', async () => {
    const response = await world.request('/api/listing.csv?scope=all');
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
    expect(text.startsWith('\uFEFF목록명,')).toBe(true);
    expect(text.trim().split('\r\n')).toHaveLength(4);
  });

  test('a dataset describes itself as DCAT, Data Package, contract and listing row', async () => {
    const at = (part: string) => world.request(`/api/datasets/people-count/${part}`);
    expect(await (await at('dcat.jsonld')).json()).toMatchObject({ '@type': 'dcat:Dataset' });
    expect(await (await at('datapackage.json')).json()).toMatchObject({ name: 'people-count' });
    expect(parse(await (await at('contract.yaml')).text())).toMatchObject({
      apiVersion: 'v3.1.0',
      id: 'people-count',
    });
    const listing = await at('listing.csv');
    expect(listing.headers.get('content-disposition')).toContain('people-count-listing.csv');
  });

  test('a contract of the store fills the graph and comes out whole', async () => {
    const known = parseOdcs(
      [
        'apiVersion: v3.1.0',
        'kind: DataContract',
        'id: staff-count',
        'version: 1.0.0',
        'status: active',
        'domain: safety',
        'team: { name: stewards }',
        'schema:',
        '  - name: staff-count',
        '    properties:',
        '      - name: place',
        '        businessName: 행정구역코드',
        '        customProperties: [{ property: bada, value: { term: SGG_CD } }]',
      ].join('\n'),
      'contract.yaml',
    );
    const document = { kind: 'contract' as const, id: 'staff-count', version: 1, department: null };
    await world.store.documents.addVersion(LOCAL_VIEWER, { ...document, body: known.document });
    expect((await find('domain=safety')).datasets.map(({ id }) => id)).toEqual(['staff-count']);
    const out = await world.request('/api/datasets/staff-count/contract.yaml');
    const { columns, document: whole } = contractFacts(
      parseOdcs(await out.text(), 'out.yaml').document,
    );
    expect(columns[0]).toMatchObject({ name: 'place', term: 'SGG_CD' });
    expect(whole).toMatchObject({ team: { name: 'stewards' } });
    const glossary = Glossary.parse(await (await world.request('/api/glossary')).json());
    expect(glossary).toMatchObject({ withTerm: 1, terms: [{ term: 'SGG_CD' }] });
  });
});
