import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack as newPack, type Pack } from 'tar-stream';
import { Checksum, rowText, type TableSum } from '../../store/copy/checksum.ts';
import type { Snapshot } from '../../store/copy/snapshot.ts';
import type { Batch } from '../../store/copy/tables.ts';
import { ENTRIES, type FileSum, type Head, type Sums } from './archive.ts';
import type { LinkedFile } from './linked-files.ts';

/** What goes into an archive. */
export interface ArchiveContent {
  readonly head: Head;
  readonly files: readonly LinkedFile[];
  readonly snapshot: Snapshot;
}

/** Writes an archive under another name first, so that a file of its name is whole. Never more than a batch in memory.
 * @returns what it holds */
export async function writeArchive(path: string, content: ArchiveContent): Promise<Sums> {
  const partial = `${path}.partial-${process.pid}`;
  const pack = newPack();
  const written = pipeline(pack, createGzip({ level: 1 }), createWriteStream(partial));
  // Whoever waits for the entries hears of a full disk from here.
  written.catch((error: unknown) => pack.destroy(error instanceof Error ? error : new Error()));
  try {
    const sums = await Promise.race([addAll(pack, content), failureOf(written)]);
    pack.finalize();
    await written;
    await sync(partial);
    await rename(partial, path);
    return sums;
  } catch (error) {
    pack.destroy(error instanceof Error ? error : new Error());
    await written.catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

function failureOf(written: Promise<void>): Promise<never> {
  return new Promise((_resolve, reject) => {
    written.catch(reject);
  });
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync();
  await file.close();
}

async function addAll(pack: Pack, { head, files, snapshot }: ArchiveContent): Promise<Sums> {
  await addText(pack, ENTRIES.head, JSON.stringify(head));
  const fileSums: FileSum[] = [];
  for (const file of files) fileSums.push(await addFile(pack, file));
  const tables = await addTables(pack, snapshot);
  const sums = { tables, files: fileSums };
  await addText(pack, ENTRIES.sums, JSON.stringify(sums));
  return sums;
}

function addText(pack: Pack, name: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    pack.entry({ name }, text, (error) => (error ? reject(error) : resolve()));
  });
}

async function addFile(pack: Pack, { path, from, bytes }: LinkedFile): Promise<FileSum> {
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const entry = pack.entry({ name: `${ENTRIES.files}${path}`, size: bytes });
  // A file that only grows, such as the record of lineage, is taken as long as it was.
  const content = bytes === 0 ? Readable.from([]) : createReadStream(from, { end: bytes - 1 });
  await pipeline(content, hashing, entry);
  return { path, bytes, sha256: hash.digest('hex') };
}

async function addTables(pack: Pack, snapshot: Snapshot): Promise<TableSum[]> {
  const sums = new Map(snapshot.tables.map((table) => [table, new Checksum()]));
  let part = 0;
  for await (const { table, rows } of snapshot.batches()) {
    part += 1;
    await addBatch(pack, { table, rows }, part);
    for (const row of rows) sums.get(table)?.add(row);
  }
  return [...sums].map(([table, sum]) => sum.of(table));
}

function addBatch(pack: Pack, { table, rows }: Batch, part: number): Promise<void> {
  const name = `${ENTRIES.store}${table}/${String(part).padStart(8, '0')}.ndjson`;
  return addText(pack, name, rows.map((row) => `${rowText(row)}\n`).join(''));
}
