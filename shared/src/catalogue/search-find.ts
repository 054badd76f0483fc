import { queryWords } from './search-text.ts';
import type { Points, WordFinder } from './search-words.ts';

/** Documents that hold every word of a text. */
export interface WordsFound {
  readonly points: Points;
  /** Positions with points, ascending. */
  readonly documents: Uint32Array;
}

/** Points where both words were found. */
function together(some: Points, others: Points): Points {
  return some.map((points, at) => {
    const more = others[at] ?? 0;
    return points > 0 && more > 0 ? points + more : 0;
  });
}

function all(words: readonly string[], size: number, find: (word: string) => Points): WordsFound {
  const [first, ...rest] = words;
  const start = first === undefined ? new Float32Array(size).fill(1) : find(first);
  const points = rest.reduce((some, word) => together(some, find(word)), start);
  const documents = new Uint32Array(points.length);
  let count = 0;
  for (let at = 0; at < points.length; at++) if ((points[at] ?? 0) > 0) documents[count++] = at;
  return { points, documents: documents.subarray(0, count) };
}

/** Documents that hold every word as typed; no word at all is in every document.
 * @param size number of documents */
export function findAsTyped(finder: WordFinder, text: string, size: number): WordsFound {
  return all(queryWords(text), size, (word) => finder.exact(word));
}

/** Documents that hold every word or, in its place, one that it was probably meant to be. */
export function findForgiving(finder: WordFinder, text: string, size: number): WordsFound {
  return all(queryWords(text), size, (word) => finder.forgiving(word));
}
