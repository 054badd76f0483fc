import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type ColumnStats, type ExtractFile, type RowGroup, WHOLE_FILE_BYTES } from '@bada/shared';

type Layout = Pick<ExtractFile, 'bytes' | 'rowGroups'>;

/** SHA-256 of a file's bytes from `start` up to and without `end`. */
async function hashRange(path: string, start: number, end: number): Promise<string> {
  const hash = createHash('sha256');
  if (end > start) {
    for await (const chunk of createReadStream(path, { start, end: end - 1 })) hash.update(chunk);
  }
  return hash.digest('hex');
}

async function hashedGroup(path: string, group: RowGroup): Promise<RowGroup> {
  const columns: Record<string, ColumnStats> = {};
  let at = group.offset;
  for (const [name, stats] of Object.entries(group.columns)) {
    columns[name] = { ...stats, hash: await hashRange(path, at, at + stats.bytes) };
    at += stats.bytes;
  }
  return { ...group, columns };
}

/** Layout of a Parquet file as the manifest tells it: where a browser fetches it in pieces, with the hash of each. */
export async function hashedLayout<T extends Layout>(
  path: string,
  file: T,
): Promise<T & Pick<ExtractFile, 'footerHash'>> {
  const { bytes, rowGroups } = file;
  const last = rowGroups.at(-1);
  if (bytes <= WHOLE_FILE_BYTES || !last) return file;
  const hashed: RowGroup[] = [];
  for (const group of rowGroups) hashed.push(await hashedGroup(path, group));
  const footerHash = await hashRange(path, last.offset + last.bytes, bytes);
  return { ...file, rowGroups: hashed, footerHash };
}
