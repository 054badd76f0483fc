import type { ReadContext } from '../options.ts';
import { damaged, tooLarge } from '../source.ts';

/** A value inside a JSON text, not decoded yet: from `start` (inclusive) to `end` (exclusive). */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** A member of an object. */
export interface Member extends Slice {
  readonly key: string;
}

type Kind = 'object' | 'array' | 'string' | 'number' | 'true' | 'false' | 'null';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;

/**
 * A JSON text read by position instead of into objects: numbers keep the digits they were written with, repeated keys
 * are seen, and shapes stay the text they are.
 */
export class JsonText {
  readonly text: string;
  readonly #context: ReadContext;

  constructor(text: string, context: ReadContext) {
    this.text = text;
    this.#context = context;
  }

  /** The one value the text holds.
   * @throws BadaError `read.damaged` when there is none, more than one or a broken one */
  root(): Slice {
    const start = this.space(0);
    const end = this.skip(start, 0);
    if (this.space(end) !== this.text.length) this.#fail(end, 'text behind the end');
    return { start, end };
  }

  /** What the value is. */
  kind({ start }: Slice): Kind {
    switch (this.text[start]) {
      case '{':
        return 'object';
      case '[':
        return 'array';
      case '"':
        return 'string';
      case 't':
        return 'true';
      case 'f':
        return 'false';
      case 'n':
        return 'null';
      default:
        return 'number';
    }
  }

  /** Members of an object in order, repeated ones included. */
  members({ start }: Slice): Member[] {
    const members: Member[] = [];
    let at = this.space(start + 1);
    while (this.text[at] !== '}') {
      const keyEnd = this.#string(at);
      const key = this.#decode(at, keyEnd);
      const from = this.space(this.#expect(this.space(keyEnd), ':'));
      const end = this.skip(from, 0);
      members.push({ key, start: from, end });
      at = this.#next(end, '}');
    }
    return members;
  }

  /** Elements of an array in order. */
  *elements({ start }: Slice): Iterable<Slice> {
    let at = this.space(start + 1);
    while (this.text[at] !== ']') {
      const end = this.skip(at, 0);
      yield { start: at, end };
      at = this.#next(end, ']');
    }
  }

  /** The value as the text of a cell: strings decoded, null as '', everything else as written. */
  cell(slice: Slice): string {
    const kind = this.kind(slice);
    if (kind === 'string') return this.#decode(slice.start, slice.end);
    return kind === 'null' ? '' : this.source(slice);
  }

  /** The value as written. */
  source({ start, end }: Slice): string {
    return this.text.slice(start, end);
  }

  /** Position behind blanks. */
  space(at: number): number {
    SPACE.lastIndex = at;
    SPACE.test(this.text);
    return SPACE.lastIndex;
  }

  /** End of the value that begins at a position. */
  skip(start: number, depth: number): number {
    const { depth: limit } = this.#context.limits;
    if (depth > limit) throw tooLarge(this.#context, 'depth', limit);
    switch (this.text[start]) {
      case '"':
        return this.#string(start);
      case '{':
        return this.#container(start, '}', depth);
      case '[':
        return this.#container(start, ']', depth);
      default:
        return this.#scalar(start);
    }
  }

  #container(start: number, close: '}' | ']', depth: number): number {
    let at = this.space(start + 1);
    while (this.text[at] !== close) {
      if (close === '}') at = this.space(this.#expect(this.space(this.#string(at)), ':'));
      at = this.#next(this.skip(at, depth + 1), close);
    }
    return at + 1;
  }

  /** Behind a member or element: the place of the next one or of the closing bracket. */
  #next(end: number, close: '}' | ']'): number {
    const at = this.space(end);
    if (this.text[at] === close) return at;
    const next = this.space(this.#expect(at, ','));
    if (this.text[next] === close) this.#fail(next, 'a comma before the closing bracket');
    return next;
  }

  #expect(at: number, character: string): number {
    if (this.text[at] !== character) this.#fail(at, `${character} expected`);
    return at + 1;
  }

  #string(start: number): number {
    this.#expect(start, '"');
    let close = this.text.indexOf('"', start + 1);
    while (close >= 0 && this.#isEscaped(close)) close = this.text.indexOf('"', close + 1);
    if (close < 0) this.#fail(start, 'a string that never ends');
    return close + 1;
  }

  #isEscaped(quote: number): boolean {
    let at = quote - 1;
    while (this.text[at] === '\\') at -= 1;
    return (quote - at) % 2 === 0;
  }

  #scalar(start: number): number {
    for (const word of ['true', 'false', 'null']) {
      if (this.text.startsWith(word, start)) return start + word.length;
    }
    NUMBER.lastIndex = start;
    if (!NUMBER.test(this.text)) this.#fail(start, 'no JSON value');
    return NUMBER.lastIndex;
  }

  #decode(start: number, end: number): string {
    const raw = this.text.slice(start, end);
    if (!raw.includes('\\')) return raw.slice(1, -1);
    try {
      return String(JSON.parse(raw));
    } catch (cause) {
      throw damaged(this.#context, 'JSON', `character ${start + 1}`, cause);
    }
  }

  #fail(at: number, what: string): never {
    throw damaged(this.#context, 'JSON', `character ${at + 1}`, what);
  }
}
