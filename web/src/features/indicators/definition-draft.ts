import type { Indicator, Locale } from '@bada/shared';
import {
  checkDefinition,
  type DefinitionProblem,
  type DefinitionWorld,
} from '@bada/shared/definitions';
import type { FieldErrors } from '../../ui/both-languages.tsx';
import type { FormulaDraft } from './formula-shape.ts';

/** A definition as a form holds it. */
export type DefinitionForm = Omit<Indicator, 'formula'> & { readonly formula: FormulaDraft };

/** What is wrong with a draft by field, each with what may have been meant. */
export function fieldErrors(
  problems: readonly Pick<DefinitionProblem, 'where' | 'message' | 'suggestion'>[],
  locale: Locale,
): FieldErrors {
  return new Map(
    problems.map(({ where, message, suggestion }) => [
      where,
      [message[locale], suggestion?.[locale]].filter(Boolean).join(' '),
    ]),
  );
}

/** Checks a form as the server will. */
export function checkForm(form: DefinitionForm, world: DefinitionWorld | undefined) {
  const nowhere = { datasets: [], departments: [], strategies: [] };
  return checkDefinition(form, world ?? nowhere);
}

/** Errors at a place or inside it. */
export function errorsWithin(errors: FieldErrors, path: string): string | undefined {
  const own = errors.get(path);
  if (own !== undefined) return own;
  return [...errors].find(([where]) => where.startsWith(`${path}.`))?.[1];
}

/** The list with one entry replaced. */
export function replaced<T>(list: readonly T[], at: number, item: T): T[] {
  return list.map((one, place) => (place === at ? item : one));
}

/** The list without one entry. */
export function without<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, place) => place !== at);
}
