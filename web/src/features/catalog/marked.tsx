import { highlight } from '@bada/shared/catalogue';

/** A text in which the words of a query are marked. */
export function Marked({ text, query }: { text: string; query: string }) {
  let start = 0;
  return highlight(text, query).map((piece) => {
    const key = start;
    start += piece.text.length;
    return piece.found ? <mark key={key}>{piece.text}</mark> : <span key={key}>{piece.text}</span>;
  });
}
