import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadIndicators, loadMappings, loadOrganisation } from '@bada/data/build';
import { parseYaml, StandardTerms } from '@bada/shared';
import { readContractSeeds, seedVersion } from './contract-seeds.ts';
import type { Seed } from './seed.ts';

async function readTerms(file: string): Promise<StandardTerms> {
  return parseYaml(StandardTerms, await readFile(file, 'utf8'), file);
}

async function readMappingSeeds(folder: string): Promise<Seed[]> {
  const mappings = await loadMappings(folder);
  return mappings.map((mapping) => ({
    kind: 'mapping' as const,
    id: mapping.id,
    version: seedVersion(mapping.version, mapping.id),
    department: null,
    body: mapping,
  }));
}

async function readSeeds(data: string): Promise<Seed[]> {
  const file = join(data, 'sources', 'organisation', 'organisation.yaml');
  const organisation = await loadOrganisation(file);
  const indicators = await loadIndicators(join(data, 'indicators'));
  const table = { id: 'organisation', version: 1, department: null, body: organisation };
  const terms = await readTerms(join(data, 'quality', 'terms.yaml'));
  return [
    { kind: 'organisation' as const, ...table },
    {
      kind: 'terms' as const,
      id: 'standard-terms',
      version: terms.v,
      department: null,
      body: terms,
    },
    ...(await readContractSeeds(join(data, 'sources'))),
    ...(await readMappingSeeds(join(data, 'mappings'))),
    ...indicators.map((indicator) => ({
      kind: 'indicator' as const,
      id: indicator.id,
      version: indicator.version,
      department: indicator.ownerDepartment,
      body: indicator,
    })),
  ];
}

/** Adds the seeds of the `data` folder that the store does not hold in this or a later version.
 * What was edited in the app is never overwritten.
 * @returns how many were added
 * @throws BadaError `contract.invalid` */
export async function importSeeds(
  data: string,
  add: (seed: Seed) => Promise<boolean>,
): Promise<number> {
  let added = 0;
  for (const seed of await readSeeds(data)) if (await add(seed)) added += 1;
  return added;
}
