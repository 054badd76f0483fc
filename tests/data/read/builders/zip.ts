import { zipSync } from 'fflate';
import { lastIndexOf, patched, utf8 } from '../corpus/bad-file.ts';

const CENTRAL = [0x50, 0x4b, 0x01, 0x02];
const END = [0x50, 0x4b, 0x05, 0x06];

/** An archive of texts and bytes by path. */
export function zipOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  level: 0 | 6 = 6,
): Uint8Array {
  const entries = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === 'string' ? utf8(content) : content,
  ]);
  return zipSync(Object.fromEntries(entries), { level });
}

function littleEndian(value: number, bytes: 2 | 4): number[] {
  return Array.from({ length: bytes }, (_, at) => (value >>> (8 * at)) & 0xff);
}

/** Changes a field of the last entry of the central directory. */
export function withCentral(
  zip: Uint8Array,
  field: 'flags' | 'method' | 'crc' | 'size' | 'offset',
  value: number,
): Uint8Array {
  const place = { flags: 8, method: 10, crc: 16, size: 24, offset: 42 }[field];
  const width = field === 'flags' || field === 'method' ? 2 : 4;
  return patched(zip, lastIndexOf(zip, CENTRAL) + place, littleEndian(value, width));
}

/** Declares another number of files. */
export function withCount(zip: Uint8Array, count: number): Uint8Array {
  return patched(zip, lastIndexOf(zip, END) + 10, littleEndian(count, 2));
}

/** Replaces every occurrence of a path by another of the same length, in any bytes. */
export function withPath(zip: Uint8Array, path: string, replacement: Uint8Array): Uint8Array {
  const wanted = Buffer.from(path);
  if (wanted.length !== replacement.length) throw new Error('the length of a path is fixed');
  const copy = Buffer.from(zip);
  for (let at = copy.indexOf(wanted); at >= 0; at = copy.indexOf(wanted, at + 1)) {
    copy.set(replacement, at);
  }
  return new Uint8Array(copy);
}
