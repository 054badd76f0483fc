import { initialsOf, isInitials, queryWords } from './search-text.ts';

/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** Folding that keeps every letter in its place, so that positions stay true. */
function sameLength(text: string): string {
  return [...text.toLowerCase()].length === [...text].length ? text.toLowerCase() : text;
}

function spansOf(text: string, words: readonly string[]): [number, number][] {
  const plain = sameLength(text);
  const initials = initialsOf(text);
  return words.flatMap((word) => {
    const hay = isInitials(word) ? initials : plain;
    const spans: [number, number][] = [];
    for (let at = hay.indexOf(word); at >= 0; at = hay.indexOf(word, at + word.length)) {
      spans.push([at, at + word.length]);
    }
    return spans;
  });
}

/** A text cut into pieces, those that a query's words found marked; joined they are the text. */
export function highlight(text: string, query: string): Piece[] {
  const words = queryWords(query).filter((word) => word !== '');
  const spans = spansOf(text, words).sort((a, b) => a[0] - b[0]);
  const pieces: Piece[] = [];
  let done = 0;
  for (const [start, end] of spans) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    if (from > done) pieces.push({ text: text.slice(done, from), found: false });
    pieces.push({ text: text.slice(from, end), found: true });
    done = end;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), found: false });
  return pieces;
}
