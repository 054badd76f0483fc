import { randomUUID } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { ByteRange } from './byte-ranges.ts';

const CHUNK_BYTES = 256 * 1024;

/** A piece of a body: bytes as they are, or a span of the file. */
type Part = Uint8Array | ByteRange;

/** A body with its exact length. */
export interface FileBody {
  readonly bytes: number;
  /** `multipart/byteranges; …` where several ranges are sent, else nothing. */
  readonly contentType: string | undefined;
  readonly parts: readonly Part[];
}

function lengthOf(part: Part): number {
  return part instanceof Uint8Array ? part.byteLength : part.end - part.start + 1;
}

/** Body of one range, which may be the whole file. */
export function singlePart(range: ByteRange): FileBody {
  return { bytes: lengthOf(range), contentType: undefined, parts: [range] };
}

/** Body of several ranges, each under its own header (RFC 9110, 14.6). */
export function multipart(ranges: readonly ByteRange[], size: number, type: string): FileBody {
  const boundary = randomUUID();
  const text = new TextEncoder();
  const parts: Part[] = ranges.flatMap((range, index) => {
    const lead = index === 0 ? '' : '\r\n';
    const span = `Content-Range: bytes ${range.start}-${range.end}/${size}`;
    return [text.encode(`${lead}--${boundary}\r\nContent-Type: ${type}\r\n${span}\r\n\r\n`), range];
  });
  parts.push(text.encode(`\r\n--${boundary}--\r\n`));
  return {
    bytes: parts.reduce((sum, part) => sum + lengthOf(part), 0),
    contentType: `multipart/byteranges; boundary=${boundary}`,
    parts,
  };
}

async function* spanOf(file: FileHandle, { start, end }: ByteRange) {
  for (let at = start; at <= end; ) {
    const buffer = new Uint8Array(Math.min(CHUNK_BYTES, end - at + 1));
    const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, at);
    if (bytesRead === 0) throw new Error('the file ended before its size');
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

async function* bytesOf(path: string, parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    for (const part of parts) {
      if (part instanceof Uint8Array) yield part;
      else yield* spanOf(file, part);
    }
  } finally {
    await file.close();
  }
}

/** Streams a body from a file, which is open only while a reader reads. */
export function streamOf(path: string, { parts }: FileBody): ReadableStream<Uint8Array> {
  const bytes = bytesOf(path, parts);
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await bytes.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await bytes.return(undefined);
    },
  });
}
