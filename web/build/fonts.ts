import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import manifest from 'pretendard-gov/package.json' with { type: 'json' };
import type { Plugin } from 'vite';

const SHEET = 'pretendardvariable-gov-dynamic-subset.css';
const SUBSETS = 'woff2-dynamic-subset';

interface FontPackage {
  /** Folder of the stylesheet and its subset files. */
  folder: string;
  licence: string;
  /** Address of the versioned folder, e.g. `/fonts/pretendard-gov-1.3.9`. */
  base: string;
}

function locate(): FontPackage {
  const root = dirname(createRequire(import.meta.url).resolve('pretendard-gov/package.json'));
  return {
    folder: join(root, 'dist/web/variable'),
    licence: join(root, 'dist/LICENSE.txt'),
    base: `/fonts/pretendard-gov-${manifest.version}`,
  };
}

/** Comments and white space out: the file is nothing but unicode ranges. */
function minify(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{}:;,]) ?/g, '$1')
    .trim();
}

/** Every file to serve below the versioned folder, by its relative address. */
async function files({ folder, licence }: FontPackage): Promise<Map<string, string>> {
  const subsets = (await readdir(join(folder, SUBSETS))).filter((name) => name.endsWith('.woff2'));
  return new Map([
    ['pretendard-gov.css', join(folder, SHEET)],
    ['LICENSE.txt', licence],
    ...subsets.map((name) => [posix.join(SUBSETS, name), join(folder, SUBSETS, name)] as const),
  ]);
}

const TYPES: Record<string, string> = { css: 'text/css', txt: 'text/plain', woff2: 'font/woff2' };

/**
 * Ships Pretendard GOV with the app: a stylesheet of unicode ranges from which the browser picks
 * the few subset files a page needs, and the font's licence (SIL OFL 1.1) beside them.
 */
export function pretendardGov(): Plugin {
  const content = async (name: string, path: string) =>
    name.endsWith('.css') ? minify(await readFile(path, 'utf8')) : readFile(path);
  return {
    name: 'bada:pretendard-gov',
    async generateBundle() {
      const font = locate();
      for (const [name, path] of await files(font)) {
        const fileName = posix.join(font.base.slice(1), name);
        this.emitFile({ type: 'asset', fileName, source: await content(name, path) });
      }
    },
    async configureServer(server) {
      const font = locate();
      const served = await files(font);
      server.middlewares.use(async (request, response, next) => {
        const name = request.url?.startsWith(`${font.base}/`)
          ? request.url.slice(font.base.length + 1)
          : undefined;
        const path = name === undefined ? undefined : served.get(name);
        if (name === undefined || path === undefined) return next();
        response.setHeader('Content-Type', TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain');
        response.end(await content(name, path));
      });
    },
    transformIndexHtml() {
      const { base } = locate();
      const attrs = { rel: 'stylesheet', href: `${base}/pretendard-gov.css` };
      // At the end of the body it delays no first paint; the text swaps its font when it comes.
      return [{ tag: 'link', attrs, injectTo: 'body' as const }];
    },
  };
}
