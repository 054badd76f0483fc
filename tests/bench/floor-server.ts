import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, get, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';

/** Bytes of one answer as they go over the wire. */
interface Body {
  readonly headers: OutgoingHttpHeaders;
  readonly bytes: Buffer;
}

/** A page that fetches given bytes and says hello by React, on a server that does nothing else. */
export interface FloorServer {
  readonly url: string;
  close(): void;
}

/** A file of the product's server, still compressed. */
export function fetchCompressed(url: string): Promise<Body> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'br', connection: 'close' };
    get(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const encoding = response.headers['content-encoding'];
        const kept = encoding === undefined ? {} : { 'content-encoding': encoding };
        resolve({ headers: kept, bytes: Buffer.concat(chunks) });
      });
    }).on('error', reject);
  });
}

function compressed(bytes: Buffer, type: string): Body {
  return {
    headers: { 'content-type': type, 'content-encoding': 'br' },
    bytes: brotliCompressSync(bytes),
  };
}

/** Builds the page and keeps it in memory. */
async function builtPage(parts: readonly string[]): Promise<Map<string, Body>> {
  const outDir = mkdtempSync(join(tmpdir(), 'bada-floor-'));
  const root = join(import.meta.dirname, 'floor-page');
  try {
    await build({
      root,
      logLevel: 'error',
      configFile: false,
      build: { outDir, emptyOutDir: true, target: 'es2023' },
    });
    const html = readFileSync(join(outDir, 'index.html'), 'utf8');
    const links = parts.map((path) => `<link rel="preload" as="fetch" crossorigin href="${path}">`);
    const page = Buffer.from(html.replace('</head>', `${links.join('\n')}</head>`));
    const scripts = readdirSync(join(outDir, 'assets')).map((name): [string, Body] => [
      `/assets/${name}`,
      compressed(readFileSync(join(outDir, 'assets', name)), 'text/javascript'),
    ]);
    return new Map([['/', compressed(page, 'text/html')], ...scripts]);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

/** Serves the page with `parts`, each one request of its own. */
export async function openFloorServer(parts: readonly Body[]): Promise<FloorServer> {
  const named = parts.map((body, index): [string, Body] => [`/part/${index}`, body]);
  const page = await builtPage(named.map(([path]) => path));
  const files = new Map([...page, ...named]);
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    const length = { 'content-length': file?.bytes.length ?? 0 };
    response.writeHead(file ? 200 : 404, { ...file?.headers, ...length });
    response.end(file?.bytes);
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
