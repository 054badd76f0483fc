import { BadaError } from '@bada/shared';
import { type Zippable, zipSync } from 'fflate';
import type { ReadContext } from '../options.ts';
import type { Archive } from '../zip/archive.ts';
import { bomb, type ZipEntry } from '../zip/directory.ts';

/** Pictures and the like say nothing about cells. */
const NEEDED = /\.(xml|rels|bin|vml)$|^mimetype$/i;

/**
 * The parts of a packed workbook, unpacked under the archive limits and stored again, so that the library behind
 * sees only bytes that were checked.
 * @throws BadaError `read.zip-bomb`, `read.xml-entities`, `read.damaged`
 */
export async function checkedParts(archive: Archive, context: ReadContext): Promise<Uint8Array> {
  const entries = archive.entries.filter(({ path }) => NEEDED.test(path));
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  const { wholeBytes } = context.limits;
  if (total > wholeBytes) throw bomb(context, { ko: '풀린 크기', en: 'unpacked size' }, wholeBytes);
  const parts: Zippable = {};
  for (const entry of entries) parts[entry.path] = await checkedPart(archive, entry, context);
  return zipSync(parts, { level: 0 });
}

async function checkedPart(archive: Archive, entry: ZipEntry, context: ReadContext) {
  const bytes = await archive.whole(entry);
  if (/\.(xml|rels|vml)$/i.test(entry.path)) refuseDocumentType(bytes, context);
  return bytes;
}

/** Neither workbooks nor HWPX declare document types; those who do mean harm.
 * @throws BadaError `read.xml-entities` */
export function refuseDocumentType(xml: Uint8Array | string, { name }: ReadContext): void {
  const head = typeof xml === 'string' ? xml.slice(0, 65_536) : headText(xml.subarray(0, 65_536));
  if (/<!(DOCTYPE|ENTITY)/i.test(head)) throw new BadaError('read.xml-entities', { name });
}

function headText(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff || bytes[0] === 0xfe || bytes[1] === 0;
  return new TextDecoder(isWide ? (bytes[0] === 0xfe ? 'utf-16be' : 'utf-16le') : 'utf-8').decode(
    bytes,
  );
}
