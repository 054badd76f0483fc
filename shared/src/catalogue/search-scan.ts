const SEPARATOR = '\n';

/** Texts one after another, to look through all of them at once: what has no bigram to look up. */
export class TextScan {
  readonly #all: string;
  /** Where each text begins. */
  readonly #starts: Uint32Array;

  constructor(texts: readonly string[]) {
    this.#all = texts.join(SEPARATOR);
    this.#starts = new Uint32Array(texts.length);
    let start = 0;
    for (const [at, text] of texts.entries()) {
      this.#starts[at] = start;
      start += text.length + SEPARATOR.length;
    }
  }

  /** Positions of the texts that hold the word, ascending. */
  holding(word: string): number[] {
    const found: number[] = [];
    let text = -1;
    for (let at = this.#all.indexOf(word); at >= 0; ) {
      text = this.#textAt(at, text + 1);
      found.push(text);
      const next = this.#starts[text + 1];
      at = next === undefined ? -1 : this.#all.indexOf(word, next);
    }
    return found;
  }

  /** The text that holds a place, which lies not before `from`. */
  #textAt(place: number, from: number): number {
    let low = from;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
