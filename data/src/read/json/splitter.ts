import type { ReadContext } from '../options.ts';
import { damaged, tooLarge } from '../source.ts';

const MARKS = /["{}[\]\\]/g;

/**
 * Cuts a stream of JSON text into the elements of its one array (`[…, …]`), or into values that follow each other
 * (NDJSON), without holding more than one of them.
 */
export class ValueSplitter {
  readonly #context: ReadContext;
  readonly #isArray: boolean;
  #pending = '';
  /** Where to look on in `#pending`. */
  #scanned = 0;
  #depth = 0;
  #inString = false;
  #isOpened = false;
  #isClosed = false;
  #isAfterComma = true;
  #values = 0;

  constructor(kind: 'array' | 'sequence', context: ReadContext) {
    this.#isArray = kind === 'array';
    this.#context = context;
  }

  /** Values that end within the next chunk.
   * @throws BadaError `read.too-large`, `read.damaged` */
  push(chunk: string): string[] {
    this.#pending += chunk;
    const values: string[] = [];
    for (let value = this.#take(); value !== undefined; value = this.#take()) values.push(value);
    const { wholeBytes } = this.#context.limits;
    if (this.#pending.length > wholeBytes) throw tooLarge(this.#context, 'size', wholeBytes);
    return values;
  }

  /** What is left at the end of the text. */
  end(): string[] {
    const rest = this.#pending.trim();
    if (this.#isArray) {
      if (!this.#isClosed || rest !== '') this.#fail('cut off');
      return [];
    }
    if (this.#depth > 0 || this.#inString) this.#fail('cut off');
    return rest === '' ? [] : [rest];
  }

  #take(): string | undefined {
    if (this.#depth === 0 && !this.#inString && !this.#begin()) return undefined;
    const end = this.#findEnd();
    if (end < 0) return undefined;
    const value = this.#pending.slice(0, end);
    this.#pending = this.#pending.slice(end);
    this.#scanned = 0;
    this.#values += 1;
    this.#isAfterComma = false;
    return value;
  }

  /** Steps over what stands between values; false when no value begins here. */
  #begin(): boolean {
    this.#pending = this.#pending.trimStart();
    if (!this.#isArray || this.#pending === '') return this.#pending !== '';
    if (!this.#isOpened) {
      this.#isOpened = true;
      this.#pending = this.#pending.slice(1).trimStart();
    }
    if (this.#isClosed) return this.#fail('text behind the end');
    if (this.#pending.startsWith(']')) return this.#close();
    if (this.#pending.startsWith(',')) {
      if (this.#isAfterComma) this.#fail('a comma without a value');
      this.#isAfterComma = true;
      this.#pending = this.#pending.slice(1).trimStart();
    } else if (!this.#isAfterComma && this.#pending !== '') {
      this.#fail('a comma is missing');
    }
    return this.#pending !== '' && (this.#pending[0] !== ']' || this.#close());
  }

  #close(): false {
    if (this.#isAfterComma && this.#values > 0) this.#fail('a comma before the closing bracket');
    this.#isClosed = true;
    this.#pending = this.#pending.slice(1).trimStart();
    if (this.#pending !== '') this.#fail('text behind the end');
    return false;
  }

  /** End of the value at the start of what is pending; -1 when it lies in a later chunk. */
  #findEnd(): number {
    const first = this.#pending[0];
    const isCompound = first === '{' || first === '[' || first === '"';
    if (!isCompound) return this.#scalarEnd();
    MARKS.lastIndex = this.#scanned;
    for (let found = MARKS.exec(this.#pending); found; found = MARKS.exec(this.#pending)) {
      if (this.#isLastMark(found[0])) return MARKS.lastIndex;
    }
    this.#scanned = Math.max(this.#pending.length, this.#scanned);
    return -1;
  }

  #isLastMark(mark: string): boolean {
    if (this.#inString) {
      // An escaped character may lie in the next chunk: `#scanned` then points behind it.
      if (mark === '\\') MARKS.lastIndex = this.#scanned = MARKS.lastIndex + 1;
      else if (mark === '"') this.#inString = false;
      return mark === '"' && this.#depth === 0;
    }
    if (mark === '"') this.#inString = true;
    else if (mark === '{' || mark === '[') this.#depth += 1;
    else if (mark !== '\\') this.#depth -= 1;
    return !this.#inString && this.#depth === 0;
  }

  #scalarEnd(): number {
    const end = this.#pending.search(/[\s,\]]/);
    if (end === 0) this.#fail('no JSON value');
    return end;
  }

  #fail(what: string): never {
    throw damaged(this.#context, 'JSON', `value ${this.#values + 1}`, what);
  }
}
