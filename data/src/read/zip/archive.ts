import { Inflate } from 'fflate';
import type { ReadContext } from '../options.ts';
import type { ByteSource } from '../raw-table.ts';
import { damaged, memorySource, tooLarge } from '../source.ts';
import { Crc32 } from './crc32.ts';
import { checkRatio, listEntries, type ZipEntry } from './directory.ts';

/** An archive whose files can be read one by one. */
export interface Archive {
  readonly entries: readonly ZipEntry[];
  /** Unpacked bytes of a file, checked against limits, size and checksum while they pass. */
  unpack(entry: ZipEntry): AsyncIterable<Uint8Array>;
  /** The file in memory. @throws BadaError `read.too-large` */
  whole(entry: ZipEntry): Promise<Uint8Array>;
  /** The file as a source; small ones are held in memory, large ones unpacked as they are read. */
  source(entry: ZipEntry): Promise<ByteSource>;
}

const IN_MEMORY = 64 * 1024 * 1024;
const CHUNK = 256 * 1024;

/** Opens an archive.
 * @throws BadaError `read.damaged`, `read.encrypted`, `read.zip-path`, `read.zip-bomb` */
export async function openArchive(source: ByteSource, context: ReadContext): Promise<Archive> {
  const entries = await listEntries(source, context);
  const unpack = (entry: ZipEntry) => unpackEntry(source, entry, context);
  async function whole(entry: ZipEntry): Promise<Uint8Array> {
    const limit = context.limits.wholeBytes;
    if (entry.size > limit) throw tooLarge(context, 'size', limit);
    return collect(unpack(entry), entry.size);
  }
  return {
    entries,
    unpack,
    whole,
    async source(entry) {
      const name = entry.path.split('/').at(-1) ?? entry.path;
      if (entry.size <= IN_MEMORY) return memorySource(name, await whole(entry));
      const stream = () => unpack(entry);
      return { name, size: entry.size, stream, slice: forwardSlices(stream) };
    },
  };
}

async function* unpackEntry(
  source: ByteSource,
  entry: ZipEntry,
  context: ReadContext,
): AsyncIterable<Uint8Array> {
  const crc = new Crc32();
  let size = 0;
  for await (const chunk of inflated(source, entry, context)) {
    size += chunk.length;
    checkGrowth(entry, size, context);
    crc.add(chunk);
    yield chunk;
  }
  if (size !== entry.size) throw damaged(context, 'zip', entry.path, 'cut off');
  if (crc.value !== entry.crc) throw damaged(context, 'zip', entry.path, 'checksum differs');
}

function checkGrowth(entry: ZipEntry, size: number, context: ReadContext): void {
  if (size > entry.size) throw damaged(context, 'zip', entry.path, 'larger than it declares');
  checkRatio(entry, size, context);
}

async function* inflated(source: ByteSource, entry: ZipEntry, context: ReadContext) {
  const chunks = packedChunks(source, entry, context);
  if (entry.method === 'stored') {
    yield* chunks;
    return;
  }
  let output: Uint8Array[] = [];
  const inflate = new Inflate((chunk) => {
    output.push(chunk);
  });
  let left = entry.packed;
  for await (const chunk of chunks) {
    left -= chunk.length;
    try {
      inflate.push(chunk, left <= 0);
    } catch (cause) {
      throw damaged(context, 'zip', entry.path, cause);
    }
    yield* output;
    output = [];
  }
}

async function* packedChunks(source: ByteSource, entry: ZipEntry, context: ReadContext) {
  const header = await source.slice(entry.offset, entry.offset + 30);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (header.length < 30 || view.getUint32(0, true) !== 0x04034b50) {
    throw damaged(context, 'zip', entry.path, 'no local header');
  }
  const start = entry.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  // Small steps where the packing is dense keep what one step unpacks small.
  const step = entry.size > entry.packed * 20 ? CHUNK / 16 : CHUNK;
  for (let at = 0; at < entry.packed; at += step) {
    const chunk = await source.slice(start + at, start + Math.min(at + step, entry.packed));
    if (chunk.length === 0) throw damaged(context, 'zip', entry.path, 'cut off');
    yield chunk;
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
  const whole = new Uint8Array(size);
  let at = 0;
  for await (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Random access over a stream: cheap as long as the places asked for ascend. */
function forwardSlices(stream: () => AsyncIterable<Uint8Array>): ByteSource['slice'] {
  let reader: AsyncIterator<Uint8Array> | undefined;
  let held = new Uint8Array();
  let heldFrom = 0;
  async function slice(start: number, end: number): Promise<Uint8Array> {
    if (!reader || start < heldFrom) {
      await reader?.return?.();
      reader = stream()[Symbol.asyncIterator]();
      held = new Uint8Array();
      heldFrom = 0;
    }
    const parts: Uint8Array[] = [];
    let at = start;
    while (at < end) {
      if (at < heldFrom + held.length) {
        parts.push(held.slice(at - heldFrom, end - heldFrom));
        at = Math.min(end, heldFrom + held.length);
        continue;
      }
      const next = await reader.next();
      if (next.done) break;
      heldFrom += held.length;
      held = new Uint8Array(next.value);
    }
    return concatenated(parts);
  }
  return slice;
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
