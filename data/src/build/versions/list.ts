import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BadaError, baseFile, Manifest, type ManifestDataset, Sha256 } from '@bada/shared';
import { hashFile, readIfThere, writeAtomically } from '../files.ts';
import { withPublishLock } from '../lock.ts';
import { intakePath } from '../publish/intake.ts';
import { reportPath } from '../quality/gate.ts';

/** A published version of all data. */
export interface Version {
  readonly manifest: Manifest;
  /** Whether readers get it now. */
  readonly isCurrent: boolean;
}

/** All versions of a home, newest first. */
export async function listVersions(home: string): Promise<Version[]> {
  const extracts = join(home, 'extracts');
  const current = (await readIfThere(join(extracts, 'current')))?.trim();
  const names = await readdir(join(extracts, 'manifests')).catch(() => []);
  const ids = names
    .map((name) => name.replace(/\.json$/, ''))
    .filter((id) => Sha256.safeParse(id).success);
  const manifests = await Promise.all(
    ids.map(async (id) => {
      const text = await readFile(join(extracts, 'manifests', `${id}.json`), 'utf8');
      return Manifest.parse(JSON.parse(text));
    }),
  );
  return manifests
    .sort((a, b) => (a.builtAt > b.builtAt ? -1 : 1))
    .map((manifest) => ({ manifest, isCurrent: manifest.id === current }));
}

/** The version whose id begins so.
 * @throws BadaError `version.not-found`, `version.ambiguous` */
export async function findVersion(home: string, prefix: string): Promise<Version> {
  const versions = await listVersions(home);
  const found = versions.filter(({ manifest }) => manifest.id.startsWith(prefix));
  const [version] = found;
  if (!version || prefix === '') throw new BadaError('version.not-found', { id: prefix });
  if (found.length > 1) throw new BadaError('version.ambiguous', { id: prefix });
  return version;
}

/** Files of a dataset under the folder of extracts: its rows as `<class>/<hash>.<format>`, and what became of the
 * rows of the files that it was made from. */
export function filesOf(dataset: ManifestDataset): string[] {
  const intake = dataset.intake?.flatMap(({ files }) => files) ?? [];
  return [
    ...dataset.files.map(({ hash, format }) => join(dataset.class, `${hash}.${format}`)),
    ...intake.map((file) => intakePath(dataset.class, file)),
  ];
}

async function isWhole(path: string, hash: string): Promise<boolean> {
  return (await hashFile(path).catch(() => undefined)) === hash;
}

/** Checks that every file of a version is there with the content that its name says.
 * @throws BadaError `version.incomplete` naming the first that is not */
export async function verifyVersion(home: string, { id, datasets }: Manifest): Promise<void> {
  const extracts = join(home, 'extracts');
  for (const dataset of datasets) {
    const files = filesOf(dataset).map((name) => {
      return { hash: basename(name).replace(/\..*$/, ''), path: join(extracts, name) };
    });
    const report = dataset.quality?.report;
    if (report !== undefined) files.push({ hash: report, path: reportPath(extracts, report) });
    for (const { hash, path } of files) {
      if (await isWhole(path, hash)) continue;
      throw new BadaError('version.incomplete', { id, file: hash });
    }
  }
}

/** Makes an earlier version the current one. The next build of changed input replaces it again.
 * @throws BadaError `version.not-found`, `version.ambiguous`, `version.incomplete` */
export function rollBack(home: string, prefix: string): Promise<Manifest> {
  return withPublishLock(home, async (confirm) => {
    const { manifest } = await findVersion(home, prefix);
    await verifyVersion(home, manifest);
    await confirm();
    await writeAtomically(join(home, 'extracts', 'current'), `${manifest.id}\n`);
    return manifest;
  });
}

/** Whether two manifests hold the same extract of a dataset. */
export function isSameExtract(a: ManifestDataset, b: ManifestDataset): boolean {
  return baseFile(a).hash === baseFile(b).hash;
}
