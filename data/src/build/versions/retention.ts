import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataClass } from '@bada/shared';
import { withPublishLock } from '../lock.ts';
import { INSIDE, insideNames } from '../publish/small-cells.ts';
import { filesOf, listVersions, type Version } from './list.ts';

/** What may go. Paths are relative to the folder of extracts. */
export interface RetentionPlan {
  readonly manifests: readonly string[];
  readonly files: readonly string[];
  readonly bytes: number;
}

/** What a retention keeps. */
export interface RetentionOptions {
  readonly home: string;
  /** Newest versions that are kept in any case, at least 1. */
  readonly keep: number;
  /** Ids of manifests and hashes of extracts that proofs, reviews, decisions or boards refer to. */
  readonly referenced: ReadonlySet<string>;
  readonly now: Date;
  /** Younger files stay: a build may have written them and not yet published. */
  readonly minAgeHours?: number;
}

const CLASSES = DataClass.options;
const FOLDERS = [
  ...CLASSES,
  ...CLASSES.map((one) => join('intake', one)),
  INSIDE,
  'quality',
  'manifests',
  '.',
];
const MS_PER_HOUR = 3_600_000;

interface Present {
  readonly name: string;
  readonly bytes: number;
  /** Whether it is so young that it stays in any case. */
  readonly isYoung: boolean;
}

function hashesOf({ manifest }: Version): string[] {
  return manifest.datasets.flatMap(({ files }) => files.map(({ hash }) => hash));
}

function manifestName({ manifest }: Version): string {
  return join('manifests', `${manifest.id}.json`);
}

/** Newest first: a referred extract is kept by the newest manifest that names it. */
function keptOf(
  versions: readonly Version[],
  { keep, referenced }: RetentionOptions,
  young: ReadonlySet<string>,
) {
  const kept = versions.filter(
    (version, at) =>
      at < Math.max(1, keep) ||
      version.isCurrent ||
      referenced.has(version.manifest.id) ||
      // What is listed must be whole.
      young.has(manifestName(version)),
  );
  const covered = new Set(kept.flatMap(hashesOf));
  for (const version of versions) {
    const hashes = hashesOf(version);
    if (!hashes.some((hash) => referenced.has(hash) && !covered.has(hash))) continue;
    kept.push(version);
    for (const hash of hashes) covered.add(hash);
  }
  return kept;
}

async function namesOf(extracts: string, version: Version): Promise<string[]> {
  const { datasets } = version.manifest;
  const reports = datasets
    .map(({ quality }) => quality?.report)
    .filter((report) => report !== undefined)
    .map((report) => join('quality', `${report}.json`));
  const inside = await Promise.all(datasets.map((dataset) => insideNames(extracts, dataset)));
  return [manifestName(version), ...datasets.flatMap(filesOf), ...reports, ...inside.flat()];
}

async function presentIn(
  folder: string,
  extracts: string,
  { now, minAgeHours = 24 }: RetentionOptions,
): Promise<Present[]> {
  const entries = await readdir(join(extracts, folder), { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  return Promise.all(
    names.map(async (name) => {
      const { mtimeMs, size: bytes } = await stat(join(extracts, name));
      return { name, bytes, isYoung: now.getTime() - mtimeMs < minAgeHours * MS_PER_HOUR };
    }),
  );
}

/** Finds what no kept version needs: manifests beyond the newest ones that nothing refers to, files
 * that only they name, and what killed builds left behind. Removes nothing. */
export async function planRetention(options: RetentionOptions): Promise<RetentionPlan> {
  const extracts = join(options.home, 'extracts');
  const found = await Promise.all(FOLDERS.map((one) => presentIn(one, extracts, options)));
  const present = found.flat();
  const young = new Set(present.filter(({ isYoung }) => isYoung).map(({ name }) => name));
  const kept = keptOf(await listVersions(options.home), options, young);
  const names = await Promise.all(kept.map((version) => namesOf(extracts, version)));
  const needed = new Set([...names.flat(), 'current', 'inputs', join(INSIDE, 'key')]);
  const spare = present.filter(({ name, isYoung }) => !isYoung && !needed.has(name));
  const isManifest = ({ name }: Present) => name.startsWith('manifests');
  return {
    manifests: spare.filter(isManifest).map(({ name }) => name),
    files: spare.filter((one) => !isManifest(one)).map(({ name }) => name),
    bytes: spare.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** Removes what a plan of this moment names, while nobody publishes: what is being published may need an old file that
 * nothing names yet. Manifests go first, so that whenever it ends none names a file that is gone.
 * @returns what was removed */
export function applyRetention(options: RetentionOptions): Promise<RetentionPlan> {
  return withPublishLock(options.home, async (confirm) => {
    const plan = await planRetention(options);
    for (const name of [...plan.manifests, ...plan.files]) {
      await confirm();
      await rm(join(options.home, 'extracts', name), { force: true });
    }
    return plan;
  });
}
