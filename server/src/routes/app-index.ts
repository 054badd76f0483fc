import { existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Encoding } from '../encodings.ts';

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
