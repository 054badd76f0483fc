import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

interface Body {
  readonly type: string;
  readonly bytes: Buffer;
  /** With brotli, where that is worth it. */
  readonly packed: Buffer | undefined;
}

/** A server that does nothing but serve files. */
export interface StaticServer {
  readonly url: string;
  close(): void;
}

function bodyOf(path: string, compress: boolean): Body {
  const bytes = readFileSync(path);
  const type = TYPES[extname(path)];
  // As the product’s build compresses its own files.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  const packed = compress && type !== undefined ? brotliCompressSync(bytes, { params }) : undefined;
  return { type: type ?? 'application/octet-stream', bytes, packed };
}

function filesIn(folder: string, compress: boolean): Map<string, Body> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
  return new Map(
    paths.map((path) => [
      `/${relative(folder, path).split(sep).join('/')}`,
      bodyOf(path, compress),
    ]),
  );
}

/** First and last byte of the one range that is asked for. */
function rangeOf(header: string | undefined, size: number): [number, number] | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') return [Math.max(0, size - Number(to)), size - 1];
  return [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)];
}

function send(request: IncomingMessage, response: ServerResponse, body: Body): void {
  const { type, bytes, packed } = body;
  const range = rangeOf(request.headers.range, bytes.length);
  const sent = range ? bytes.subarray(range[0], range[1] + 1) : (packed ?? bytes);
  response.writeHead(range ? 206 : 200, {
    'content-type': type,
    'content-length': sent.length,
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=31536000, immutable',
    ...(range ? { 'content-range': `bytes ${range[0]}-${range[1]}/${bytes.length}` } : {}),
    ...(packed && !range ? { 'content-encoding': 'br' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : sent);
}

/** Serves the files of a folder from memory, byte ranges too; `compress` sends what is text or code with brotli. */
export async function openStaticServer(
  folder: string,
  { compress = false }: { readonly compress?: boolean } = {},
): Promise<StaticServer> {
  const files = filesIn(folder, compress);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const body = files.get(pathname === '/' ? '/index.html' : pathname);
    if (body) send(request, response, body);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    url: `http://localhost:${address.port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
