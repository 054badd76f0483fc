const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum of zip, over chunks. */
export class Crc32 {
  #state = 0xffffffff;

  /** Takes the next bytes in. */
  add(bytes: Uint8Array): void {
    let state = this.#state;
    for (const byte of bytes) state = (state >>> 8) ^ (TABLE[(state ^ byte) & 0xff] ?? 0);
    this.#state = state;
  }

  /** Of all bytes so far, unsigned. */
  get value(): number {
    return (this.#state ^ 0xffffffff) >>> 0;
  }
}
