import { BadaError, type ErrorCode } from '@bada/shared';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isDeeperThan } from './json-depth.ts';

const MEGABYTE = 1024 * 1024;
/** Documents nest a dozen levels at most. */
const MAX_DEPTH = 32;

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

/** The text of a body, unless it takes too long to come.
 * @throws BadaError `request.too-slow` */
async function textInTime(c: Context): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const seconds: number = c.get('bodySeconds');
    const give = () => reject(new BadaError('request.too-slow', { seconds }));
    timer = setTimeout(give, seconds * 1000);
  });
  try {
    return await Promise.race([c.req.text(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws BadaError `request.too-deep`, `request.too-slow` */
async function refuseDepth(c: Context): Promise<void> {
  const text = await textInTime(c);
  if (isDeeperThan(text, MAX_DEPTH)) throw new BadaError('request.too-deep', { limit: MAX_DEPTH });
}

/** The middleware that holds a request to its route's rule. */
export function takes(rule: BodyRule): MiddlewareHandler {
  const limit = limited(rule);
  return async (c, next) => {
    refuseOtherType(c, rule);
    return limit(c, async () => {
      if (rule.kind === 'json') await refuseDepth(c);
      await next();
    });
  };
}
