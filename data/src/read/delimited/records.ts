import { BadaError } from '@bada/shared';
import type { NoteCollector } from '../notes.ts';
import type { ReadContext } from '../options.ts';
import { tooLarge } from '../source.ts';
import type { Dialect } from './dialect.ts';

const QUOTE = '"';
const LF = 10;

interface Parsed {
  readonly cells: string[];
  /** Where the next record begins. */
  readonly next: number;
}

interface CellEnd {
  readonly text: string;
  /** Position of the delimiter or line end behind the cell. */
  readonly end: number;
  /** Text stood behind its closing quotation mark. */
  readonly isRepaired?: boolean;
}

/**
 * Splits delimited text into records, chunk by chunk. A blank line is a record of one empty cell, quotation marks
 * inside an unquoted cell are plain characters, text behind a closing one is kept and noted.
 */
export class RecordSplitter {
  readonly #dialect: Dialect;
  readonly #context: ReadContext;
  readonly #notes: NoteCollector;
  #rest = '';
  /** A CR at the end of the last chunk, which an LF may follow. */
  #carry = '';
  #records = 0;

  constructor(dialect: Dialect, context: ReadContext, notes: NoteCollector) {
    this.#dialect = dialect;
    this.#context = context;
    this.#notes = notes;
  }

  /** Records that end within the next chunk.
   * @throws BadaError `read.too-large`, `read.quote` */
  push(chunk: string): string[][] {
    return this.#split(this.#rest + this.#unified(chunk, false), false);
  }

  /** The last record, when no line end follows it. */
  end(): string[][] {
    return this.#split(this.#rest + this.#unified('', true), true);
  }

  /** Where CR ends records, every line break becomes LF, those inside cells too. */
  #unified(chunk: string, isLast: boolean): string {
    if (this.#dialect.newline === '\n') return chunk;
    const text = this.#carry + chunk;
    this.#carry = !isLast && text.endsWith('\r') ? '\r' : '';
    return text.slice(0, text.length - this.#carry.length).replace(/\r\n?/g, '\n');
  }

  #split(text: string, isLast: boolean): string[][] {
    if (!this.#dialect.quotes || !text.includes(QUOTE)) return this.#splitPlain(text, isLast);
    const records: string[][] = [];
    let at = 0;
    while (at < text.length) {
      const parsed = this.#record(text, at, isLast);
      if (!parsed) break;
      records.push(this.#checked(parsed.cells));
      at = parsed.next;
    }
    this.#keep(text.slice(at));
    return records;
  }

  /** Without quotation marks every line end ends a record. */
  #splitPlain(text: string, isLast: boolean): string[][] {
    const { delimiter } = this.#dialect;
    const lines = text.split('\n');
    const rest = lines.pop() ?? '';
    if (isLast && rest !== '') lines.push(rest);
    this.#keep(isLast ? '' : rest);
    return lines.map((line) => {
      const bare = line.endsWith('\r') ? line.slice(0, -1) : line;
      return this.#checked(bare.split(delimiter));
    });
  }

  #keep(rest: string): void {
    const { cellCharacters, columns } = this.#context.limits;
    // An unfinished record longer than this holds a cell beyond the limit or too many of them.
    if (rest.length > cellCharacters + columns) this.#refuseLongRest(rest, cellCharacters);
    this.#rest = rest;
  }

  #refuseLongRest(rest: string, limit: number): void {
    const cells = rest.split(this.#dialect.delimiter);
    const { columns } = this.#context.limits;
    if (!rest.includes(QUOTE) && cells.length > columns) {
      throw tooLarge(this.#context, 'columns', columns);
    }
    const longest = cells.reduce((most, { length }) => Math.max(most, length), 0);
    if (longest > limit || rest.length > 8 * limit) throw tooLarge(this.#context, 'cell', limit);
  }

  #checked(cells: string[]): string[] {
    const { columns, cellCharacters } = this.#context.limits;
    this.#records += 1;
    if (cells.length > columns) throw tooLarge(this.#context, 'columns', columns);
    for (const cell of cells) {
      if (cell.length > cellCharacters) throw tooLarge(this.#context, 'cell', cellCharacters);
    }
    return cells;
  }

  /** One record from `start`; undefined when its end lies in a later chunk. */
  #record(text: string, start: number, isLast: boolean): Parsed | undefined {
    const { delimiter } = this.#dialect;
    const cells: string[] = [];
    let isRepaired = false;
    let at = start;
    for (;;) {
      const cell = text[at] === QUOTE ? this.#quoted(text, at, isLast) : this.#plain(text, at);
      if (!cell) return undefined;
      cells.push(cell.text);
      isRepaired ||= cell.isRepaired === true;
      if (text[cell.end] === delimiter) {
        at = cell.end + 1;
        continue;
      }
      const isEnded = text[cell.end] === '\n';
      if (!isEnded && !isLast) return undefined;
      if (isRepaired) this.#notes.add('repaired-quotes', this.#records + 1);
      const last = cells.length - 1;
      cells[last] = withoutReturn(cells[last] ?? '', text, cell.end);
      return { cells, next: cell.end + 1 };
    }
  }

  #plain(text: string, start: number): CellEnd {
    const end = this.#cellEnd(text, start);
    return { text: text.slice(start, end), end };
  }

  #cellEnd(text: string, start: number): number {
    const delimiter = this.#dialect.delimiter.charCodeAt(0);
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === delimiter || code === LF) return at;
    }
    return text.length;
  }

  #quoted(text: string, start: number, isLast: boolean): CellEnd | undefined {
    let close = text.indexOf(QUOTE, start + 1);
    while (close >= 0 && text[close + 1] === QUOTE) close = text.indexOf(QUOTE, close + 2);
    if (close < 0 || (close + 1 === text.length && !isLast)) {
      if (isLast) this.#refuseOpenQuote();
      return undefined;
    }
    const inside = text.slice(start + 1, close).replaceAll('""', QUOTE);
    const end = this.#cellEnd(text, close + 1);
    const behind = text.slice(close + 1, end);
    if (behind === '' || behind === '\r') return { text: inside + behind, end };
    return behind.trim() === ''
      ? { text: inside, end }
      : { text: inside + behind, end, isRepaired: true };
  }

  #refuseOpenQuote(): never {
    throw new BadaError('read.quote', { name: this.#context.name, row: this.#records + 1 });
  }
}

/** The CR of a CRLF belongs to the line end; one that stood inside quotation marks at the very end stays. */
function withoutReturn(cell: string, text: string, end: number): string {
  return text[end - 1] === '\r' && cell.endsWith('\r') ? cell.slice(0, -1) : cell;
}
