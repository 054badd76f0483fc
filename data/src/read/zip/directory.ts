import { BadaError } from '@bada/shared';
import type { ReadContext } from '../options.ts';
import type { ByteSource } from '../raw-table.ts';
import { damaged } from '../source.ts';
import { entryName } from './entry-name.ts';

/** One file of an archive, as its central directory lists it. */
export interface ZipEntry {
  /** Path with forward slashes, no leading one. */
  readonly path: string;
  readonly method: 'stored' | 'deflated';
  readonly crc: number;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Bytes once unpacked, as declared; unpacking checks it. */
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const END = 0x06054b50;
const END_SIZE = 22;
const LOCATOR_64 = 0x07064b50;
const END_64 = 0x06064b50;
const CENTRAL = 0x02014b50;
const CENTRAL_SIZE = 46;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

interface Directory {
  readonly entries: number;
  readonly start: number;
  readonly size: number;
}

/** Files of an archive; folders are left out. Limits are checked before anything is unpacked.
 * @throws BadaError `read.damaged`, `read.encrypted`, `read.zip-path`, `read.zip-bomb` */
export async function listEntries(source: ByteSource, context: ReadContext): Promise<ZipEntry[]> {
  const { entries, start, size } = await findDirectory(source, context);
  const { zipEntries } = context.limits;
  if (entries > zipEntries)
    throw bomb(context, { ko: '파일 수', en: 'number of files' }, zipEntries);
  if (start + size > source.size) throw damaged(context, 'zip', 'central directory', 'cut off');
  const bytes = await source.slice(start, start + size);
  const found = [...centralEntries(bytes, entries, context)];
  checkOverlap(found, start, context);
  for (const entry of found) checkRatio(entry, entry.size, context);
  const total = found.reduce((sum, entry) => sum + entry.size, 0);
  const { zipBytes } = context.limits;
  if (total > zipBytes) throw bomb(context, { ko: '풀린 크기', en: 'unpacked size' }, zipBytes);
  return found.filter(({ path }) => !path.endsWith('/'));
}

/** Tiny files may compress beyond any ratio without harm. */
const RATIO_FROM = 1024 * 1024;

/** Refuses a file that unpacks to far more than its packed bytes can honestly hold.
 * @throws BadaError `read.zip-bomb` */
export function checkRatio({ path, packed }: ZipEntry, size: number, context: ReadContext): void {
  const { zipRatio } = context.limits;
  if (size > RATIO_FROM && size > packed * zipRatio) {
    throw bomb(
      context,
      { ko: `${path}의 압축 비율`, en: `compression ratio of ${path}` },
      zipRatio,
    );
  }
}

/** An archive that would cost too much. */
export function bomb(
  { name }: ReadContext,
  what: { readonly ko: string; readonly en: string },
  limit: number,
): BadaError {
  return new BadaError('read.zip-bomb', { name, what, limit });
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

async function findDirectory(source: ByteSource, context: ReadContext): Promise<Directory> {
  const tail = await source.slice(Math.max(0, source.size - FULL_16 - END_SIZE), source.size);
  const view = viewOf(tail);
  for (let at = tail.length - END_SIZE; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    const entries = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 12, true);
    const start = view.getUint32(at + 16, true);
    const isLarge = entries === FULL_16 || size === FULL_32 || start === FULL_32;
    return isLarge ? findLarge(source, view, at, context) : { entries, size, start };
  }
  throw damaged(context, 'zip', 'end', 'no central directory, the file is cut off');
}

async function findLarge(
  source: ByteSource,
  tail: DataView,
  end: number,
  context: ReadContext,
): Promise<Directory> {
  const locator = end - 20;
  if (locator < 0 || tail.getUint32(locator, true) !== LOCATOR_64) {
    throw damaged(context, 'zip', 'end', 'no zip64 locator');
  }
  const at = Number(tail.getBigUint64(locator + 8, true));
  const bytes = await source.slice(at, at + 56);
  const view = viewOf(bytes);
  if (bytes.length < 56 || view.getUint32(0, true) !== END_64) {
    throw damaged(context, 'zip', 'end', 'no zip64 directory');
  }
  const [entries, size, start] = [32, 40, 48].map((from) => Number(view.getBigUint64(from, true)));
  return { entries: entries ?? 0, size: size ?? 0, start: start ?? 0 };
}

function* centralEntries(
  bytes: Uint8Array,
  count: number,
  context: ReadContext,
): Iterable<ZipEntry> {
  const view = viewOf(bytes);
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_SIZE > bytes.length || view.getUint32(at, true) !== CENTRAL) {
      throw damaged(context, 'zip', `file ${index + 1}`, 'broken directory entry');
    }
    const [name, extra, comment] = [28, 30, 32].map((from) => view.getUint16(at + from, true));
    const nameEnd = at + CENTRAL_SIZE + (name ?? 0);
    const extraEnd = nameEnd + (extra ?? 0);
    if (extraEnd > bytes.length) throw damaged(context, 'zip', `file ${index + 1}`, 'cut off');
    yield centralEntry(bytes, { at, nameEnd, extraEnd }, context);
    at = extraEnd + (comment ?? 0);
  }
}

function centralEntry(
  bytes: Uint8Array,
  { at, nameEnd, extraEnd }: { at: number; nameEnd: number; extraEnd: number },
  context: ReadContext,
): ZipEntry {
  const view = viewOf(bytes);
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const path = entryName(bytes.subarray(at + CENTRAL_SIZE, nameEnd), (flags & 0x800) !== 0);
  if (isForbidden(path)) throw new BadaError('read.zip-path', { name: context.name, entry: path });
  if ((flags & 1) !== 0) throw new BadaError('read.encrypted', { name: context.name });
  if (method !== 0 && method !== 8) {
    throw damaged(context, 'zip', path, `compression method ${method} is not supported`);
  }
  const sizes = [24, 20, 42].map((from) => view.getUint32(at + from, true));
  const wide = wideFields(bytes.subarray(nameEnd, extraEnd));
  const [size = 0, packed = 0, offset = 0] = sizes.map((value) =>
    value === FULL_32 ? (wide.shift() ?? value) : value,
  );
  const crc = view.getUint32(at + 16, true);
  return { path, method: method === 0 ? 'stored' : 'deflated', crc, packed, size, offset };
}

/** 64-bit values of the zip64 extra field, in the order of the fields they stand in for. */
function wideFields(extra: Uint8Array): number[] {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; ) {
    const size = view.getUint16(at + 2, true);
    const end = Math.min(at + 4 + size, extra.length);
    if (view.getUint16(at, true) === 1) {
      const values: number[] = [];
      for (let from = at + 4; from + 8 <= end; from += 8) {
        values.push(Number(view.getBigUint64(from, true)));
      }
      return values;
    }
    at = end;
  }
  return [];
}

function isForbidden(path: string): boolean {
  return (
    path === '' ||
    path.startsWith('/') ||
    /^[a-z]:/i.test(path) ||
    path.includes('\0') ||
    path.split('/').includes('..')
  );
}

/** Files that share their bytes are how small archives unpack to petabytes. */
function checkOverlap(entries: readonly ZipEntry[], directory: number, context: ReadContext): void {
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  sorted.forEach((entry, index) => {
    const next = sorted[index + 1]?.offset ?? directory;
    if (entry.offset + 30 + entry.packed > next) {
      throw damaged(context, 'zip', entry.path, 'overlaps another file');
    }
  });
}
