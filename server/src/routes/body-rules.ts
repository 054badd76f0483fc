import { BadaError, type ErrorCode } from '@bada/shared';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

const MEGABYTE = 1024 * 1024;

/** What a route takes as its body. */
export type BodyRule =
  /** A document that is read as a whole. */
  | { readonly kind: 'json'; readonly maxBytes: number }
  /** A file of any kind, which the handler reads as a stream and counts on the way. */
  | { readonly kind: 'bytes'; readonly maxBytes: number; readonly tooLarge: ErrorCode };

/** What routes take that say nothing else. */
export const SMALL_JSON: BodyRule = { kind: 'json', maxBytes: MEGABYTE };

function refuseOtherType(c: Context, { kind }: BodyRule): void {
  const type = c.req.header('content-type');
  if (kind === 'bytes') {
    if (/^application\/octet-stream\b/.test(type ?? '')) return;
    throw new BadaError('request.not-bytes');
  }
  if (type === undefined || /^application\/([\w.-]+\+)?json\b/.test(type)) return;
  throw new BadaError('request.not-json');
}

function limited(rule: BodyRule): MiddlewareHandler {
  const { maxBytes } = rule;
  if (rule.kind === 'json') {
    return bodyLimit({
      maxSize: maxBytes,
      onError() {
        throw new BadaError('request.too-large', { limit: maxBytes });
      },
    });
  }
  return async (c, next) => {
    if (Number(c.req.header('content-length') ?? 0) > maxBytes) {
      throw new BadaError(rule.tooLarge, { limit: maxBytes });
    }
    await next();
  };
}

/** The middleware that holds a request to its route's rule. */
export function takes(rule: BodyRule): MiddlewareHandler {
  const limit = limited(rule);
  return async (c, next) => {
    refuseOtherType(c, rule);
    return limit(c, next);
  };
}
