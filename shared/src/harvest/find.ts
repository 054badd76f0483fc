import { foldText, queryWords } from '../catalogue/search-text.ts';
import { WordFinder } from '../catalogue/search-words.ts';
import { type Harvested, harvestedWords } from './entry.ts';

function textsOf(harvested: Harvested): string[] {
  const { title, description, keywords } = harvestedWords(harvested);
  const { publisher, formats } = harvested.entry;
  const compact = foldText(title).replaceAll(' ', '');
  const fields = [[title, compact], keywords, formats, [publisher], [description]];
  return fields.map((texts) => foldText(texts.join(' ')));
}

/** Entries of other catalogues that hold every word, the best first: inside Korean compounds and by initial
 * consonants, as datasets are found. Pure. */
export class HarvestIndex {
  readonly #entries: readonly Harvested[];
  readonly #words: WordFinder;

  constructor(entries: readonly Harvested[]) {
    this.#entries = entries;
    this.#words = new WordFinder(entries.map(textsOf));
  }

  /** Finds entries; all of them where no word is given. */
  find(text: string): Harvested[] {
    const points = queryWords(text).map((word) => this.#words.exact(word));
    const scored = this.#entries.map((entry, at) => {
      const own = points.map((one) => one[at] ?? 0);
      const holds = own.every((point) => point > 0);
      return { entry, points: holds ? own.reduce((sum, point) => sum + point, 1) : 0 };
    });
    const found = scored.filter((one) => one.points > 0).sort((a, b) => b.points - a.points);
    return found.map(({ entry }) => entry);
  }
}
