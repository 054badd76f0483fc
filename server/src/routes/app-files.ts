import { existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { BadaError } from '@bada/shared';
import type { Context } from 'hono';
import { chooseEncoding, type Encoding } from '../encodings.ts';
import { noneMatchHits } from './conditional.ts';
import { singlePart, streamOf } from './file-body.ts';
import { plainRoute, type RouteEntry, reading } from './registry.ts';
import type { Services } from './services.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

const SUFFIXES = { '.br': 'br', '.gz': 'gzip' } as const;
const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';

interface Variant {
  readonly path: string;
  readonly bytes: number;
  readonly tag: string;
}

/** A file of the app with its precompressed forms. */
export interface AppFile {
  readonly type: string;
  readonly plain: Variant;
  readonly encoded: Partial<Record<Encoding, Variant>>;
}

/** The built app by URL path. Only what lay in the folder at the start can ever be served. */
export type AppFiles = ReadonlyMap<string, AppFile>;

function variantOf(path: string, suffix: string): Variant {
  const { size, mtimeMs } = statSync(path);
  const stamp = `${size.toString(36)}-${Math.round(mtimeMs).toString(36)}`;
  return { path, bytes: size, tag: `"${stamp}${suffix}"` };
}

function fileOf(path: string): AppFile {
  const encoded: Partial<Record<Encoding, Variant>> = {};
  for (const [suffix, encoding] of Object.entries(SUFFIXES)) {
    if (existsSync(path + suffix)) encoded[encoding] = variantOf(path + suffix, `-${encoding}`);
  }
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  return { type, plain: variantOf(path, ''), encoded };
}

/** Lists a built app; empty when there is none. */
export function indexAppFiles(folder: string): AppFiles {
  if (!existsSync(join(folder, 'index.html'))) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !(extname(entry.name) in SUFFIXES))
    .map((entry) => join(entry.parentPath, entry.name));
  const url = (path: string) => `/${relative(folder, path).split(sep).join('/')}`;
  return new Map(paths.map((path) => [url(path), fileOf(path)]));
}

/** A page address has no file extension; the app's router knows what it shows. */
function find(files: AppFiles, path: string): AppFile {
  const file = files.get(path);
  if (file) return file;
  const isPage = extname(path) === '' && !/^\/(api|extracts|assets)(\/|$)/.test(path);
  const page = isPage ? files.get('/index.html') : undefined;
  if (!page) throw new BadaError('route.not-found', { path });
  return page;
}

function sendFile(c: Context, file: AppFile): Response {
  const available = (['br', 'gzip'] as const).filter((name) => file.encoded[name]);
  const encoding = chooseEncoding(c.req.header('accept-encoding'), available);
  const variant = (encoding && file.encoded[encoding]) ?? file.plain;
  c.header('ETag', variant.tag);
  c.header('Cache-Control', c.req.path.startsWith('/assets/') ? IMMUTABLE : REVALIDATE);
  if (available.length > 0) c.header('Vary', 'Accept-Encoding');
  if (noneMatchHits(c.req.header('if-none-match'), variant.tag)) return c.body(null, 304);
  c.header('Content-Type', file.type);
  c.header('Content-Length', String(variant.bytes));
  if (encoding) c.header('Content-Encoding', encoding);
  if (c.req.method === 'HEAD' || variant.bytes === 0) return c.body(null, 200);
  const body = singlePart({ start: 0, end: variant.bytes - 1 });
  return c.body(streamOf(variant.path, body), 200);
}

/** The built app; it must come last, because it answers every GET. */
export function appRoutes({ appFiles }: Services): RouteEntry[] {
  const access = reading('app');
  return [plainRoute('/*', access, (c) => sendFile(c, find(appFiles, c.req.path)))];
}
