import { join } from 'node:path';
import { BadaError } from '@bada/shared';
import type { SecretName } from '@bada/shared/catalogue';
import { readIfThere } from '../files.ts';

/** Gives the value of a secret by its name. */
export type Secrets = (name: SecretName) => Promise<string>;

/** Secrets of a deployment: `BADA_SECRET_<NAME>` in the environment (hyphens as underscores), else
 * `<home>/secrets.json`, read anew each time so that a changed key needs no restart.
 * @throws BadaError `collect.secret-missing` when asked for one that is in neither */
export function deploymentSecrets(
  home: string,
  environment: Readonly<Record<string, string | undefined>>,
): Secrets {
  return async (name) => {
    const variable = environment[`BADA_SECRET_${name.replaceAll('-', '_').toUpperCase()}`];
    if (variable !== undefined && variable !== '') return variable;
    const text = await readIfThere(join(home, 'secrets.json'));
    const known = text === undefined ? undefined : parsed(text).get(name);
    if (known === undefined) throw new BadaError('collect.secret-missing', { name });
    return known;
  };
}

/** Own strings of a JSON object. A broken file holds no secrets; its text must not appear in an error. */
function parsed(text: string): ReadonlyMap<string, string> {
  try {
    const content: unknown = JSON.parse(text);
    const entries = typeof content === 'object' && content !== null ? Object.entries(content) : [];
    return new Map(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return new Map();
  }
}
