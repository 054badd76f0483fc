import { BadaError } from '@bada/shared';
import type { ReadContext } from './options.ts';
import type { ByteSource } from './raw-table.ts';

const CHUNK = 1024 * 1024;

/** Bytes that are already in memory. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    async *stream() {
      for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
    },
    slice: async (start, end) => bytes.subarray(start, end),
  };
}

/** A file that a person chose in the browser, or any other Blob. */
export function blobSource(name: string, blob: Blob): ByteSource {
  const slice = async (start: number, end: number) =>
    new Uint8Array(await blob.slice(start, end).arrayBuffer());
  return {
    name,
    size: blob.size,
    async *stream() {
      for (let at = 0; at < blob.size; at += CHUNK) yield await slice(at, at + CHUNK);
    },
    slice,
  };
}

/** The whole file, for formats that cannot be read piece by piece.
 * @throws BadaError `read.too-large` */
export async function wholeOf(source: ByteSource, context: ReadContext): Promise<Uint8Array> {
  const limit = context.limits.wholeBytes;
  if (source.size > limit) throw tooLarge(context, 'size', limit);
  return source.slice(0, source.size);
}

const SUBJECTS = {
  size: { ko: '크기(바이트)', en: 'size in bytes' },
  cell: { ko: '한 칸의 글자 수', en: 'characters in one cell' },
  columns: { ko: '열 수', en: 'number of columns' },
  depth: { ko: '중첩 단계', en: 'levels of nesting' },
};

/** A limit exceeded. */
export function tooLarge(
  { name }: ReadContext,
  subject: keyof typeof SUBJECTS,
  limit: number,
): BadaError {
  return new BadaError('read.too-large', { name, what: SUBJECTS[subject], limit });
}

/** A file that is not what its format asks for; `where` is a row, line, byte or part. */
export function damaged(
  { name }: ReadContext,
  format: string,
  where: string | number,
  cause: unknown,
): BadaError {
  const what = cause instanceof Error ? cause.message : String(cause);
  return new BadaError('read.damaged', { name, format, where, what }, { cause });
}
