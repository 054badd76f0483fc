import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ENTRY = new URL('./gallery/main.tsx', import.meta.url);

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** The product's own policy: whatever breaks it fails the test as a console error. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "worker-src 'self'",
].join('; ');

export interface Gallery {
  url: string;
  stop: () => Promise<void>;
}

async function buildGallery(outDir: string): Promise<void> {
  await build({
    root: fileURLToPath(new URL('.', ENTRY)),
    configFile: join(import.meta.dirname, '../../../web/vite.config.ts'),
    publicDir: false,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, reportCompressedSize: false },
  });
}

/** Builds the components as the product is built and serves them under its policy. */
export async function startGallery(): Promise<Gallery> {
  const folder = join(tmpdir(), `bada-gallery-${process.pid}`);
  await buildGallery(folder);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname === '/' ? '/index.html' : pathname;
    if (path === '/favicon.ico') return response.writeHead(204).end();
    const content = await readFile(join(folder, path)).catch(() => undefined);
    const type = TYPES[extname(path)] ?? 'text/plain';
    response.writeHead(content === undefined ? 404 : 200, {
      'Content-Type': type,
      'Content-Security-Policy': POLICY,
    });
    return response.end(content);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
