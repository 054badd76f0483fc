import { BadaError } from '@bada/shared';
import type { ReadContext } from '../options.ts';
import type { ByteSource, TextEncoding } from '../raw-table.ts';
import { type Evidence, noEvidence, weigh } from './evidence.ts';

/** The encoding of a text and how it is known. */
export interface FoundEncoding {
  readonly encoding: TextEncoding;
  /** Bytes of the byte order mark at the start. */
  readonly mark: 0 | 2 | 3;
  readonly by: 'choice' | 'mark' | 'content' | 'zero-bytes';
}

const MEGABYTE = 1024 * 1024;
/** Up to here every byte is weighed; larger files by windows, for their decoding still counts each lost character. */
const WHOLE = 16 * MEGABYTE;
const WINDOWS = 8;

/** Byte order mark, then strict UTF-8, then CP949.
 * @throws BadaError `read.mixed-encodings`, `read.encoding`, `read.not-text` */
export async function findEncoding(
  source: ByteSource,
  context: ReadContext,
): Promise<FoundEncoding> {
  const head = await source.slice(0, 64 * 1024);
  const marked = byMark(head);
  const chosen = context.options.encoding;
  if (chosen) return { encoding: chosen, mark: chosenMark(chosen, marked), by: 'choice' };
  if (marked) return marked;
  const zeros = byZeroBytes(head, context.name);
  if (zeros) return { encoding: zeros, mark: 0, by: 'zero-bytes' };
  const evidence = await gather(source);
  return { encoding: judge(evidence, context.name), mark: 0, by: 'content' };
}

function byMark([a, b, c]: Uint8Array): FoundEncoding | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: 3, by: 'mark' };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2, by: 'mark' };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2, by: 'mark' };
  return undefined;
}

function chosenMark(chosen: TextEncoding, marked: FoundEncoding | undefined): 0 | 2 | 3 {
  return marked?.encoding === chosen ? marked.mark : 0;
}

function byZeroBytes(head: Uint8Array, name: string): TextEncoding | undefined {
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return undefined;
  const half = head.length / 2;
  if (odd > half * 0.1 && even < odd / 50) return 'utf-16le';
  if (even > half * 0.1 && odd < even / 50) return 'utf-16be';
  if (even + odd > head.length * 0.01) throw new BadaError('read.not-text', { name });
  return undefined;
}

async function gather(source: ByteSource): Promise<Evidence> {
  const evidence = noEvidence();
  if (source.size <= WHOLE) {
    weigh(await source.slice(0, source.size), evidence);
    return evidence;
  }
  for (let index = 0; index < WINDOWS; index += 1) {
    const start = Math.floor(((source.size - MEGABYTE) * index) / (WINDOWS - 1));
    const window = await source.slice(start, start + MEGABYTE);
    weigh(wholeLines(window, index === 0, index === WINDOWS - 1), evidence);
  }
  return evidence;
}

/** Cuts off the lines that the window's edges cut through. */
function wholeLines(window: Uint8Array, isFirst: boolean, isLast: boolean): Uint8Array {
  const start = isFirst ? 0 : window.indexOf(0x0a) + 1;
  const end = isLast ? window.length : window.lastIndexOf(0x0a);
  return window.subarray(start, Math.max(start, end));
}

/** More than this share of rare pairs is no Korean text, but another encoding that happens to be valid. */
const RARE = 0.3;
/** So few rare pairs say nothing. */
const FEW = 2;
const BROKEN = 0.1;

function judge(evidence: Evidence, name: string): TextEncoding {
  const { utf8, cp949, neither, commonPairs, rarePairs, brokenBytes } = evidence;
  if (cp949 + neither === 0) return 'utf-8';
  const pairs = commonPairs + rarePairs;
  const looksKorean = rarePairs <= Math.max(FEW, RARE * pairs) && brokenBytes <= BROKEN * pairs;
  if (utf8 === 0) {
    if (looksKorean) return 'cp949';
    throw new BadaError('read.encoding', { name });
  }
  if (cp949 > 0 && commonPairs > rarePairs) {
    const { firstUtf8, firstCp949 } = evidence;
    throw new BadaError('read.mixed-encodings', { name, utf8: firstUtf8, cp949: firstCp949 });
  }
  return 'utf-8';
}
