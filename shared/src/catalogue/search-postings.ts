const BLANK = 32;
/** Letters are numbered as they come, so that a pair of them is one small integer. */
const MAX_LETTERS = 1 << 14;

/** Documents of a bigram, ascending, each with a bit per field that holds it. */
export interface Postings {
  readonly documents: Uint32Array;
  readonly fields: Uint8Array;
}

interface Growing {
  readonly documents: number[];
  readonly fields: number[];
}

function settled({ documents, fields }: Growing): Postings {
  return { documents: Uint32Array.from(documents), fields: Uint8Array.from(fields) };
}

/** Which documents hold which pairs of neighbouring letters. */
export class BigramPostings {
  readonly #letters = new Map<number, number>();
  readonly #growing = new Map<number, Growing>();
  readonly #settled = new Map<number, Postings>();

  /** Adds a document's texts by field, at most eight; documents come in ascending order. */
  add(document: number, texts: readonly string[]): void {
    for (const [field, text] of texts.entries()) {
      let before = -1;
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        const letter = code === BLANK ? -1 : this.#letterOf(code);
        if (letter >= 0 && before >= 0) this.#post(before * MAX_LETTERS + letter, document, field);
        before = letter;
      }
    }
  }

  /** Postings of each bigram of a word; undefined where one occurs nowhere. */
  of(word: string): Postings[] | undefined {
    const found: Postings[] = [];
    for (let at = 1; at < word.length; at++) {
      const first = this.#letters.get(word.charCodeAt(at - 1));
      const second = this.#letters.get(word.charCodeAt(at));
      const key = first === undefined || second === undefined ? -1 : first * MAX_LETTERS + second;
      const postings = this.#settle(key);
      if (!postings) return undefined;
      found.push(postings);
    }
    return found;
  }

  #letterOf(code: number): number {
    const known = this.#letters.get(code);
    if (known !== undefined) return known;
    // Beyond that many letters, letters share a number: more to check, nothing lost.
    const number = this.#letters.size % MAX_LETTERS;
    this.#letters.set(code, number);
    return number;
  }

  #post(key: number, document: number, field: number): void {
    const growing = this.#growing.get(key);
    if (!growing) {
      this.#growing.set(key, { documents: [document], fields: [1 << field] });
      return;
    }
    const last = growing.documents.length - 1;
    if (growing.documents[last] === document) {
      growing.fields[last] = (growing.fields[last] ?? 0) | (1 << field);
    } else {
      growing.documents.push(document);
      growing.fields.push(1 << field);
    }
  }

  #settle(key: number): Postings | undefined {
    const known = this.#settled.get(key);
    if (known) return known;
    const growing = this.#growing.get(key);
    if (!growing) return undefined;
    const postings = settled(growing);
    this.#growing.delete(key);
    this.#settled.set(key, postings);
    return postings;
  }
}
