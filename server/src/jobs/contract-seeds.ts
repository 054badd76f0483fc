import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BadaError, expectedText, parseDatasetContract } from '@bada/shared';
import { contractVersionNumber, parseOdcs } from '@bada/shared/catalogue';
import type { Seed } from './seed.ts';

/** Number of a document's version.
 * @throws BadaError `contract.invalid` */
export function seedVersion(version: string, file: string): number {
  const number = contractVersionNumber(version);
  if (number !== undefined) return number;
  throw new BadaError('contract.invalid', { file, where: 'version', what: expectedText('1.2.3') });
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
        version: seedVersion(version, file),
        department: ownerDepartment,
        body: document,
      };
    }),
  );
}
