import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { BadaError } from '@bada/shared';
import { extract } from 'tar-stream';
import { Checksum, differences, rowOf } from '../../store/copy/checksum.ts';
import type { Batch } from '../../store/copy/tables.ts';
import { ENTRIES, type FileSum, FOLDERS, Head, Sums } from './archive.ts';

const MAX_DOCUMENT = 256 * 1024 * 1024;

/** What an archive holds, one after the other. Chunks of a file must be read before the next part is asked for. */
export type Part =
  | { readonly kind: 'head'; readonly head: Head }
  | { readonly kind: 'file'; readonly path: string; readonly chunks: AsyncIterable<Buffer> }
  | { readonly kind: 'batch'; readonly batch: Batch };

/** The head of an archive and its sums, once all of it was read and everything fits. */
export interface Verified {
  readonly head: Head;
  readonly sums: Sums;
}

/** Reads an archive through and compares every file and table with what it says of them.
 * @throws BadaError `backup.broken` */
export async function verifyArchive(path: string): Promise<Verified> {
  let head: Head | undefined;
  const parts = readArchive(path);
  for (;;) {
    const { value, done } = await parts.next();
    if (done) {
      if (!head) throw broken(path, ENTRIES.head);
      return { head, sums: value };
    }
    if (value.kind === 'head') head = value.head;
    if (value.kind === 'file') for await (const _chunk of value.chunks);
  }
}

/** The parts of an archive in their order; nothing is kept in memory but a batch.
 * @returns its sums, when all parts were read and fit them
 * @throws BadaError `backup.broken` */
export async function* readArchive(path: string): AsyncGenerator<Part, Sums> {
  const files: FileSum[] = [];
  const tables = new Map<string, Checksum>();
  let sums: Sums | undefined;
  try {
    for await (const { name, stream } of entriesOf(path)) {
      if (name === ENTRIES.head) yield { kind: 'head', head: Head.parse(await jsonOf(stream)) };
      else if (name === ENTRIES.sums) sums = Sums.parse(await jsonOf(stream));
      else if (name.startsWith(ENTRIES.files)) {
        const own = ownPath(name.slice(ENTRIES.files.length));
        yield { kind: 'file', path: own, chunks: counted(own, stream, files) };
      } else yield { kind: 'batch', batch: await batchOf(name, stream, tables) };
    }
  } catch (error) {
    throw error instanceof BadaError ? error : broken(path, causeOf(error), error);
  }
  if (!sums) throw broken(path, ENTRIES.sums);
  const wrong = firstDifference(sums, { files, tables });
  if (wrong !== undefined) throw broken(path, wrong);
  return sums;
}

function broken(path: string, what: string, cause?: unknown): BadaError {
  return new BadaError('backup.broken', { path, what }, { cause });
}

function causeOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}

/** Content of an entry. */
type Content = AsyncIterable<unknown>;

async function* entriesOf(path: string): AsyncGenerator<{ name: string; stream: Content }> {
  const source = createReadStream(path);
  const gunzip = createGunzip();
  const archive = extract();
  for (const stream of [source, gunzip]) {
    stream.on('error', (error: Error) => archive.destroy(error));
  }
  source.pipe(gunzip).pipe(archive);
  try {
    for await (const entry of archive) yield { name: entry.header.name, stream: entry };
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

async function* chunksOf(stream: Content): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    if (chunk instanceof Uint8Array) yield Buffer.from(chunk);
  }
}

async function textOf(stream: Content): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(stream)) {
    bytes += chunk.length;
    if (bytes > MAX_DOCUMENT) throw new Error('an entry is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function jsonOf(stream: Content): Promise<unknown> {
  return JSON.parse(await textOf(stream));
}

/** A path inside of `BADA_HOME`, in one of the folders that a backup holds. */
function ownPath(path: string): string {
  const [folder = '', ...rest] = path.split('/');
  const isKnown = FOLDERS.some((known) => known === folder);
  const isInside = rest.length > 0 && rest.every((part) => !/^\.{0,2}$/.test(part));
  if (!isKnown || !isInside || path.includes('\\')) throw new Error(`a file at ${path}`);
  return path;
}

async function* counted(path: string, stream: Content, files: FileSum[]): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunksOf(stream)) {
    hash.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
  files.push({ path, bytes, sha256: hash.digest('hex') });
}

async function batchOf(
  name: string,
  stream: Content,
  tables: Map<string, Checksum>,
): Promise<Batch> {
  const table = /^store\/(\w+)\/\d+\.ndjson$/.exec(name)?.[1];
  if (table === undefined) throw new Error(`an entry ${name}`);
  const lines = (await textOf(stream)).split('\n').filter((line) => line !== '');
  const rows = lines.map(rowOf);
  const sum = tables.get(table) ?? new Checksum();
  tables.set(table, sum);
  for (const row of rows) sum.add(row);
  return { table, rows };
}

function firstDifference(
  sums: Sums,
  { files, tables }: { files: readonly FileSum[]; tables: ReadonlyMap<string, Checksum> },
): string | undefined {
  const found = new Map(files.map(({ path, bytes, sha256 }) => [path, `${bytes} ${sha256}`]));
  const file = sums.files.find(
    ({ path, bytes, sha256 }) => found.get(path) !== `${bytes} ${sha256}`,
  );
  if (file) return file.path;
  if (found.size !== sums.files.length) return 'files';
  const read = sums.tables.map(({ table }) => (tables.get(table) ?? new Checksum()).of(table));
  const unknown = [...tables.keys()].find((table) => !read.some((sum) => sum.table === table));
  return unknown ?? differences(sums.tables, read)[0];
}
