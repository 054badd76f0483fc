import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BadaError, parseDatasetContract, parseOdcs } from '@bada/shared';
import type { Seed } from './seed.ts';

/** `1.2.3` as a number that grows with the version; each part below a thousand. */
function versionNumber(version: string, file: string): number {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(version);
  if (!match) {
    throw new BadaError('contract.invalid', { file, where: 'version', what: 'expected 1.2.3' });
  }
  const [major = 0, minor = 0, patch = 0] = match.slice(1).map(Number);
  return (major * 1000 + minor) * 1000 + patch;
}

async function contractFiles(sources: string): Promise<string[]> {
  const paths = await readdir(sources, { recursive: true });
  const contracts = paths.filter((path) => /^[^/\\]+[/\\]contract\.yaml$/.test(path));
  return contracts.sort().map((path) => join(sources, path));
}

/** The contracts of a folder of sources as seeds; the documents are kept whole.
 * @throws BadaError `contract.invalid` */
export async function readContractSeeds(sources: string): Promise<Seed[]> {
  const files = await contractFiles(sources);
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(file, 'utf8');
      const { id, version, document } = parseOdcs(text, file);
      const { ownerDepartment } = parseDatasetContract(text, file);
      return {
        kind: 'contract' as const,
        id,
        version: versionNumber(version, file),
        department: ownerDepartment,
        body: document,
      };
    }),
  );
}
