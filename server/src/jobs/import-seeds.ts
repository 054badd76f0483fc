import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadIndicators, loadMappings, loadOrganisation, loadStrategies } from '@bada/data/build';
import { BadaError, expectedText, parseYaml, StandardTerms } from '@bada/shared';
import { readContractSeeds, seedVersion } from './contract-seeds.ts';
import type { Seed } from './seed.ts';

async function readTerms(file: string): Promise<StandardTerms> {
  return parseYaml(StandardTerms, await readFile(file, 'utf8'), file);
}

/** `2026-1` as a number that grows with the edition. */
function editionNumber(edition: string, file: string): number {
  const match = /^(\d{4})-(\d{1,2})$/.exec(edition);
  if (!match) {
    throw new BadaError('contract.invalid', {
      file,
      where: 'version',
      what: expectedText('2026-1'),
    });
  }
  const [year = 0, number = 0] = match.slice(1).map(Number);
  return year * 100 + number;
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
  const { version } = organisation;
  const table = { id: 'organisation', version, department: null, body: organisation };
  const strategies = await loadStrategies(join(data, 'strategies.yaml'));
  const terms = await readTerms(join(data, 'quality', 'terms.yaml'));
  return [
    { kind: 'organisation' as const, ...table },
    {
      kind: 'terms' as const,
      id: 'standard-terms',
      version: editionNumber(terms.version, 'terms.yaml'),
      department: null,
      body: terms,
    },
    {
      kind: 'strategies' as const,
      id: 'strategies',
      version: strategies.version,
      department: null,
      body: strategies,
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

/** What came of the seeds. */
export interface SeedImport {
  readonly added: number;
  /** Seeds that were changed without a new version, so that the store does not take them over. */
  readonly ignored: readonly Seed[];
}

/** Adds the seeds of the `data` folder that the store does not hold in this or a later version.
 * What was edited in the app is never overwritten.
 * @throws BadaError `contract.invalid` */
export async function importSeeds(
  data: string,
  add: (seed: Seed) => Promise<'added' | 'kept' | 'differs'>,
): Promise<SeedImport> {
  let added = 0;
  const ignored: Seed[] = [];
  for (const seed of await readSeeds(data)) {
    const result = await add(seed);
    if (result === 'added') added += 1;
    if (result === 'differs') ignored.push(seed);
  }
  return { added, ignored };
}
