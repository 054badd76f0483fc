import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import { chooseEncoding, type Encoding } from './encodings.ts';

const MIN_BYTES = 1024;
/** Beyond this, one more per cent costs more time than it saves on the wire. */
const BROTLI_QUALITY = 6;
const COMPRESSIBLE = /^application\/(([\w.-]+\+)?json\b|vnd\.apache\.arrow\.stream$)/;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

function compress(body: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'gzip') return zip(body);
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = {
    [BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [BROTLI_PARAM_SIZE_HINT]: body.byteLength,
  };
  return brotli(body, { params });
}

function isCompressible(response: Response): boolean {
  const type = response.headers.get('content-type') ?? '';
  // What is saved as a file may be longer than memory: it goes out as it is made.
  const isSaved = response.headers.get('content-disposition')?.startsWith('attachment') ?? false;
  const isWhole = response.body !== null && response.status !== 206 && !isSaved;
  return isWhole && COMPRESSIBLE.test(type) && !response.headers.has('content-encoding');
}

async function compressed(response: Response, encoding: Encoding): Promise<Response> {
  const body = new Uint8Array(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.append('Vary', 'Accept-Encoding');
  if (body.byteLength < MIN_BYTES) return new Response(body, { status: response.status, headers });
  headers.set('Content-Encoding', encoding);
  headers.delete('Content-Length');
  // The bytes are no longer those that a strong tag promises (RFC 9110, 8.8.3).
  const tag = headers.get('ETag');
  if (tag?.startsWith('"')) headers.set('ETag', `W/${tag}`);
  return new Response(await compress(body, encoding), { status: response.status, headers });
}

/** Compresses whole JSON documents, shapes of districts among them, and Arrow streams. Parquet stays as it is. */
export function compression(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const encoding = chooseEncoding(c.req.header('accept-encoding'), ['br', 'gzip']);
    if (!encoding || !isCompressible(c.res)) return;
    const response = await compressed(c.res, encoding);
    c.res = undefined;
    c.res = response;
  };
}
