import { type Harvested, harvestedWords } from '../harvest/entry.ts';
import { type Board, boardHref } from '../model/board.ts';
import type { Department } from '../model/department.ts';
import type { Localized } from '../model/localized.ts';
import type { Indicator } from '../semantic/indicator.ts';
import type { StandardTerm } from '../semantic/quality-terms.ts';
import type { DatasetNode } from './dataset-node.ts';
import type { FindEntry } from './find-index.ts';

/** Pages of the app by their addresses, under the names that the menu gives them. */
const PAGES: readonly (readonly [href: string, title: Localized, words: readonly string[]])[] = [
  ['/', { ko: '개요', en: 'Overview' }, ['처음 화면', '지도', 'map', 'home']],
  [
    '/indicators',
    { ko: '지표', en: 'Indicators' },
    ['지표 목록', '목표', '정의 고치기', 'targets', 'definitions'],
  ],
  ['/boards', { ko: '보드', en: 'Boards' }, ['저장한 보기', 'saved views']],
  ['/catalog', { ko: '자료', en: 'Data' }, ['자료 목록', '데이터 카탈로그', 'catalogue']],
  [
    '/bring',
    { ko: '자료 들이기', en: 'Bring data' },
    ['파일 올리기', '업로드', '자료 등록', 'upload', 'ingest', 'file'],
  ],
  ['/catalog?part=terms', { ko: '표준용어', en: 'Standard terms' }, ['용어집', 'glossary']],
  ['/catalog?part=tasks', { ko: '조치 과제', en: 'Tasks' }, ['품질 조치', '할 일', 'to do']],
  [
    '/catalog?part=collections',
    { ko: '수집', en: 'Collections' },
    ['자료 수집', '공공데이터포털', 'KOSIS', 'fetch', 'harvest'],
  ],
  [
    '/catalog/listing',
    { ko: '공공데이터 목록으로 설명 채우기', en: 'Fill descriptions from the national listing' },
    ['목록 등록', '메타데이터', 'listing'],
  ],
];

function datasetEntry(node: DatasetNode): FindEntry {
  return {
    kind: 'dataset',
    id: node.id,
    title: node.title,
    detail: node.owner.name,
    href: `/catalog/${node.id}`,
    words: [node.id, node.owner.name.ko, node.owner.name.en],
    text: `${node.summary.ko} ${node.summary.en}`,
  };
}

function columnEntries({ id, title: dataset, columns }: DatasetNode): FindEntry[] {
  return columns.map(({ name, title, businessName = '', term = '', description }) => ({
    kind: 'column',
    id: `${id}.${name}`,
    title,
    detail: dataset,
    href: `/catalog/${id}#column-${name}`,
    words: [name, businessName, term],
    text: description ? `${description.ko} ${description.en}` : '',
  }));
}

function termEntry({ name, abbreviation, definition }: StandardTerm): FindEntry {
  return {
    kind: 'term',
    id: abbreviation,
    title: { ko: name, en: name },
    detail: { ko: `${abbreviation} · ${definition.ko}`, en: `${abbreviation} · ${definition.en}` },
    href: `/catalog?part=terms#term-${abbreviation}`,
    words: [abbreviation],
    text: `${definition.ko} ${definition.en}`,
  };
}

function indicatorEntry({ id, name, definition, formulaText }: Indicator): FindEntry {
  return {
    kind: 'indicator',
    id,
    title: name,
    detail: definition,
    href: `/?indicator=${id}`,
    words: [id],
    text: [definition, formulaText].flatMap(({ ko, en }) => [ko, en]).join(' '),
  };
}

function departmentEntry({ code, name }: Department): FindEntry {
  const href = `/catalog?department=${code}`;
  return { kind: 'department', id: code, title: name, detail: null, href, words: [code], text: '' };
}

/** What there is to find of the catalogue, the indicators, the organisation and the app itself. */
export function findEntries({
  nodes,
  terms,
  indicators,
  departments,
}: {
  nodes: readonly DatasetNode[];
  terms: readonly StandardTerm[];
  indicators: readonly Indicator[];
  departments: readonly Department[];
}): FindEntry[] {
  const standing = departments.filter(({ to }) => to === undefined);
  const pages = PAGES.map(([href, title, words]): FindEntry => {
    return { kind: 'page', id: href, title, detail: null, href, words, text: '' };
  });
  return [
    ...indicators.map(indicatorEntry),
    ...nodes.map(datasetEntry),
    ...nodes.flatMap(columnEntries),
    ...terms.map(termEntry),
    ...standing.map(departmentEntry),
    ...pages,
  ];
}

/** What there is to find of other catalogues, each marked as theirs; it leads to where the catalogue lists it. */
export function elsewhereEntries(
  harvested: readonly Harvested[],
  titles: ReadonlyMap<string, string>,
): FindEntry[] {
  return harvested
    .filter(({ vanished }) => vanished === null)
    .map((one) => {
      const { title, description, keywords } = harvestedWords(one);
      const origin = titles.get(one.collection) ?? one.collection;
      const query = new URLSearchParams({ q: title, origin: one.collection });
      return {
        kind: 'elsewhere',
        id: one.id,
        title: { ko: title, en: title },
        detail: { ko: `외부 · ${origin}`, en: `Elsewhere · ${origin}` },
        href: `/catalog?${query.toString()}`,
        words: [...keywords, one.entry.publisher],
        text: description,
      };
    });
}

/** What there is to find of saved views; each leads to the page that it keeps. */
export function boardEntries(boards: readonly Board[]): FindEntry[] {
  return boards.map((board) => ({
    kind: 'board',
    id: board.id,
    title: { ko: board.title, en: board.title },
    detail: null,
    href: boardHref(board),
    words: [],
    text: '',
  }));
}
