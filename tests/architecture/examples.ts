import type { RuleName, SourceFile } from './model.ts';

/** Files that break (or keep) one rule, and nothing else of it. */
export interface Example {
  name: string;
  rule: RuleName;
  files: readonly SourceFile[];
}

function imports(rule: RuleName, path: string, specifier: string, kind = 'import'): Example {
  const text = `${kind} * as it from '${specifier}';\nexport const used = it;\n`;
  return { name: `${path} imports ${specifier}`, rule, files: [{ path, text }] };
}

function code(rule: RuleName, name: string, path: string, text: string): Example {
  return { name, rule, files: [{ path, text }] };
}

function lines(count: number, text: string): string {
  return `${text}\n`.repeat(count);
}

function functionOf(count: number): string {
  return `export function long() {\n${lines(count - 2, '  void 0;')}}\n`;
}

/** Each of these must be refused by its rule. */
export const forbidden: readonly Example[] = [
  imports('arrows', 'shared/src/model/a.ts', '@bada/data/read'),
  imports('arrows', 'data/src/read/a.ts', '../build/b.ts'),
  imports('arrows', 'data/src/build/a.ts', '../../../server/src/config.ts'),
  imports('arrows', 'server/src/routes/a.ts', '../app.ts'),
  imports('arrows', 'server/src/store/a.ts', '../routes/b.ts'),
  imports('arrows', 'server/src/store/a.ts', '../engine/b.ts'),
  imports('arrows', 'server/src/app.ts', './main.ts'),
  imports('arrows', 'server/src/engine/a.ts', '@bada/data/build'),
  imports('arrows', 'server/src/config.ts', './store/b.ts'),
  imports('arrows', 'server/bootstrap/a.mjs', '../src/config.ts'),
  imports('arrows', 'web/src/features/one/a.ts', '../two/b.ts'),
  imports('arrows', 'web/src/features/one/a.ts', '../../app/router.tsx'),
  imports('arrows', 'web/src/state/a.ts', '../api/b.ts'),
  imports('arrows', 'web/src/ui/a.ts', '../charts/b.ts'),
  imports('arrows', 'web/src/charts/a.ts', '../map/b.ts'),
  imports('arrows', 'web/src/map/a.ts', '../state/b.ts'),
  imports('arrows', 'web/src/api/a.ts', '../i18n/b.ts'),
  imports('arrows', 'web/src/i18n/a.ts', '../ui/b.ts'),
  imports('arrows', 'web/src/api/a.ts', '@bada/server/app-type'),
  imports('arrows', 'web/src/state/a.ts', '@bada/server/app-type', 'import type'),
  imports('arrows', 'web/src/features/one/a.ts', '@bada/data/read'),
  imports('arrows', 'web/src/engine/a.ts', '@bada/data/build'),
  code('arrows', 'lazily across features', 'web/src/features/one/a.ts', "import('../two/b.ts');"),
  code(
    'arrows',
    'by an import type',
    'web/src/ui/a.ts',
    "export type A = import('../state/b.ts').B;",
  ),
  code('arrows', 'by a re-export', 'web/src/ui/a.ts', "export { b } from '../api/b.ts';"),
  code('arrows', 'as a worker', 'web/src/ui/a.ts', "new URL('../engine/w.ts', import.meta.url);"),
  code('arrows', 'outside the layout', 'web/src/utils/a.ts', ''),
  imports('packages', 'web/src/ui/a.ts', 'echarts/core'),
  imports('packages', 'web/src/features/one/a.ts', 'maplibre-gl/dist/maplibre-gl.css'),
  imports('packages', 'server/src/routes/a.ts', 'kysely'),
  imports('packages', 'shared/src/model/a.ts', 'kysely'),
  imports('packages', 'server/src/routes/a.ts', '@duckdb/node-api'),
  imports('packages', 'data/src/read/a.ts', '@duckdb/node-api'),
  imports('packages', 'web/src/state/a.ts', '@duckdb/duckdb-wasm'),
  imports('packages', 'web/src/map/a.ts', 'parquet-wasm'),
  imports('packages', 'web/src/ui/a.ts', 'zustand'),
  imports('packages', 'web/src/charts/a.ts', '@tanstack/react-query'),
  imports('packages', 'shared/src/model/a.ts', 'es-hangul'),
  imports('packages', 'shared/src/model/a.ts', 'node:fs'),
  imports('packages', 'data/src/read/a.ts', 'node:path'),
  imports('packages', 'server/bootstrap/a.mjs', 'zod'),
  {
    name: 'two files that import each other',
    rule: 'cycles',
    files: [
      { path: 'shared/src/a.ts', text: "export * from './b.ts';" },
      { path: 'shared/src/b.ts', text: "import type { A } from './a.ts';\nexport type B = A;" },
    ],
  },
  {
    name: 'a package that imports its own index',
    rule: 'cycles',
    files: [
      { path: 'shared/src/index.ts', text: "export * from './a.ts';" },
      { path: 'shared/src/a.ts', text: "import { b } from '@bada/shared';\nexport const a = b;" },
    ],
  },
  code('types', 'the type any', 'server/src/config.ts', 'export const a: any = 1;'),
  code('types', 'a cast upon a cast', 'server/src/config.ts', 'const a = 1 as unknown as string;'),
  code('markers', 'postponed work', 'server/src/config.ts', '// TODO: later'),
  code('markers', 'a silenced compiler', 'server/src/config.ts', '// @ts-expect-error why not'),
  code('markers', 'a silenced lint rule', 'server/src/config.ts', '// biome-ignore lint/a/b: no'),
  code('tests', 'a focused test', 'tests/a.test.ts', "test.only('a', () => {});"),
  code('tests', 'a skipped suite', 'tests/a.test.ts', "describe.skip('a', () => {});"),
  code('tests', 'a skipped table', 'tests/a.test.ts', "it.skip.each([1])('a', () => {});"),
  code('texts', 'text in a component', 'web/src/ui/a.tsx', 'export const a = <p>Save this</p>;'),
  code('texts', 'text in an attribute', 'web/src/ui/a.tsx', 'export const a = <p title="Save" />;'),
  code('texts', 'Hangul in a string', 'web/src/charts/a.ts', "export const a = '저장';"),
  code('texts', 'Hangul in a template', 'web/src/features/one/a.ts', 'export const a = `명`;'),
  code('size', 'a file over the ceiling', 'server/src/config.ts', lines(401, '// line')),
  code('size', 'a function over the ceiling', 'server/src/config.ts', functionOf(81)),
  code('size', 'too many long files', 'server/src/config.ts', lines(301, '// line')),
  code('size', 'too many long functions', 'server/src/config.ts', functionOf(41)),
  code(
    'docs',
    'an export without a word',
    'shared/src/a.ts',
    '// just a comment\nexport const a = 1;',
  ),
  code('layout', 'a folder at the top', 'scripts/a.sh', ''),
  code('layout', 'a file at the top', 'notes.md', ''),
  code('versions', 'a range', 'package.json', '{ "dependencies": { "zod": "^4.0.0" } }'),
  code('versions', 'a tag', 'web/package.json', '{ "devDependencies": { "vite": "latest" } }'),
  code('names', 'a file in camelCase', 'web/src/ui/dataTable.tsx', ''),
  code('names', 'a folder in PascalCase', 'web/src/features/Overview/a.ts', ''),
];

/** Each of these is as it should be. */
export const allowed: readonly Example[] = [
  imports('arrows', 'web/src/features/one/a.ts', '../../charts/b.ts'),
  imports('arrows', 'web/src/features/one/a.ts', './b.ts'),
  imports('arrows', 'web/src/charts/a.ts', '../ui/b.ts'),
  imports('arrows', 'web/src/app/a.ts', '../features/one/b.ts'),
  imports('arrows', 'web/src/api/a.ts', '@bada/server/app-type', 'import type'),
  imports('arrows', 'web/src/engine/a.ts', '@bada/data/read'),
  imports('arrows', 'server/src/cli/a.ts', '@bada/data/build'),
  imports('arrows', 'server/src/jobs/a.ts', '@bada/data/build'),
  imports('arrows', 'server/src/routes/a.ts', '../store/b.ts'),
  imports('arrows', 'tests/web/a.test.ts', '../../web/src/engine/b.ts'),
  imports('packages', 'shared/src/query/a.ts', 'kysely'),
  imports('packages', 'shared/src/model/a.ts', 'zod'),
  imports('packages', 'server/src/store/a.ts', 'kysely'),
  imports('packages', 'web/src/map/a.ts', 'maplibre-gl'),
  imports('packages', 'tests/server/a.test.ts', '@duckdb/node-api'),
  code('types', 'a constant', 'server/src/config.ts', 'export const a = [1] as const;'),
  code('markers', 'a reasoned ignore', 'a.ts', '// biome-ignore lint/a/b: the library needs it'),
  code('tests', 'a test with a condition', 'tests/a.test.ts', "test.skipIf(!has)('a', () => {});"),
  code('texts', 'the name', 'web/src/ui/a.tsx', 'export const a = <p>BADA</p>;'),
  code('texts', 'a catalogue', 'web/src/i18n/ko.ts', "export const a = '저장';"),
  code(
    'docs',
    'a schema and its type',
    'shared/src/a.ts',
    '/** One. */\nexport const A = 1;\nexport type A = 2;',
  ),
  code(
    'size',
    'a long suite',
    'tests/a.test.ts',
    `describe('a', () => {\n${lines(90, '  void 0;')}});`,
  ),
];
