import { isBuiltin } from 'node:module';
import type { ImportFact, Project, Violation } from '../model.ts';

/** Libraries that only some folders may touch, so that they can be replaced. */
const SOLE_IMPORTERS: Readonly<Record<string, readonly string[]>> = {
  echarts: ['web/src/charts/'],
  zrender: ['web/src/charts/'],
  'maplibre-gl': ['web/src/map/'],
  kysely: ['shared/src/query/', 'server/src/store/'],
  '@duckdb/node-api': ['server/src/engine/', 'data/src/build/'],
  '@duckdb/duckdb-wasm': ['web/src/engine/'],
  'parquet-wasm': ['web/src/engine/'],
};
const SHARED_PACKAGES = ['zod', 'yaml', 'kysely'];
/** These folders get props only: no fetching, no store, no router. */
const PROPS_ONLY = ['web/src/charts/', 'web/src/map/', 'web/src/ui/'];
const STATEFUL = ['@tanstack/react-query', '@tanstack/react-router', 'zustand'];
/** Runs in browsers as well as in Node. */
const ISOMORPHIC = ['shared/src/', 'data/src/read/', 'web/src/'];

/** Which packages from outside a folder may use. */
export function packages({ sources }: Project): Violation[] {
  return sources
    .filter(({ path }) => !path.startsWith('tests/'))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target === undefined)
        .flatMap((fact) => complaint(path, fact))
        .map(({ line, message }) => ({ rule: 'packages' as const, path, line, message })),
    );
}

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function complaint(
  path: string,
  { specifier, line }: ImportFact,
): { line: number; message: string }[] {
  const name = packageName(specifier);
  const isUnder = (folders: readonly string[]) => folders.some((folder) => path.startsWith(folder));
  const sole = SOLE_IMPORTERS[name];
  const messages = [
    sole !== undefined && !isUnder(sole) && `only ${sole.join(', ')} may import ${name}`,
    isUnder(PROPS_ONLY) && STATEFUL.includes(name) && `gets props only and may not import ${name}`,
    isBuiltin(name) && isUnder(ISOMORPHIC) && `runs in browsers and may not import ${name}`,
    isUnder(['shared/src/']) && !SHARED_PACKAGES.includes(name) && `shared may not import ${name}`,
    isUnder(['server/bootstrap/']) && !isBuiltin(name) && `runs before ${name} is installed`,
  ];
  return messages.filter((message) => message !== false).map((message) => ({ line, message }));
}
