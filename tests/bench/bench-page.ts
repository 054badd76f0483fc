import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../support/project.ts';
import { installPeers } from './peers-install.ts';
import { openStaticServer } from './static-server.ts';

/** A page of a bench, built and served by a server that does nothing else. */
export interface BenchPage {
  readonly url: string;
  /** Folder of the built files. */
  readonly folder: string;
  close(): void;
}

/** Where packages lie that a page of a bench imports but the tests do not depend on. */
function aliases(peers: readonly string[], own: readonly string[]) {
  const peersFolder = peers.length > 0 ? installPeers() : '';
  const found = [
    ...peers.map((name) => [name, join(peersFolder, 'node_modules', name)] as const),
    ...own.map((name) => [name, join(projectRoot, 'web', 'node_modules', name)] as const),
  ];
  return found.map(([name, replacement]) => ({ find: new RegExp(`^${name}(?=$|/)`), replacement }));
}

/** Builds a folder beside this file into a page and serves it. */
export async function openBenchPage({
  folder,
  peers = [],
  own = [],
  prepare = async () => undefined,
  compress = false,
}: {
  readonly folder: string;
  /** Packages of `peers/package.json`. */
  readonly peers?: readonly string[];
  /** Packages of the product's web app. */
  readonly own?: readonly string[];
  /** Puts more files into the folder that is served. */
  readonly prepare?: (folder: string) => Promise<void>;
  /** Whether text and code travel with brotli. */
  readonly compress?: boolean;
}): Promise<BenchPage> {
  const outDir = mkdtempSync(join(tmpdir(), 'bada-bench-page-'));
  await build({
    root: join(import.meta.dirname, folder),
    logLevel: 'error',
    configFile: false,
    worker: { format: 'es' },
    resolve: { alias: aliases(peers, own) },
    build: { outDir, emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0 },
  });
  await prepare(outDir);
  const server = await openStaticServer(outDir, { compress });
  return {
    url: server.url,
    folder: outDir,
    close() {
      server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
