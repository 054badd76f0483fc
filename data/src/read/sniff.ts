import { BadaError } from '@bada/shared';
import type { ReadContext } from './options.ts';
import type { ByteSource } from './raw-table.ts';
import type { ZipEntry } from './zip/directory.ts';

/** How the bytes of a file are to be opened. */
export type Container = 'zip' | 'ole' | 'parquet' | 'markup' | 'json' | 'delimited';

const HEAD = 4096;

/** Tells by its first bytes, and only then by its name, what a file is.
 * @throws BadaError `read.empty`, `read.hwp`, `read.unsupported` */
export async function sniff(source: ByteSource, { name }: ReadContext): Promise<Container> {
  const head = await source.slice(0, HEAD);
  if (head.length === 0) throw new BadaError('read.empty', { name });
  const latin = Array.from(head.subarray(0, 64), (byte) => String.fromCharCode(byte)).join('');
  if (latin.startsWith('HWP Document File')) throw new BadaError('read.hwp', { name });
  if (latin.startsWith('PK\x03\x04') || latin.startsWith('PK\x05\x06')) return 'zip';
  if (latin.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'ole';
  if (latin.startsWith('PAR1')) return 'parquet';
  const known = KNOWN_OTHERS.find(([magic]) => latin.startsWith(magic));
  if (known) throw new BadaError('read.unsupported', { name, what: known[1] });
  const text = new TextDecoder(encodingOf(head)).decode(head).trimStart();
  if (isMarkup(text, extensionOf(name))) return 'markup';
  if (isJson(text, extensionOf(name))) return 'json';
  return 'delimited';
}

const KNOWN_OTHERS = [
  ['%PDF', 'PDF'],
  ['\x1f\x8b', 'gzip'],
  ['7z\xbc\xaf\x27\x1c', '7z'],
  ['Rar!', 'RAR'],
  ['\x89PNG', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['GIF8', 'GIF'],
  ['SQLite format 3', 'SQLite'],
  ['EGGA', 'EGG'],
  ['ALZ\x01', 'ALZ'],
] as const;

/** Extension in lower case, '' for none. */
export function extensionOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

function encodingOf([a, b]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
}

const TEXT_NAMES = ['csv', 'tsv', 'tab', 'txt'];

function isMarkup(text: string, extension: string): boolean {
  return (
    text.startsWith('<') &&
    (!TEXT_NAMES.includes(extension) || /^<(\?xml|!doctype|html|table)/i.test(text))
  );
}

/** A table may begin with a note in brackets such as `[단위: 명]`. */
function isJson(text: string, extension: string): boolean {
  if (['json', 'geojson', 'topojson', 'ndjson', 'jsonl'].includes(extension)) return true;
  return /^(\{\s*"[^"]*"\s*:|\[\s*\{\s*")/.test(text);
}

/** What an archive turned out to hold. */
export type ArchiveKind = 'workbook' | 'hwpx' | 'shapefile' | 'gtfs' | 'tables';

const GTFS = ['stops.txt', 'routes.txt', 'trips.txt', 'stop_times.txt'];

/** Tells what an archive is by the files in it.
 * @throws BadaError `read.unsupported` */
export function archiveKind(entries: readonly ZipEntry[], { name }: ReadContext): ArchiveKind {
  const paths = entries.map(({ path }) => path);
  const has = (pattern: RegExp) => paths.some((path) => pattern.test(path));
  if (has(/^Contents\/section\d+\.xml$/i)) return 'hwpx';
  if (has(/^xl\/workbook\.(xml|bin)$/i)) return 'workbook';
  if (has(/^content\.xml$/i) && has(/^mimetype$/)) return 'workbook';
  if (has(/^(word|ppt)\//i)) throw new BadaError('read.unsupported', { name, what: 'Office' });
  if (has(/\.shp$/i)) return 'shapefile';
  const files = paths.map((path) => path.split('/').at(-1) ?? path);
  return GTFS.every((file) => files.includes(file)) ? 'gtfs' : 'tables';
}
