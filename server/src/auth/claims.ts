import { AccountId, BadaError, DataClass } from '@bada/shared';
import type { GroupRule, ProviderConfig } from './provider-config.ts';

/** A person as the identity provider tells them. */
export interface ToldPerson {
  readonly id: string;
  readonly name: string;
  readonly groups: readonly string[];
}

function textsOf(value: unknown): string[] {
  const all = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string');
}

/** Reads a person off the claims of an ID token and of the user's information.
 * @throws BadaError `provider.no-id` */
export function personOfClaims(
  claims: Readonly<Record<string, unknown>>,
  names: ProviderConfig['claims'],
): ToldPerson {
  const told = claims[names.id];
  const id = AccountId.safeParse(typeof told === 'string' ? told.trim().toLowerCase() : told);
  if (!id.success) throw new BadaError('provider.no-id');
  const [name = ''] = textsOf(claims[names.name]);
  const groups = textsOf(claims[names.groups]);
  return { id: id.data, name: name.trim().slice(0, 60) || id.data, groups };
}

/** What the groups of a person make them: all that any of them gives.
 * @throws BadaError `provider.no-group` when that is no role at all */
export function rightsOfGroups(groups: readonly string[], rules: readonly GroupRule[]) {
  const met = rules.filter(({ group }) => groups.includes(group));
  const roles = [...new Set(met.flatMap((rule) => rule.roles))];
  if (roles.length === 0) throw new BadaError('provider.no-group');
  const departments = [...new Set(met.flatMap((rule) => rule.departments))];
  const widest = Math.max(...met.map((rule) => DataClass.options.indexOf(rule.class)));
  return { roles, departments, class: DataClass.options[widest] ?? 'open' };
}
