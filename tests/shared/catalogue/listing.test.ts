import { glossaryOf, listingCsv, listingRow, readListing } from '@bada/shared/catalogue';
import { describe, expect, test } from 'vitest';
import { embeddedGraph, embeddedNode } from './embedded-graph.ts';

const ORIGIN = { origin: 'https://data.example.kr' };

/** Cells of a CSV text (RFC 4180). */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g,
  )) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

describe('the national portal’s listing', () => {
  test('says what is known and leaves open what is not', () => {
    const row = listingRow(embeddedNode('births'), ORIGIN);
    expect(row).toMatchObject({
      목록명: '출생아수',
      관리부서명: '출산보육과',
      '업데이트 주기': '연간',
      '차기 등록 예정일': '2023-12-31',
      보유근거: '',
      이용허락범위: '',
      '목록 URL': 'https://data.example.kr/catalog/births',
    });
    expect(row.키워드).toContain('연앙인구수');
    expect(listingRow(embeddedNode('companies'), ORIGIN).이용허락범위).toBe('MIT');
  });

  test('what goes out comes in again', () => {
    const nodes = embeddedGraph();
    const text = listingCsv(nodes.map((node) => listingRow(node, ORIGIN)));
    const { datasets, problems } = readListing(cellsOf(text));
    expect(problems).toEqual([]);
    expect(datasets).toHaveLength(nodes.length);
    for (const [at, node] of nodes.entries()) {
      expect(datasets[at]).toMatchObject({
        title: node.title.ko,
        department: node.owner.name.ko,
        cadence: node.cadence,
        rows: node.rows,
        ...(node.nextDue === null ? {} : { nextDue: node.nextDue }),
        description: node.summary.ko,
      });
    }
  });

  test('other headings, dates and words of the portal are understood', () => {
    const header = [
      '목록타이틀',
      '제공기관명',
      '갱신주기',
      '차기등록예정일',
      '전체 행',
      '이용허락범위',
    ];
    const row = ['주차장', '부산광역시', '분기', '2026. 4. 6.', '1,234', '공공저작물_출처표시'];
    expect(readListing([header, row]).datasets).toEqual([
      {
        title: '주차장',
        provider: '부산광역시',
        cadence: 'quarterly',
        nextDue: '2026-04-06',
        rows: 1234,
        formats: [],
        keywords: [],
        licence: 'KOGL-1',
      },
    ]);
  });

  test('what is not understood is named, row by row', () => {
    const header = ['목록명', '제공기관', '업데이트 주기', '차기 등록 예정일', '전체행'];
    const { datasets, problems } = readListing([
      header,
      ['가', '시', '가끔', '2026-02-30', '많음'],
      ['', '시', '', '', ''],
    ]);
    expect(datasets).toHaveLength(1);
    expect(problems).toEqual([
      { row: 1, column: '업데이트 주기', value: '가끔' },
      { row: 1, column: '차기 등록 예정일', value: '2026-02-30' },
      { row: 1, column: '전체행', value: '많음' },
      { row: 2, column: '목록명', value: ',시,,,' },
    ]);
  });

  test('nothing is a listing of nothing', () => {
    expect(readListing([])).toEqual({ datasets: [], problems: [] });
  });
});

describe('the glossary', () => {
  test('lists each term once with its columns and the share of columns on a term', () => {
    const nodes = [embeddedNode('births'), embeddedNode('companies')];
    const { terms, columns, withTerm } = glossaryOf(nodes, []);
    expect(columns).toBe(nodes.reduce((sum, node) => sum + node.columns.length, 0));
    expect(withTerm).toBe(nodes.flatMap((node) => node.columns).filter((one) => one.term).length);
    expect(terms.find(({ term }) => term === 'SGG_CD')).toMatchObject({
      types: ['VARCHAR'],
      standard: null,
      uses: [
        { dataset: 'births', column: 'place' },
        { dataset: 'companies', column: 'place' },
      ],
    });
    expect(terms.map(({ term }) => term)).toEqual(terms.map(({ term }) => term).sort());
  });
});
