import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { Cp949Transcoder, UTF8_PER_BYTE } from '../../read/text/cp949.ts';

const NEWLINE = 0x0a;
const WINDOW = 64 * 1024;
/** The engine reads no longer line. */
const LONGEST_LINE = 8 * 1024 * 1024;

/** A piece of a file, in bytes; `to` is not part of it. */
export interface Block {
  readonly from: number;
  readonly to: number;
}

/** Whether some line of whole lines is blank. */
function hasBlankLine(text: Buffer, isFirst: boolean): boolean {
  const atStart = text[0] === NEWLINE || (text[0] === 0x0d && text[1] === NEWLINE);
  return (!isFirst && atStart) || text.includes('\n\n') || text.includes('\n\r\n');
}

/** Turns pieces of a CP949 file into UTF-8; each is stretched to whole lines, so that together they are the file. */
export class BlockTranscoder {
  readonly #source: number;
  readonly #target: number;
  readonly #size: number;
  readonly #window = Buffer.alloc(WINDOW);
  #input = Buffer.alloc(0);
  #output = Buffer.alloc(0);
  #length = 0;

  /** Opens both files; the target must be there. */
  constructor({ path, size, target }: { path: string; size: number; target: string }) {
    this.#source = openSync(path, 'r');
    this.#target = openSync(target, 'r+');
    this.#size = size;
  }

  /** Decodes the lines that begin in a block.
   * @returns bytes of UTF-8; undefined where the engine would not read the lines as they are */
  decode({ from, to }: Block): number | undefined {
    const start = this.#lineFrom(from);
    const end = this.#lineFrom(to);
    if (start === undefined || end === undefined) return undefined;
    this.#reserve(end - start);
    const input = this.#input.subarray(0, this.#read(this.#input.subarray(0, end - start), start));
    if (hasBlankLine(input, start === 0)) return undefined;
    const transcoder = new Cp949Transcoder();
    this.#length = transcoder.into(input, this.#output);
    const rest = transcoder.end();
    this.#output.set(rest, this.#length);
    this.#length += rest.length;
    return this.#length;
  }

  /** Writes what was decoded last. */
  write(at: number): void {
    for (let done = 0; done < this.#length; ) {
      done += writeSync(this.#target, this.#output, done, this.#length - done, at + done);
    }
  }

  /** Closes both files. */
  close(): void {
    closeSync(this.#source);
    closeSync(this.#target);
  }

  /** Where the first line begins that does so behind `at`; undefined where a line is too long. */
  #lineFrom(at: number): number | undefined {
    if (at === 0) return 0;
    for (let seen = at; seen < this.#size; seen += WINDOW) {
      if (seen - at > LONGEST_LINE) return undefined;
      const found = this.#window.subarray(0, this.#read(this.#window, seen)).indexOf(NEWLINE);
      if (found >= 0) return seen + found + 1;
    }
    return this.#size;
  }

  #read(target: Buffer, at: number): number {
    let filled = 0;
    while (filled < target.length) {
      const bytes = readSync(this.#source, target, filled, target.length - filled, at + filled);
      if (bytes === 0) break;
      filled += bytes;
    }
    return filled;
  }

  #reserve(bytes: number): void {
    if (this.#input.length >= bytes) return;
    this.#input = Buffer.allocUnsafe(bytes + WINDOW);
    this.#output = Buffer.allocUnsafe((bytes + WINDOW + 1) * UTF8_PER_BYTE);
  }
}
