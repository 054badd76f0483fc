import type { ByteRange } from './chunk-plan.ts';

/** Where the browser keeps bytes of extracts across visits. They are named by the hash of the file,
 * so that they cannot be of an older version. */
const CACHE = 'bada-extracts-1';

/** Bytes kept across visits unless told otherwise. */
const DEFAULT_BUDGET = 1_000_000_000;

/** Bytes between two looks at what is kept. */
const LOOK_EVERY = 50_000_000;

const CHUNK = /^(.*)\?bytes=(\d+)-(\d+)$/;

interface Kept {
  readonly url: string;
  /** Address of the extract's file. */
  readonly file: string;
  readonly bytes: number;
}

function keyOf(file: string, { start, end }: ByteRange): string {
  return `${file}?bytes=${start}-${end}`;
}

/** Address under which the time of an extract's last use stands. */
function useOf(file: string): string {
  return `${file}?used`;
}

function keptOf({ url }: Request): Kept[] {
  const [, file, start, end] = CHUNK.exec(url) ?? [];
  return file === undefined ? [] : [{ url, file, bytes: Number(end) - Number(start) }];
}

async function open(): Promise<Cache | undefined> {
  try {
    return await caches.open(CACHE);
  } catch {
    return undefined;
  }
}

async function usedAt(cache: Cache, file: string): Promise<number> {
  const found = await cache.match(useOf(file));
  return found ? Number(await found.text()) : 0;
}

/** Pieces of extracts in the browser's cache storage, the longest unused extract going first. Where
 * the browser refuses storage nothing is kept and nothing fails. */
export class ChunkStore {
  readonly #budget: number;
  readonly #now: () => number;
  #sinceLook = 0;

  constructor({
    budget = DEFAULT_BUDGET,
    now = Date.now,
  }: { budget?: number; now?: () => number } = {}) {
    this.#budget = budget;
    this.#now = now;
  }

  /** Notes that an extract is read. */
  async use(file: string): Promise<void> {
    const cache = await open();
    await cache?.put(useOf(file), new Response(String(this.#now()))).catch(() => undefined);
  }

  async get(file: string, range: ByteRange): Promise<ArrayBuffer | undefined> {
    const cache = await open();
    try {
      return await (await cache?.match(keyOf(file, range)))?.arrayBuffer();
    } catch {
      return undefined;
    }
  }

  /** Keeps a piece; one that cannot be kept is asked for again at the next visit. */
  async put(file: string, range: ByteRange, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const cache = await open();
    if (!cache || bytes.byteLength > this.#budget) return;
    await cache.put(keyOf(file, range), new Response(bytes)).catch(() => undefined);
    this.#sinceLook += bytes.byteLength;
    if (this.#sinceLook < Math.min(LOOK_EVERY, this.#budget / 4)) return;
    this.#sinceLook = 0;
    await this.#shrink(cache);
  }

  /** Lets go of all that is kept of one file; whether there was anything. */
  async forget(file: string): Promise<boolean> {
    const cache = await open();
    const keys = (await cache?.keys()) ?? [];
    const own = keys.flatMap(keptOf).filter((kept) => kept.file === file);
    for (const { url } of own) await cache?.delete(url);
    return own.length > 0;
  }

  async #shrink(cache: Cache): Promise<void> {
    const kept = (await cache.keys()).flatMap(keptOf);
    let left = kept.reduce((sum, { bytes }) => sum + bytes, 0);
    const files = [...Map.groupBy(kept, ({ file }) => file)];
    const dated = await Promise.all(
      files.map(async ([file, pieces]) => ({ file, pieces, used: await usedAt(cache, file) })),
    );
    for (const { file, pieces } of dated.sort((a, b) => a.used - b.used)) {
      for (const { url, bytes } of pieces) {
        if (left <= this.#budget) return;
        await cache.delete(url);
        left -= bytes;
      }
      await cache.delete(useOf(file));
    }
  }
}

/** Bytes of extracts that this browser keeps; `undefined` where it refuses storage. */
export async function storedBytes(): Promise<number | undefined> {
  try {
    if (!(await caches.has(CACHE))) return 0;
  } catch {
    return undefined;
  }
  const keys = await (await open())?.keys();
  return keys?.flatMap(keptOf).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Forgets every piece of an extract that this browser keeps. */
export async function clearStored(): Promise<void> {
  try {
    await caches.delete(CACHE);
  } catch {
    return;
  }
}
