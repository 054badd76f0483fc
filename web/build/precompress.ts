import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';

const WEB = fileURLToPath(new URL('..', import.meta.url));
const COMPRESSIBLE = /\.(js|mjs|css|html|svg|json|geojson|wasm|txt|webmanifest)$/;
/** bytes; below it headers outweigh what is won */
const WORTHWHILE = 1024;
/** bytes; above it the highest quality takes minutes */
const LARGE = 2 * 1024 * 1024;

type Encoding = 'br' | 'gz';

async function encode(content: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gz') return promisify(gzip)(content, { level: 9 });
  return promisify(brotliCompress)(content, {
    params: {
      [zlib.BROTLI_PARAM_QUALITY]: content.length < LARGE ? 11 : 9,
      [zlib.BROTLI_PARAM_SIZE_HINT]: content.length,
      [zlib.BROTLI_PARAM_LGWIN]: 24,
    },
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Compresses into the cache, named by content, unless it is there from an earlier build. */
async function cached(content: Buffer, encoding: Encoding, cache: string): Promise<string> {
  const hash = createHash('sha256').update(content).digest('hex');
  const path = join(cache, `${hash}.${encoding}`);
  if (await exists(path)) return path;
  const partial = `${path}.${process.pid}.part`;
  await writeFile(partial, await encode(content, encoding));
  await rename(partial, path);
  return path;
}

async function compressible(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Writes `.br` and `.gz` beside every compressible file of a built app.
 * The cache makes a second build skip what has not changed, above all the engine's WASM.
 */
export async function precompress(folder: string, cache: string): Promise<number> {
  await mkdir(cache, { recursive: true });
  const paths = await compressible(folder);
  const written = await Promise.all(
    paths.map(async (path) => {
      const content = await readFile(path);
      if (content.length < WORTHWHILE) return 0;
      for (const encoding of ['br', 'gz'] as const) {
        await copyFile(await cached(content, encoding, cache), `${path}.${encoding}`);
      }
      return 1;
    }),
  );
  return written.filter((each) => each === 1).length;
}

if (import.meta.main) {
  const home = process.env.BADA_HOME;
  const cache =
    home === undefined
      ? join(WEB, 'node_modules/.cache/precompress')
      : join(home, 'cache/precompress');
  const started = performance.now();
  const count = await precompress(join(WEB, 'dist'), cache);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `precompressed ${count} files of ${relative(process.cwd(), join(WEB, 'dist'))} in ${seconds} s`,
  );
}
