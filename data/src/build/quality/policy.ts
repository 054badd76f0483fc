import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseYaml, ScoreFormula, StandardTerms } from '@bada/shared';

/** What datasets are measured by: the score's formula and the standard terms. */
export interface QualityPolicy {
  readonly formula: ScoreFormula;
  readonly terms: StandardTerms;
}

/** Reads `score.yaml` and `terms.yaml` of a folder.
 * @throws BadaError `contract.invalid` */
export async function loadQualityPolicy(folder: string): Promise<QualityPolicy> {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  return {
    formula: parseYaml(ScoreFormula, await read('score.yaml'), 'score.yaml'),
    terms: parseYaml(StandardTerms, await read('terms.yaml'), 'terms.yaml'),
  };
}
