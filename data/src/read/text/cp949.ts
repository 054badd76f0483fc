import parts from 'iconv-lite/encodings/tables/cp949.json' with { type: 'json' };

const FIRST_PAIR = 0x8000;
/** U+FFFD in UTF-8. */
const REPLACEMENT = [0xef, 0xbf, 0xbd] as const;

/** UTF-16 code per byte pair from 0x8000 on; 0 where the pair stands for nothing. */
let table: Uint16Array | undefined;

/**
 * The pairs of CP949 from iconv-lite's table: `[first pair, text or run, …]`, a run continuing the last character.
 * Read here and not through iconv-lite, whose decoder needs Node's Buffer.
 */
function pairs(): Uint16Array {
  if (table) return table;
  const filled = new Uint16Array(0x10000 - FIRST_PAIR);
  for (const [start, ...rest] of parts) {
    let at = Number.parseInt(String(start), 16) - FIRST_PAIR;
    if (at < 0) continue;
    for (const part of rest) {
      for (const code of typeof part === 'string' ? codes(part) : run(filled[at - 1] ?? 0, part)) {
        filled[at++] = code;
      }
    }
  }
  table = filled;
  return filled;
}

function codes(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

function run(last: number, length: number): number[] {
  return Array.from({ length }, (_, index) => last + 1 + index);
}

/** UTF-16 code of a byte pair; 0 when CP949 has none. */
export function cp949Code(lead: number, trail: number): number {
  return lead < 0x81 ? 0 : (pairs()[((lead << 8) | trail) - FIRST_PAIR] ?? 0);
}

/** UTF-8 per byte pair from 0x8000 on, its first byte lowest; 0 where it is not three bytes. */
let threes: Uint32Array | undefined;

function threeBytes(): Uint32Array {
  threes ??= Uint32Array.from(pairs(), (code) =>
    code < 0x800
      ? 0
      : 0xe0 | (code >> 12) | ((0x80 | ((code >> 6) & 0x3f)) << 8) | ((0x80 | (code & 0x3f)) << 16),
  );
  return threes;
}

/** At most so many bytes of UTF-8 come of one byte of CP949. */
export const UTF8_PER_BYTE = 3;

/** Turns CP949 into UTF-8, chunk by chunk; a byte that stands for nothing becomes U+FFFD and is counted. */
export class Cp949Transcoder {
  /** Bytes that became U+FFFD so far. */
  replaced = 0;
  /** Lead byte whose trail lies in the next chunk; -1 for none. */
  #lead = -1;

  /** UTF-8 of the next chunk. */
  push(chunk: Uint8Array): Uint8Array {
    const output = new Uint8Array((chunk.length + 1) * UTF8_PER_BYTE);
    return output.subarray(0, this.into(chunk, output));
  }

  /** Writes the UTF-8 of the next chunk; `output` has room for `UTF8_PER_BYTE` bytes per byte and one byte more.
   * @returns how many bytes were written */
  into(chunk: Uint8Array, output: Uint8Array): number {
    const input = this.#lead < 0 ? chunk : join(Uint8Array.of(this.#lead), chunk);
    this.#lead = -1;
    return this.#transcode(input, output);
  }

  /** What is left at the end of the file. */
  end(): Uint8Array {
    if (this.#lead < 0) return new Uint8Array();
    this.#lead = -1;
    this.replaced += 1;
    return Uint8Array.from(REPLACEMENT);
  }

  /** The last byte is held back when it may begin a pair. */
  #transcode(input: Uint8Array, output: Uint8Array): number {
    const three = threeBytes();
    const end = input.length;
    let to = 0;
    let from = 0;
    while (from < end) {
      const byte = input[from] ?? 0;
      if (byte < 0x80) {
        output[to++] = byte;
        from += 1;
        continue;
      }
      if (from + 1 === end && byte > 0x80 && byte < 0xff) {
        this.#lead = byte;
        break;
      }
      const pair = (byte << 8) | (input[from + 1] ?? 0);
      const bytes = three[pair - FIRST_PAIR] ?? 0;
      if (bytes === 0) {
        const length = this.#rare(pair, output, to);
        from += length === UTF8_PER_BYTE ? 1 : 2;
        to += length;
        continue;
      }
      output[to] = bytes;
      output[to + 1] = bytes >> 8;
      output[to + 2] = bytes >> 16;
      from += 2;
      to += 3;
    }
    return to;
  }

  /** Writes a pair of two bytes of UTF-8, or U+FFFD for a byte that stands for nothing; gives the bytes written. */
  #rare(pair: number, output: Uint8Array, to: number): number {
    const code = pairs()[pair - FIRST_PAIR] ?? 0;
    if (code !== 0) {
      output[to] = 0xc0 | (code >> 6);
      output[to + 1] = 0x80 | (code & 0x3f);
      return 2;
    }
    this.replaced += 1;
    output[to] = REPLACEMENT[0];
    output[to + 1] = REPLACEMENT[1];
    output[to + 2] = REPLACEMENT[2];
    return REPLACEMENT.length;
  }
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
