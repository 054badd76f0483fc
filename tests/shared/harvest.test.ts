import {
  dcatCatalogue,
  type Harvested,
  HarvestIndex,
  listingCsv,
  listingRow,
  readHarvestJsonLd,
  readHarvestListing,
  schemaOrgDataset,
} from '@bada/shared/catalogue';
import { describe, expect, test } from 'vitest';
import { embeddedGraph } from './catalogue/embedded-graph.ts';

const origin = 'https://data.busan.go.kr';
const nodes = embeddedGraph();

describe('a catalogue in JSON-LD', () => {
  test('of our own comes back whole: every dataset with its Korean name, licence and page', () => {
    const document = dcatCatalogue(nodes, { origin, modified: '2024-01-01' });
    const { entries, problems } = readHarvestJsonLd(JSON.parse(JSON.stringify(document)));
    expect(problems).toEqual([]);
    expect(entries.map(({ key, title }) => [key, title])).toEqual(
      nodes.map(({ id, title }) => [id, title.ko]),
    );
    const [first] = entries;
    expect(first?.address).toMatch(/^https:\/\/data\.busan\.go\.kr\/catalog\//);
    expect(first?.publisher).toBe(nodes[0]?.publisher.ko);
    expect(first?.formats).toContain('CSV');
  });

  test('as a graph with whole property names and references is understood', () => {
    const dct = 'http://purl.org/dc/terms/';
    const dcat = 'http://www.w3.org/ns/dcat#';
    const graph = [
      {
        '@id': 'https://ckan.example.kr/dataset/1',
        '@type': [`${dcat}Dataset`],
        [`${dct}title`]: [{ '@value': '주차장' }],
        [`${dct}identifier`]: [{ '@value': 'parking' }],
        [`${dct}publisher`]: [{ '@id': '_:b1' }],
        [`${dcat}keyword`]: [{ '@value': '교통' }, { '@value': '주차' }],
        [`${dcat}distribution`]: [{ '@id': '_:b2' }],
      },
      { '@id': '_:b1', 'http://xmlns.com/foaf/0.1/name': [{ '@value': '교통공사' }] },
      { '@id': '_:b2', '@type': [`${dcat}Distribution`], [`${dct}format`]: 'CSV' },
      {
        '@id': `${origin}/catalogue`,
        [`${dcat}dataset`]: { '@id': 'https://ckan.example.kr/dataset/1' },
      },
    ];
    expect(readHarvestJsonLd({ '@graph': graph })).toEqual({
      problems: [],
      entries: [
        {
          key: 'parking',
          title: '주차장',
          description: '',
          publisher: '교통공사',
          licence: '',
          keywords: ['교통', '주차'],
          formats: ['CSV'],
          modified: '',
          address: 'https://ckan.example.kr/dataset/1',
        },
      ],
    });
  });

  test('of schema.org, as the national portal has it, is understood', () => {
    const portal = {
      '@context': 'http://schema.org',
      '@type': 'Dataset',
      name: '부산광역시_주차장정보',
      description: '공영 주차장',
      url: 'https://www.data.go.kr/data/15000000/openapi.do',
      keywords: ['주차, 공영'],
      license: 'https://www.kogl.or.kr/info/licenseType1.do',
      creator: { '@type': 'Organization', name: '부산광역시' },
      distribution: [{ '@type': 'DataDownload', encodingFormat: 'XML' }],
    };
    const { entries } = readHarvestJsonLd(portal);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      key: portal.url,
      title: portal.name,
      publisher: '부산광역시',
      keywords: ['주차', '공영'],
      formats: ['XML'],
    });
    const own = nodes.map((node) => schemaOrgDataset(node, { origin }));
    expect(readHarvestJsonLd(own).entries).toHaveLength(nodes.length);
  });

  test('names what it cannot understand, and takes nothing from what is no catalogue', () => {
    const { entries, problems } = readHarvestJsonLd([
      { '@type': 'Dataset', description: 'no name' },
      { '@type': 'Dataset', name: 'x', identifier: 'x', url: 'javascript:alert(1)' },
    ]);
    expect(entries.map(({ address }) => address)).toEqual(['']);
    expect(problems).toHaveLength(1);
    for (const odd of [null, 1, 'x', [], {}, [[[{}]]], { '@type': 3 }]) {
      expect(readHarvestJsonLd(odd)).toEqual({ entries: [], problems: [] });
    }
  });
});

test('a portal listing of our own comes back whole', () => {
  const csv = listingCsv(nodes.map((node) => listingRow(node, { origin })));
  const rows = csv.split('\r\n').map((line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []);
  const cells = rows.map((row) =>
    row.map((cell) => cell.replace(/,$/, '').replace(/^"|"$/g, '').replaceAll('""', '"')),
  );
  const { entries } = readHarvestListing(cells.filter((row) => row.length > 1));
  expect(entries.map(({ title }) => title)).toEqual(nodes.map(({ title }) => title.ko));
});

test('entries are found inside compounds, by initial consonants, and by every word', () => {
  const both = (title: string, description: string): Harvested => ({
    ...{ id: crypto.randomUUID(), collection: 'city', version: 1, edited: null, conflict: false },
    ...{ firstSeen: '2024-01-01T00:00:00Z', lastSeen: '2024-01-01T00:00:00Z', vanished: null },
    entry: {
      ...{ key: title, title, description, publisher: '', licence: '' },
      ...{ keywords: [], formats: [], modified: '', address: '' },
    },
  });
  const index = new HarvestIndex([both('공영주차장정보', '위치'), both('공원', '주차 가능')]);
  const titles = (text: string) => index.find(text).map(({ entry }) => entry.title);
  expect(titles('주차장')).toEqual(['공영주차장정보']);
  expect(titles('주차')).toEqual(['공영주차장정보', '공원']);
  expect(titles('ㄱㅇㅈㅊㅈ')).toEqual(['공영주차장정보']);
  expect(titles('공원 없는말')).toEqual([]);
  expect(titles('')).toHaveLength(2);
});
