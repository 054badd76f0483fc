import { CatalogueIndex } from '@bada/shared/catalogue';
import { generatedCatalogue } from '../support/generated-catalogue.ts';
import { CATALOGUE_SEARCH_NOTES } from './catalogue-search-notes.ts';
import { type Bench, type Finding, ms, ratio, type Table } from './report.ts';
import { summarise } from './statistics.ts';

const DATASETS = 20_000;
const RUNS = 40;
const GOAL_MS = 50;

const SEARCHES = [
  { what: 'nothing, the whole catalogue', text: '' },
  { what: 'a word inside compounds (인구)', text: '인구' },
  { what: 'two parts of compounds (령인구 해운대)', text: '령인구 해운대' },
  { what: 'initial consonants (ㄱㄹㅇㄱ)', text: 'ㄱㄹㅇㄱ' },
  { what: 'a slip in Korean (고렁인구)', text: '고렁인구' },
  { what: 'a slip in English (senoir)', text: 'senoir' },
  { what: 'two words that all hold (자료입니다 시설과)', text: '자료입니다 시설과' },
  { what: 'one letter (구)', text: '구' },
] as const;

function timesOf(work: () => void): number[] {
  work();
  return Array.from({ length: RUNS }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
}

function searchRow(index: CatalogueIndex, { what, text }: (typeof SEARCHES)[number]): string[] {
  const choice = { class: ['open'] };
  const { documents } = index.find({ text, choice });
  const { p50, p95, most } = summarise(timesOf(() => index.find({ text, choice })));
  return [what, String(documents.length), ms(p50), ms(p95), ms(most), ratio(p95, GOAL_MS)];
}

async function run(): Promise<Finding> {
  const nodes = generatedCatalogue(DATASETS);
  const began = performance.now();
  const index = new CatalogueIndex(nodes);
  const built = performance.now() - began;
  const rows: Table = [
    ['searched for', 'found', 'p50 ms', 'p95 ms', 'most ms', 'p95 to 50 ms'],
    ...SEARCHES.map((search) => searchRow(index, search)),
  ];
  return {
    title: 'Catalogue search',
    method: `${DATASETS.toLocaleString('en-US')} generated datasets, searched with one facet chosen and all facets counted, ${RUNS} times each after one for warm-up, in one thread of Node. Building the index took ${ms(built)} ms. The ratio is to the goal of ${GOAL_MS} ms.`,
    tables: [{ caption: '**Time to the whole answer**', rows }],
    notes: CATALOGUE_SEARCH_NOTES,
  };
}

/** How long a search in a catalogue of 20,000 datasets takes. */
export const catalogueSearch: Bench = { name: 'catalogue-search', run };
