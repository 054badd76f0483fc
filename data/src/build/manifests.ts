import { join } from 'node:path';
import { canonicalJson, Manifest, type ManifestDataset } from '@bada/shared';
import { hashBytes, readIfThere, writeAtomically } from './files.ts';

/** A manifest of these datasets; its id is the hash of its content. */
export function manifestOf(datasets: readonly ManifestDataset[], builtAt: string): Manifest {
  const content = { v: 1 as const, datasets: [...datasets] };
  return { ...content, id: hashBytes(canonicalJson(content)), builtAt };
}

/** The manifest that readers get now, or undefined before the first build. */
export async function currentManifest(home: string): Promise<Manifest | undefined> {
  const id = (await readIfThere(join(home, 'extracts', 'current')))?.trim();
  if (id === undefined) return undefined;
  return readManifest(home, id);
}

/** A manifest by id, or undefined where there is none. */
export async function readManifest(home: string, id: string): Promise<Manifest | undefined> {
  const text = await readIfThere(join(home, 'extracts', 'manifests', `${id}.json`));
  return text === undefined ? undefined : Manifest.parse(JSON.parse(text));
}

/** Makes a manifest the current one: readers see it whole, or the one before. */
export async function publishManifest(home: string, manifest: Manifest): Promise<Manifest> {
  const extracts = join(home, 'extracts');
  const known = await readManifest(home, manifest.id);
  if (!known) {
    const path = join(extracts, 'manifests', `${manifest.id}.json`);
    await writeAtomically(path, `${canonicalJson(manifest)}\n`);
  }
  await writeAtomically(join(extracts, 'current'), `${manifest.id}\n`);
  return known ?? manifest;
}
