import { join } from 'node:path';
import { hashFile, listVersions } from '@bada/data/build';
import { extractPath } from '../../engine/manifests.ts';

async function stateOf(path: string, hash: string): Promise<string | undefined> {
  const found = await hashFile(path).catch(() => undefined);
  if (found === undefined) return `missing: ${path}`;
  return found === hash ? undefined : `changed: ${path}`;
}

/** Files that a published version names and that are missing or not what they were. */
export async function damagedFiles(home: string): Promise<string[]> {
  const expected = new Map<string, string>();
  for (const { manifest } of await listVersions(home)) {
    for (const dataset of manifest.datasets) {
      for (const file of dataset.files) {
        expected.set(extractPath(join(home, 'extracts'), dataset, file), file.hash);
      }
    }
  }
  const complaints: string[] = [];
  for (const [path, hash] of expected) {
    const complaint = await stateOf(path, hash);
    if (complaint !== undefined) complaints.push(complaint);
  }
  return complaints;
}
