import { ContractMetadata } from '@bada/shared/catalogue';
import type { ContractMessages } from '../../i18n/messages/contract.ts';
import type { FieldErrors } from '../../ui/both-languages.tsx';

function textOf(path: string, code: string, errors: ContractMessages['errors']): string {
  if (code === 'too_small') return errors.required;
  if (/\.term$/.test(path)) return errors.term;
  return /caveats\.\d+\.id$/.test(path) ? errors.id : errors.other;
}

/** Ids of caveats tell them apart, so that none may stand twice. */
function repeatedIds({ caveats }: ContractMetadata): string[] {
  const ids = caveats.map(({ id }) => id);
  return ids.flatMap((id, at) => (ids.indexOf(id) < at ? [`caveats.${at}.id`] : []));
}

/** Checks a draft field by field. */
export function fieldErrors(
  draft: ContractMetadata,
  errors: ContractMessages['errors'],
): FieldErrors {
  const issues = ContractMetadata.safeParse(draft).error?.issues ?? [];
  const found = issues.map(({ path, code }): [string, string] => {
    const joined = path.map(String).join('.');
    return [joined, textOf(joined, code, errors)];
  });
  const repeated = repeatedIds(draft).map((path): [string, string] => [path, errors.id]);
  return new Map([...repeated, ...found]);
}

/** The author's changes on top of what another one saved meanwhile. */
export function mergedDraft(
  base: ContractMetadata,
  draft: ContractMetadata,
  saved: ContractMetadata,
): ContractMetadata {
  const own = Object.entries(draft).filter(([key, value]) => {
    const before = Object.entries(base).find(([name]) => name === key)?.[1];
    return JSON.stringify(before) !== JSON.stringify(value);
  });
  return ContractMetadata.safeParse({ ...saved, ...Object.fromEntries(own) }).data ?? draft;
}
