import { extname } from 'node:path';
import { BadaError } from '@bada/shared';
import type { Context } from 'hono';
import { chooseEncoding } from '../encodings.ts';
import type { AppFile, AppFiles } from './app-index.ts';
import { noneMatchHits } from './conditional.ts';
import { singlePart, streamOf } from './file-body.ts';
import { plainRoute, type RouteEntry, reading } from './registry.ts';
import type { Services } from './services.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';

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
