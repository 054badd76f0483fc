import type { DatasetNode } from './dataset-node.ts';
import { Facet, type FacetChoice, FacetColumn, type FacetList } from './search-facets.ts';
import { searchTexts } from './search-fields.ts';
import { findAsTyped, findForgiving } from './search-find.ts';
import { queryWords } from './search-text.ts';
import { type Points, WordFinder } from './search-words.ts';

/** What is looked for; an empty query is everything. */
export interface CatalogueQuery {
  readonly text: string;
  readonly choice: FacetChoice;
}

/** What was found: positions of nodes, the best first, and what they can be narrowed by. */
export interface CatalogueFind {
  readonly documents: readonly number[];
  readonly facets: readonly FacetList[];
  /** Whether nothing held the words as typed, so that likely slips were forgiven. */
  readonly forgiving: boolean;
}

/** Points and place of a document packed into one number. */
const PLACES = 2 ** 24;
const POINT_STEPS = 1000;
const MOST_POINTS = 2 ** 28;

/** Places of datasets where the words tell nothing: most used first, then by name. */
function standingOf(nodes: readonly DatasetNode[]): Uint32Array {
  const sorted = nodes.map((node, at) => ({ at, used: node.usedBy.length, name: node.title.ko }));
  sorted.sort((a, b) => b.used - a.used || (a.name < b.name ? -1 : 1));
  const standing = new Uint32Array(nodes.length);
  for (const [place, { at }] of sorted.entries()) standing[at] = place;
  return standing;
}

/** Full-text index over the catalogue: bigrams on index and query, so that a word is found inside
 * Korean compounds; initial consonants; and slips of the keys where nothing matched as typed. */
export class CatalogueIndex {
  readonly #words: WordFinder;
  readonly #facets: readonly FacetColumn[];
  readonly #standing: Uint32Array;
  /** The document at each place. */
  readonly #atPlace: Uint32Array;

  constructor(nodes: readonly DatasetNode[]) {
    this.#words = new WordFinder(nodes.map(searchTexts));
    this.#facets = Facet.options.map((facet) => new FacetColumn(facet, nodes));
    this.#standing = standingOf(nodes);
    this.#atPlace = new Uint32Array(nodes.length);
    for (const [document, place] of this.#standing.entries()) this.#atPlace[place] = document;
  }

  /** Finds datasets; every word must be found. */
  find({ text, choice }: CatalogueQuery): CatalogueFind {
    const size = this.#standing.length;
    const exact = findAsTyped(this.#words, text, size);
    const forgiving = queryWords(text).length > 0 && exact.documents.length === 0;
    const found = forgiving ? findForgiving(this.#words, text, size) : exact;
    const { matching, facets } = this.#narrow(found.documents, choice);
    return {
      documents: this.#sorted(matching, found.points),
      facets,
      forgiving: forgiving && found.documents.length > 0,
    };
  }

  /** The best first. Numbers sort many times faster than a comparison is called. */
  #sorted(documents: Uint32Array, points: Points): number[] {
    const keys = Float64Array.from(documents, (document) => {
      const grade = MOST_POINTS - Math.round((points[document] ?? 0) * POINT_STEPS);
      return grade * PLACES + (this.#standing[document] ?? 0);
    });
    return Array.from(keys.sort(), (key) => this.#atPlace[key % PLACES] ?? 0);
  }

  /** Applies the choice; each facet is counted over what all other facets leave. */
  #narrow(documents: Uint32Array, choice: FacetChoice) {
    const chosen = this.#facets.map(({ facet }) => choice[facet] ?? []);
    const missed = new Uint8Array(documents.length);
    const missedLast = new Int8Array(documents.length).fill(-1);
    for (const [facet, column] of this.#facets.entries()) {
      const values = chosen[facet] ?? [];
      if (values.length === 0) continue;
      const passes = column.having(values);
      for (let at = 0; at < documents.length; at++) {
        if (passes(documents[at] ?? 0)) continue;
        missed[at] = (missed[at] ?? 0) + 1;
        missedLast[at] = facet;
      }
    }
    const facets = this.#facets.map((column, facet) => {
      const counts = (at: number) =>
        missed[at] === 0 || (missed[at] === 1 && missedLast[at] === facet);
      return column.count(
        documents.filter((_, at) => counts(at)),
        chosen[facet] ?? [],
      );
    });
    return { matching: documents.filter((_, at) => missed[at] === 0), facets };
  }
}
