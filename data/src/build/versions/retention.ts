import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataClass } from '@bada/shared';
import { readIfThere } from '../files.ts';
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
  'quality',
  'manifests',
  '.',
];
const MS_PER_HOUR = 3_600_000;

function hashesOf({ manifest }: Version): string[] {
  return manifest.datasets.flatMap(({ files }) => files.map(({ hash }) => hash));
}

/** Newest first: a referred extract is kept by the newest manifest that names it. */
function keptOf(versions: readonly Version[], keep: number, referenced: ReadonlySet<string>) {
  const kept = versions.filter(
    ({ manifest, isCurrent }, at) =>
      at < Math.max(1, keep) || isCurrent || referenced.has(manifest.id),
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

function namesOf({ manifest }: Version): string[] {
  const reports = manifest.datasets
    .map(({ quality }) => quality?.report)
    .filter((report) => report !== undefined)
    .map((report) => join('quality', `${report}.json`));
  return [
    join('manifests', `${manifest.id}.json`),
    ...manifest.datasets.flatMap(filesOf),
    ...reports,
  ];
}

async function filesIn(extracts: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(extracts, folder), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
}

/** Finds what no kept version needs: manifests beyond the newest ones that nothing refers to, files
 * that only they name, and what killed builds left behind. Removes nothing. */
export async function planRetention({
  home,
  keep,
  referenced,
  now,
  minAgeHours = 24,
}: RetentionOptions): Promise<RetentionPlan> {
  const extracts = join(home, 'extracts');
  const versions = await listVersions(home);
  const kept = keptOf(versions, keep, referenced);
  const needed = new Set([...kept.flatMap(namesOf), 'current', 'inputs']);
  const present = (await Promise.all(FOLDERS.map((folder) => filesIn(extracts, folder)))).flat();
  const manifests: string[] = [];
  const files: string[] = [];
  let bytes = 0;
  for (const name of present) {
    if (needed.has(name)) continue;
    const { mtimeMs, size } = await stat(join(extracts, name));
    if (now.getTime() - mtimeMs < minAgeHours * MS_PER_HOUR) continue;
    bytes += size;
    if (name.startsWith('manifests')) manifests.push(name);
    else files.push(name);
  }
  return { manifests, files, bytes };
}

/** Removes what a plan names, manifests first, so that no manifest ever names a file that is gone.
 * Nothing is removed when another version has become current since. */
export async function applyRetention(home: string, plan: RetentionPlan): Promise<void> {
  const extracts = join(home, 'extracts');
  const current = (await readIfThere(join(extracts, 'current')))?.trim() ?? '';
  if (plan.manifests.includes(join('manifests', `${current}.json`))) return;
  for (const name of [...plan.manifests, ...plan.files]) {
    await rm(join(extracts, name), { force: true });
  }
}
