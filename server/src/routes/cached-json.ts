import type { Context } from 'hono';
import { noneMatchHits } from './conditional.ts';

/** JSON that a client may keep and must ask about: 304 while its tag holds. */
export function cachedJson<T extends object>(c: Context, body: T, tag: string) {
  c.header('ETag', tag);
  c.header('Cache-Control', 'no-cache');
  if (noneMatchHits(c.req.header('if-none-match'), tag)) return c.body(null, 304);
  return c.json(body, 200);
}
