import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Indicator, Organisation, parseIndicator, parseYaml, Strategies } from '@bada/shared';

/** Reads all indicator contracts of a folder, ordered by file name.
 * @throws BadaError `contract.invalid` */
export async function loadIndicators(folder: string): Promise<Indicator[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    names.map(async (name) => parseIndicator(await readFile(join(folder, name), 'utf8'), name)),
  );
}

/** Reads the organisation table.
 * @throws BadaError `contract.invalid` */
export async function loadOrganisation(file: string): Promise<Organisation> {
  return parseYaml(Organisation, await readFile(file, 'utf8'), file);
}

/** Reads the city's strategies.
 * @throws BadaError `contract.invalid` */
export async function loadStrategies(file: string): Promise<Strategies> {
  return parseYaml(Strategies, await readFile(file, 'utf8'), file);
}
