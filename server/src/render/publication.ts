import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file of a publication; long ones come in pieces. */
export interface PublicationFile {
  /** Path inside the package. */
  readonly name: string;
  readonly content: string | AsyncIterable<Uint8Array>;
}

/** Days before 1980 cannot be told in a zip, and the same content must give the same bytes. */
const STAMP = new Date('1980-01-02T00:00:00');

/** Files as a zip, piece by piece: never more than a piece of a file is held. */
export async function* publicationZip(
  files: readonly PublicationFile[],
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const take = () => {
    const taken = ready;
    ready = [];
    return taken;
  };
  for (const { name, content } of files) {
    const entry =
      typeof content === 'string' ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    entry.mtime = STAMP;
    zip.add(entry);
    if (typeof content === 'string') entry.push(strToU8(content), true);
    else {
      for await (const block of content) {
        entry.push(block);
        yield* take();
      }
      entry.push(new Uint8Array(0), true);
    }
    yield* take();
  }
  zip.end();
  yield* take();
}
