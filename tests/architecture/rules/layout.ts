import { z } from 'zod';
import type { Project, Violation } from '../model.ts';

const TOP_LEVEL = new Set([
  ...['web', 'server', 'shared', 'data', 'tests', '.ci'],
  ...['README.md', 'LICENSE', 'package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'],
  ...['biome.json', 'tsconfig.base.json', '.gitignore', '.gitattributes'],
]);
const CHECKED_NAMES = /\.(ts|tsx|mjs|js|css|sql|yaml|yml|csv|geojson|json)$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const EXACT = /^(workspace:\*|\d+\.\d+\.\d+(-[\w.]+)?)$/;

const Versions = z.record(z.string(), z.string()).default({});
const PackageJson = z.object({
  dependencies: Versions,
  devDependencies: Versions,
  optionalDependencies: Versions,
  peerDependencies: Versions,
});

/** Five folders and the few files that tools want at the top, nothing more. */
export function layout({ files }: Project): Violation[] {
  const tops = new Set(files.map(({ path }) => path.split('/')[0] ?? path));
  return [...tops]
    .filter((top) => !TOP_LEVEL.has(top))
    .map((path) => ({
      rule: 'layout',
      path,
      message: 'does not belong at the top of the project',
    }));
}

/** The same install on every machine: exact versions only. */
export function versions({ files }: Project): Violation[] {
  return files
    .filter(({ path }) => /(^|\/)package\.json$/.test(path))
    .flatMap(({ path, text }) =>
      Object.values(PackageJson.parse(JSON.parse(text)))
        .flatMap((group) => Object.entries(group))
        .filter(([, version]) => !EXACT.test(version))
        .map(([name, version]) => ({
          rule: 'versions' as const,
          path,
          message: `${name}@${version} is not an exact version`,
        })),
    );
}

/** Files and folders are named in kebab-case. */
export function names({ files }: Project): Violation[] {
  return files
    .filter(({ path }) => CHECKED_NAMES.test(path))
    .filter(({ path }) => !path.split('/').every((part) => KEBAB.test(part.replace(/^\./, ''))))
    .map(({ path }) => ({ rule: 'names', path, message: 'is not named in kebab-case' }));
}
