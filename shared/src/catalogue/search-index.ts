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

/** Points are told apart down to a thousandth. */
const POINT_STEPS = 1000;
/** The number of no facet. */
const NO_FACET = -2;

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
  /** The document at each place. */
  readonly #atPlace: Uint32Array;

  constructor(nodes: readonly DatasetNode[]) {
    this.#words = new WordFinder(nodes.map(searchTexts));
    this.#facets = Facet.options.map((facet) => new FacetColumn(facet, nodes));
    const standing = standingOf(nodes);
    this.#atPlace = new Uint32Array(nodes.length);
    for (const [document, place] of standing.entries()) this.#atPlace[place] = document;
  }

  /** Finds datasets; every word must be found. */
  find({ text, choice }: CatalogueQuery): CatalogueFind {
    const size = this.#atPlace.length;
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

  /** The best first. There are few grades, so walking all places once and keeping a list per grade sorts them. */
  #sorted(documents: Uint32Array, points: Points): number[] {
    const size = this.#atPlace.length;
    const found = new Uint8Array(size);
    for (let at = 0; at < documents.length; at++) found[documents[at] ?? 0] = 1;
    const grades = new Map<number, number[]>();
    let grade = -1;
    let list: number[] = [];
    for (let place = 0; place < size; place++) {
      const document = this.#atPlace[place] ?? 0;
      if (found[document] === 0) continue;
      const own = Math.round((points[document] ?? 0) * POINT_STEPS);
      if (own !== grade) {
        grade = own;
        list = grades.get(own) ?? [];
        grades.set(own, list);
      }
      list.push(document);
    }
    return [...grades]
      .sort(([a], [b]) => b - a)
      .flatMap(([, documentsOfGrade]) => documentsOfGrade);
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
    const left = (facet: number) => {
      const kept = new Uint32Array(documents.length);
      let count = 0;
      for (let at = 0; at < documents.length; at++) {
        const misses = missed[at] ?? 0;
        if (misses > 1 || (misses === 1 && missedLast[at] !== facet)) continue;
        kept[count++] = documents[at] ?? 0;
      }
      return kept.subarray(0, count);
    };
    const matching = left(NO_FACET);
    const facets = this.#facets.map((column, facet) => {
      const values = chosen[facet] ?? [];
      // A facet without a choice keeps nothing out, so it is counted over what all leave.
      return column.count(values.length === 0 ? matching : left(facet), values);
    });
    return { matching, facets };
  }
}
