import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BadaError } from '@bada/shared';
import type { IngestFolders } from './folders.ts';

/** Bytes on their way in. */
export interface Upload {
  readonly name: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** Most bytes. */
  readonly limit: number;
}

/** A file that has come whole, in a folder that has no name yet. */
export interface Received {
  readonly folder: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

function broken(error: unknown): unknown {
  if (error instanceof BadaError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new BadaError('ingest.no-space', {}, { cause: error });
  }
  return new BadaError('ingest.upload-broken', {}, { cause: error });
}

async function write(path: string, { body, limit }: Upload) {
  const hash = createHash('sha256');
  let bytes = 0;
  await using file = await open(path, 'wx');
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw new BadaError('ingest.too-large', { limit });
    hash.update(chunk);
    await file.write(chunk);
  }
  await file.sync();
  return { bytes, sha256: hash.digest('hex') };
}

/** Writes what comes in to disk, a piece at a time; one that does not end well leaves nothing.
 * @throws BadaError `ingest.too-large`, `ingest.upload-broken`, `ingest.no-space`, `read.empty` */
export async function receive(folders: IngestFolders, upload: Upload): Promise<Received> {
  const folder = await folders.upload();
  const name = upload.name.normalize('NFC');
  try {
    const { bytes, sha256 } = await write(join(folder, 'input', name), upload);
    if (bytes === 0) throw new BadaError('read.empty', { name });
    return { folder, name, bytes, sha256 };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw broken(error);
  }
}
