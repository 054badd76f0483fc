import type { ReadOptions } from '@bada/data/read';
import type { ErrorCode } from '@bada/shared';
import iconv from 'iconv-lite';

/** A file that something is wrong with, and how reading it must end. */
export interface BadFile {
  /** What is wrong, in a few words. */
  readonly flaw: string;
  readonly name: string;
  readonly bytes: () => Uint8Array | Promise<Uint8Array>;
  /** The coded error, or the rows of each table of a complete reading. */
  readonly ends: ErrorCode | readonly number[];
  /** Notes that the complete reading must carry. */
  readonly notes?: readonly string[];
  readonly options?: ReadOptions;
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function cp949(text: string): Uint8Array {
  return iconv.encode(text, 'cp949');
}

/** UTF-16 with or without a byte order mark. */
export function utf16(text: string, order: 'le' | 'be', mark = true): Uint8Array {
  return iconv.encode(text, `utf-16${order}`, { addBOM: mark });
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** The same bytes with some of them replaced from a place on; a negative place counts from the end. */
export function patched(bytes: Uint8Array, at: number, replacement: readonly number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(replacement, at < 0 ? bytes.length + at : at);
  return copy;
}

/** Place of a signature's last occurrence. */
export function lastIndexOf(bytes: Uint8Array, signature: readonly number[]): number {
  return Buffer.from(bytes).lastIndexOf(Buffer.from(signature));
}
