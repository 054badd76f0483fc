import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ByteSource } from '../read/raw-table.ts';

/** A file on disk as the readers want it.
 * @throws the file system's error when it is absent or no file */
export async function nodeSource(path: string): Promise<ByteSource> {
  const { size } = await stat(path);
  return {
    name: basename(path),
    size,
    stream: () => createReadStream(path, { highWaterMark: 1024 * 1024 }),
    slice: (start, end) => readRange(path, start, Math.min(end, size)),
  };
}

async function readRange(path: string, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  await using file = await open(path);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
