import { type ByteRange, type Chunk, merged } from './chunk-plan.ts';
import type { ChunkStore } from './chunk-store.ts';

/** A gap of so many bytes is read along rather than asking twice. */
const GAP = 32_768;
/** Requests under way at a time; browsers open six connections. */
const LANES = 6;

interface Piece extends ByteRange {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

async function fetchRange(
  url: string,
  { start, end }: ByteRange,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { headers: { range: `bytes=${start}-${end - 1}` } });
  // A server that knows no ranges sends the whole.
  if (response.status === 200)
    return new Uint8Array(await response.arrayBuffer(), start, end - start);
  if (response.status !== 206) throw new Error(`extract answered ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.byteLength !== end - start) throw new Error('the extract came in part');
  return bytes;
}

function within(outer: ByteRange, { start, end }: ByteRange): boolean {
  return outer.start <= start && end <= outer.end;
}

/** Damaged bytes may still decode, into other figures.
 * @throws where the bytes are not those of the hash */
async function refuseDamaged(
  bytes: Uint8Array<ArrayBuffer>,
  hash: string | undefined,
): Promise<void> {
  if (hash === undefined) return;
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  const found = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'));
  if (found.join('') !== hash) throw new Error('the extract does not have the bytes of its hash');
}

/** The bytes of one file, fetched by ranges as they are needed and kept across visits. */
export class ExtractBytes {
  readonly #url: string;
  readonly #store: ChunkStore;
  #pieces: Piece[] = [];
  /** Bytes that came over the line. */
  fetched = 0;

  constructor(url: string, store: ChunkStore) {
    this.#url = url;
    this.#store = store;
  }

  /** Has these at hand and lets go of what is not among them.
   * @throws where they do not come, or not as their hashes say */
  async load(ranges: readonly Chunk[]): Promise<void> {
    this.#pieces = this.#pieces.filter((piece) => ranges.some((range) => within(piece, range)));
    const absent = ranges.filter((range) => !this.#find(range));
    const stored = await Promise.all(absent.map((range) => this.#store.get(this.#url, range)));
    for (const [at, range] of absent.entries()) {
      const found = stored[at];
      if (!found) continue;
      const bytes = new Uint8Array(found);
      await refuseDamaged(bytes, range.hash);
      this.#pieces.push({ start: range.start, end: range.end, bytes });
    }
    const missing = absent.filter((_, at) => !stored[at]);
    const waves = merged(missing, GAP);
    const lanes = Array.from({ length: LANES }, async () => {
      for (let wave = waves.shift(); wave; wave = waves.shift()) await this.#fetch(wave, missing);
    });
    await Promise.all(lanes);
  }

  /** A stretch of the file, put together where it lies in several pieces; what was not loaded is
   * fetched now. */
  async read(range: ByteRange): Promise<Uint8Array<ArrayBuffer>> {
    const whole = this.#find(range);
    if (whole) return whole.bytes.subarray(range.start - whole.start, range.end - whole.start);
    const result = new Uint8Array(range.end - range.start);
    for (let at = range.start; at < range.end; ) {
      const piece = await this.#pieceAt(at, range.end);
      const end = Math.min(piece.end, range.end);
      const part = piece.bytes.subarray(at - piece.start, end - piece.start);
      result.set(part, at - range.start);
      at = end;
    }
    return result;
  }

  /** The piece that holds this byte; where there is none, all up to the next piece is fetched. */
  async #pieceAt(start: number, end: number): Promise<Piece> {
    const holds = (piece: Piece) => piece.start <= start && start < piece.end;
    const found = this.#pieces.find(holds);
    if (found) return found;
    const next = Math.min(
      end,
      ...this.#pieces.flatMap((one) => (one.start > start ? [one.start] : [])),
    );
    await this.load([...this.#pieces, { start, end: next }]);
    const fetched = this.#pieces.find(holds);
    if (!fetched) throw new Error('the extract ends too early');
    return fetched;
  }

  #find(range: ByteRange): Piece | undefined {
    return this.#pieces.find((piece) => within(piece, range));
  }

  async #fetch(wave: ByteRange, wanted: readonly Chunk[]): Promise<void> {
    const bytes = await fetchRange(this.#url, wave);
    this.fetched += bytes.byteLength;
    // Each by itself, so that another choice of columns finds what it needs.
    for (const range of wanted.filter((one) => within(wave, one))) {
      const part = bytes.slice(range.start - wave.start, range.end - wave.start);
      await refuseDamaged(part, range.hash);
      await this.#store.put(this.#url, range, part);
    }
    this.#pieces.push({ ...wave, bytes });
  }
}

class Stretch extends Blob {
  readonly #bytes: ExtractBytes;
  readonly #range: ByteRange;

  constructor(bytes: ExtractBytes, range: ByteRange) {
    super();
    this.#bytes = bytes;
    this.#range = range;
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.#bytes.read(this.#range)).slice().buffer;
  }
}

/** A file in the form in which the Parquet decoder reads: by slices. */
export class RangedBlob extends Blob {
  readonly #bytes: ExtractBytes;
  readonly #size: number;

  constructor(bytes: ExtractBytes, size: number) {
    super();
    this.#bytes = bytes;
    this.#size = size;
  }

  override get size(): number {
    return this.#size;
  }

  override slice(start = 0, end = this.#size): Blob {
    return new Stretch(this.#bytes, { start, end });
  }
}
