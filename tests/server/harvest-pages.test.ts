import { Finds, HarvestedPage } from '@bada/shared/catalogue';
import { afterEach, expect, test } from 'vitest';
import { HarvestWorld } from './harvest-support.ts';

let world: HarvestWorld;

afterEach(() => world.close());

type Pages = Readonly<Record<string, string | (() => string)>>;

/** A catalogue that answers by path, and with 404 elsewhere. */
async function open(pages: Pages): Promise<void> {
  world = await HarvestWorld.open((request, response) => {
    const page = pages[request.url ?? ''];
    if (page === undefined) response.writeHead(404).end('{}');
    else response.end(typeof page === 'string' ? page : page());
  });
}

const titles = async (rest = '') =>
  (await world.find('', rest)).map(({ entry }) => entry.title).sort();

function datasets(...names: readonly string[]) {
  return names.map((name) => ({
    '@id': `https://data.example/${name}`,
    '@type': 'dcat:Dataset',
    'dct:title': name,
  }));
}

/** A page in Hydra's present form, its links relative. */
function hydra(next: string | undefined, ...names: readonly string[]): string {
  const link = next === undefined ? {} : { 'hydra:next': { '@id': next } };
  const view = { '@id': '/here', '@type': 'hydra:PartialCollectionView', ...link };
  return JSON.stringify({ '@graph': [view, ...datasets(...names)] });
}

/** A page as CKAN writes it. */
function ckan(next: string | undefined, ...names: readonly string[]): string {
  const link =
    next === undefined ? {} : { 'http://www.w3.org/ns/hydra/core#nextPage': [{ '@value': next }] };
  const page = {
    '@id': '_:p',
    '@type': ['http://www.w3.org/ns/hydra/core#PagedCollection'],
    ...link,
  };
  return JSON.stringify([page, ...datasets(...names)]);
}

test.each([
  ['a view of a collection', hydra],
  ['a paged collection', ckan],
])('%s is followed to its last page', async (_, page) => {
  await open({
    '/c': page('/c?page=2', '가', '나'),
    '/c?page=2': page('/c?page=3', '다', '라'),
    '/c?page=3': page(undefined, '마'),
  });
  await world.define({ form: 'json-ld' });
  expect((await world.harvest())?.result).toMatchObject({ entries: 5, added: 5 });
  expect(world.asked).toEqual(['/c', '/c?page=2', '/c?page=3']);
  expect(await titles()).toEqual(['가', '나', '다', '라', '마']);
});

test('a catalogue without links is read on by the number of its page, until nothing new comes', async () => {
  const page = (...names: string[]) => JSON.stringify({ '@graph': datasets(...names) });
  await open({ '/c?page=1': page('가', '나'), '/c?page=2': page('다'), '/c?page=3': page() });
  await world.define({ form: 'json-ld', url: `http://${world.host}/c?page=1` });
  expect((await world.harvest())?.result).toMatchObject({ entries: 3 });
  expect(world.asked).toHaveLength(3);
});

test('a page that fails or comes again changes nothing', async () => {
  let second: string | undefined = hydra(undefined, '나');
  await open({ '/c': hydra('/c?page=2', '가'), '/c?page=2': () => second ?? '<html>' });
  await world.define({ form: 'json-ld' });
  await world.harvest();
  second = undefined;
  expect((await world.harvest())?.error?.code).toBe('collect.answer');
  second = hydra('/c', '다');
  expect((await world.harvest())?.error?.code).toBe('collect.answer');
  expect(await titles()).toEqual(['가', '나']);
});

test('a page of another host is not asked for', async () => {
  await open({ '/c': hydra('http://other.example/c', '가') });
  await world.define({ form: 'json-ld' });
  expect((await world.harvest())?.error?.code).toBe('collect.host');
});

test('DCAT in Turtle says the same as in JSON-LD, page by page', async () => {
  const prefixes =
    '@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix hydra: <http://www.w3.org/ns/hydra/core#> .';
  await open({
    '/c': `${prefixes}
      <> a hydra:PagedCollection ; hydra:nextPage "/c?page=2" .
      <d/1> a dcat:Dataset ; dct:identifier "1" ; dct:title "공영주차장"@ko, "Car parks"@en ;
        dct:publisher [ foaf:name "부산광역시"@ko ] ; dcat:keyword "주차"@ko, "교통"@ko ;
        dcat:landingPage <https://data.example/1> ;
        dcat:distribution [ a dcat:Distribution ; dct:format "CSV" ] .`,
    '/c?page=2': `${prefixes} <d/2> a dcat:Dataset ; dct:title "도시공원"@ko .`,
  });
  await world.define({ form: 'turtle' });
  expect((await world.harvest())?.result).toMatchObject({ entries: 2, problems: [] });
  const [found] = await world.find('주차장');
  expect(found?.entry).toMatchObject({
    key: '1',
    title: '공영주차장',
    publisher: '부산광역시',
    keywords: ['주차', '교통'],
    formats: ['CSV'],
    address: 'https://data.example/1',
  });
});

const RDF_NAMES =
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:hydra="http://www.w3.org/ns/hydra/core#"';

test('so does DCAT in RDF/XML', async () => {
  await open({
    '/c': `<?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE rdf:RDF [<!ENTITY xsd "http://www.w3.org/2001/XMLSchema#">]>
      <rdf:RDF ${RDF_NAMES}>
        <hydra:PagedCollection rdf:about=""><hydra:nextPage>/c?page=2</hydra:nextPage></hydra:PagedCollection>
        <dcat:Catalog rdf:about="cat">
          <dct:title xml:lang="ko">부산 자료</dct:title>
          <dcat:dataset><dcat:Dataset rdf:about="d/1">
            <dct:identifier>1</dct:identifier>
            <dct:title xml:lang="en">Car parks</dct:title>
            <dct:title xml:lang="ko">공영주차장</dct:title>
            <dct:issued rdf:datatype="&xsd;date">2024-03-02</dct:issued>
            <dct:publisher><foaf:Agent><foaf:name xml:lang="ko">부산광역시</foaf:name></foaf:Agent></dct:publisher>
            <dcat:keyword xml:lang="ko">주차</dcat:keyword>
            <dcat:keyword xml:lang="ko">교통</dcat:keyword>
            <dcat:landingPage rdf:resource="https://data.example/1"/>
            <dcat:distribution><dcat:Distribution><dct:format>CSV</dct:format></dcat:Distribution></dcat:distribution>
          </dcat:Dataset></dcat:dataset>
        </dcat:Catalog>
      </rdf:RDF>`,
    '/c?page=2': `<rdf:RDF ${RDF_NAMES}><dcat:Dataset rdf:about="d/2"><dct:title xml:lang="ko">도시공원</dct:title></dcat:Dataset></rdf:RDF>`,
  });
  await world.define({ form: 'rdf-xml' });
  expect((await world.harvest())?.result).toMatchObject({ entries: 2, problems: [] });
  const [found] = await world.find('주차장');
  expect(found?.entry).toMatchObject({
    key: '1',
    title: '공영주차장',
    publisher: '부산광역시',
    keywords: ['주차', '교통'],
    formats: ['CSV'],
    address: 'https://data.example/1',
  });
});

const dataset = (title: string) =>
  `<rdf:RDF ${RDF_NAMES}><dcat:Dataset rdf:about="d/1"><dct:title>${title}</dct:title></dcat:Dataset></rdf:RDF>`;
const many = (name: string) => `&${name};`.repeat(20);

test.each([
  ['that breaks off', dataset('가').slice(0, -20)],
  ['that is no RDF', '<html><body>죄송합니다</body></html>'],
  [
    'of entities made of entities',
    `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${many('a')}"><!ENTITY c "${many('b')}">]>${dataset('&c;')}`,
  ],
  [
    'of a file as an entity',
    `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${dataset('&f;')}`,
  ],
  [
    'of an entity told without end',
    `<!DOCTYPE x [<!ENTITY a "${'z'.repeat(290)}">]>${dataset('&a;'.repeat(20_000))}`,
  ],
])('RDF/XML %s is an answer that is not understood', async (_, text) => {
  await open({ '/c': text });
  await world.define({ form: 'rdf-xml' });
  expect((await world.harvest())?.error?.code).toBe('collect.answer');
  expect(await titles()).toEqual([]);
});

test('broken Turtle is an answer that is not understood', async () => {
  await open({ '/c': '@prefix dcat: <http' });
  await world.define({ form: 'turtle' });
  expect((await world.harvest())?.error?.code).toBe('collect.answer');
});

test('the list service of the portal is read page by page, with its key', async () => {
  const row = (id: number, rest: object = {}) => ({
    list_id: id,
    list_title: `목록 ${id}`,
    org_nm: '부산광역시',
    keywords: '주차,교통',
    data_format: 'JSON+XML',
    is_deleted: 'N',
    updated_at: '2024-03-02',
    ...rest,
  });
  const rows = [
    row(1),
    row(2),
    row(2),
    row(3, { is_deleted: 'Y' }),
    row(4, { link_url: 'https://a.example/4' }),
  ];
  world = await HarvestWorld.open((request, response) => {
    const query = new URL(request.url ?? '', 'http://x').searchParams;
    const [page, perPage] = [Number(query.get('page')), 2];
    const data = rows.slice((page - 1) * perPage, page * perPage);
    if (query.get('serviceKey') !== 'geheim') response.writeHead(401);
    response.end(
      JSON.stringify({
        page,
        perPage,
        totalCount: rows.length,
        matchCount: rows.length,
        currentCount: data.length,
        data,
      }),
    );
  });
  const source = {
    form: 'portal',
    key: 'portal',
    parameters: { 'cond[org_nm::EQ]': '부산광역시' },
  };
  await world.define(source);
  const last = await world.harvest({ portal: 'geheim' });
  expect(last?.error).toBeNull();
  expect(last?.result).toMatchObject({ entries: 3 });
  expect(world.asked).toHaveLength(3);
  expect(decodeURIComponent(world.asked[0] ?? '')).toContain('cond[org_nm::EQ]=부산광역시');
  const [first] = await world.find('1');
  expect(first?.entry).toMatchObject({
    key: '1',
    formats: ['JSON', 'XML'],
    keywords: ['주차', '교통'],
    address: 'https://www.data.go.kr/data/1/fileData.do',
  });
});

test('what is no longer listed there is marked, and told from what is', async () => {
  let listed = hydra(undefined, '가', '나');
  await open({ '/c': () => listed });
  await world.define({ form: 'json-ld' });
  await world.harvest();
  listed = hydra(undefined, '가');
  await world.harvest();
  expect(await titles()).toEqual(['가']);
  const all = await world.find('', '&gone=show');
  expect(all.map(({ entry, vanished }) => [entry.title, vanished !== null])).toEqual(
    expect.arrayContaining([
      ['가', false],
      ['나', true],
    ]),
  );
});

test('entries are told by the catalogue that they come from, and found from anywhere as not our own', async () => {
  await open({ '/c': hydra(undefined, '공영주차장', '도시공원') });
  await world.define({ form: 'json-ld' });
  await world.harvest();
  const page = await world.ask(HarvestedPage, '/api/harvested?q=&origin=another');
  expect(page).toMatchObject({ total: 0, origins: [{ id: 'city', title: '시 목록', count: 2 }] });
  const finds = await world.ask(Finds, `/api/search?q=${encodeURIComponent('주차장')}`);
  const group = finds.groups.find(({ kind }) => kind === 'elsewhere');
  expect(group?.finds).toMatchObject([
    {
      title: { ko: '공영주차장' },
      detail: { ko: '외부 · 시 목록' },
      href: expect.stringContaining('origin=city'),
    },
  ]);
});
