import parts from 'iconv-lite/encodings/tables/cp949.json' with { type: 'json' };

const FIRST_PAIR = 0x8000;
const REPLACEMENT = 0xfffd;

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

/** Turns CP949 into UTF-8, chunk by chunk; a byte that stands for nothing becomes U+FFFD and is counted. */
export class Cp949Transcoder {
  /** Bytes that became U+FFFD so far. */
  replaced = 0;
  /** Lead byte whose trail lies in the next chunk; -1 for none. */
  #lead = -1;

  /** UTF-8 of the next chunk. */
  push(chunk: Uint8Array): Uint8Array {
    const input = this.#lead < 0 ? chunk : join(Uint8Array.of(this.#lead), chunk);
    this.#lead = -1;
    return this.#transcode(input);
  }

  /** What is left at the end of the file. */
  end(): Uint8Array {
    if (this.#lead < 0) return new Uint8Array();
    this.#lead = -1;
    this.replaced += 1;
    return Uint8Array.of(0xef, 0xbf, 0xbd);
  }

  /** The last byte is held back when it may begin a pair. */
  #transcode(input: Uint8Array): Uint8Array {
    const known = pairs();
    const output = new Uint8Array(input.length * 3);
    const end = input.length;
    let to = 0;
    for (let from = 0; from < end; from += 1) {
      const byte = input[from] ?? 0;
      if (byte < 0x80) {
        output[to++] = byte;
        continue;
      }
      if (from + 1 === end && byte > 0x80 && byte < 0xff) {
        this.#lead = byte;
        break;
      }
      let code = known[((byte << 8) | (input[from + 1] ?? 0)) - FIRST_PAIR] ?? 0;
      if (code === 0) {
        code = REPLACEMENT;
        this.replaced += 1;
      } else {
        from += 1;
      }
      if (code >= 0x800) {
        output[to++] = 0xe0 | (code >> 12);
        output[to++] = 0x80 | ((code >> 6) & 0x3f);
      } else {
        output[to++] = 0xc0 | (code >> 6);
      }
      output[to++] = 0x80 | (code & 0x3f);
    }
    return output.subarray(0, to);
  }
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
