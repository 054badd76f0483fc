import { FIELD_POINTS } from './search-fields.ts';
import { BigramPostings, type Postings } from './search-postings.ts';
import { TextScan } from './search-scan.ts';
import { initialsOf, isInitials, wordsOf } from './search-text.ts';
import { Vocabulary } from './search-vocabulary.ts';

/** Points of each document for a word; 0 where it does not hold it. */
export type Points = Float32Array;

/** The last field is running text: its words and initials would make noise. */
const NAMING_FIELDS = FIELD_POINTS.length - 1;
const WHOLE_WORD = 1.5;
const WORD_START = 1.2;
const SLIP = 0.6;

/** Points of a word in a text that has a blank at either end. */
function pointsIn(text: string, word: string, field: number): number {
  if (!text.includes(word)) return 0;
  const points = FIELD_POINTS[field] ?? 1;
  if (field >= NAMING_FIELDS) return points;
  if (text.includes(` ${word} `)) return points * WHOLE_WORD;
  return text.includes(` ${word}`) ? points * WORD_START : points;
}

function bestPoints(texts: readonly string[], word: string, fields: number): number {
  for (let field = 0; field < texts.length; field++) {
    const points = fields & (1 << field) ? pointsIn(texts[field] ?? '', word, field) : 0;
    if (points > 0) return points;
  }
  return 0;
}

function padded(text: string): string {
  return ` ${text} `;
}

/** Finds the documents of single words: as typed, by initial consonants, or with slips forgiven. */
export class WordFinder {
  readonly #texts: readonly (readonly string[])[];
  readonly #initials: readonly (readonly string[])[];
  readonly #allTexts: TextScan;
  readonly #allInitials: TextScan;
  readonly #postings = new BigramPostings();
  readonly #vocabulary: Vocabulary;

  /** @param documents folded texts by field, the naming fields first */
  constructor(documents: readonly (readonly string[])[]) {
    this.#texts = documents.map((texts) => texts.map(padded));
    this.#initials = documents.map((texts) => texts.slice(0, NAMING_FIELDS).map(initialsOf));
    this.#allTexts = new TextScan(this.#texts.map((texts) => texts.join('')));
    this.#allInitials = new TextScan(this.#initials.map((texts) => texts.join(' ')));
    const words = new Set<string>();
    for (const [document, texts] of documents.entries()) {
      this.#postings.add(document, texts);
      for (const text of texts.slice(0, NAMING_FIELDS)) {
        for (const word of wordsOf(text)) if (!/\d/.test(word)) words.add(word);
      }
    }
    this.#vocabulary = new Vocabulary(words);
  }

  /** Documents that hold the word as typed. */
  exact(word: string): Points {
    if (isInitials(word)) return this.#scanned(word, this.#allInitials, this.#initials);
    return word.length < 2 ? this.#scanned(word, this.#allTexts, this.#texts) : this.#holding(word);
  }

  /** Documents that hold the word or, where none does, one that it was probably meant to be. */
  forgiving(word: string): Points {
    const found = this.exact(word);
    if (isInitials(word) || found.some((points) => points > 0)) return found;
    for (const { word: meant, slips } of this.#vocabulary.near(word)) {
      const weight = SLIP ** slips;
      for (const [document, points] of this.exact(meant).entries()) {
        if (points * weight > (found[document] ?? 0)) found[document] = points * weight;
      }
    }
    return found;
  }

  #scanned(word: string, scan: TextScan, texts: readonly (readonly string[])[]): Points {
    const found = new Float32Array(texts.length);
    for (const document of scan.holding(word)) {
      found[document] = bestPoints(texts[document] ?? [], word, ~0);
    }
    return found;
  }

  #holding(word: string): Points {
    const found = new Float32Array(this.#texts.length);
    const postings = this.#postings.of(word);
    if (!postings) return found;
    const { seen, fields } = this.#counted(postings);
    for (let document = 0; document < found.length; document++) {
      const shared = fields[document] ?? 0;
      if (seen[document] !== postings.length || shared === 0) continue;
      found[document] = bestPoints(this.#texts[document] ?? [], word, shared);
    }
    return found;
  }

  /** In how many postings each document stands, and the fields that all of these share. */
  #counted(postings: readonly Postings[]): { seen: Uint16Array; fields: Uint8Array } {
    const seen = new Uint16Array(this.#texts.length);
    const fields = new Uint8Array(this.#texts.length).fill(0xff);
    for (const { documents, fields: holding } of postings) {
      for (let at = 0; at < documents.length; at++) {
        const document = documents[at] ?? 0;
        seen[document] = (seen[document] ?? 0) + 1;
        fields[document] = (fields[document] ?? 0) & (holding[at] ?? 0);
      }
    }
    return { seen, fields };
  }
}
