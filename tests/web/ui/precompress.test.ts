import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { precompress } from '@bada/web/build/precompress.ts';
import { expect, test } from 'vitest';

test('texts get two compressed twins, small and packed files none, and a rebuild reuses them', async () => {
  const root = await mkdtemp(join(tmpdir(), 'bada-precompress-'));
  const [dist, cache] = [join(root, 'dist'), join(root, 'cache')];
  await mkdir(dist);
  const text = 'export const sea = "바다";\n'.repeat(200);
  await writeFile(join(dist, 'app.js'), text);
  await writeFile(join(dist, 'tiny.css'), 'a{}');
  await writeFile(join(dist, 'font.woff2'), text);

  expect(await precompress(dist, cache)).toBe(1);
  expect((await readdir(dist)).sort()).toEqual([
    'app.js',
    'app.js.br',
    'app.js.gz',
    'font.woff2',
    'tiny.css',
  ]);
  expect(brotliDecompressSync(await readFile(join(dist, 'app.js.br'))).toString()).toBe(text);
  expect(gunzipSync(await readFile(join(dist, 'app.js.gz'))).toString()).toBe(text);

  const [kept] = await readdir(cache);
  const before = await stat(join(cache, kept ?? ''));
  await precompress(dist, cache);
  expect((await stat(join(cache, kept ?? ''))).mtimeMs).toBe(before.mtimeMs);
  await rm(root, { recursive: true });
});
