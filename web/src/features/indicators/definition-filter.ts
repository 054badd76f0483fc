import type { Indicator } from '@bada/shared';
import type { DefinitionSummary } from '@bada/shared/definitions';
import type { DefinitionFilter } from '../../state/definitions.ts';

/** What of an indicator is searched. */
type Searched = Pick<Indicator, 'id' | 'name' | 'field' | 'ownerDepartment'> &
  Partial<Pick<Indicator, 'definition'>>;

function holds({ id, name, definition }: Searched, q: string): boolean {
  const words = [id, name.ko, name.en, definition?.ko ?? '', definition?.en ?? ''];
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.some((text) => text.toLowerCase().includes(word)));
}

/** Whether an indicator is one of those that are asked for. */
export function fitsFilter(
  indicator: Searched,
  summary: Pick<DefinitionSummary, 'status' | 'draft'> | undefined,
  filter: DefinitionFilter,
): boolean {
  const status = summary?.status ?? 'active';
  return (
    holds(indicator, filter.q.trim()) &&
    (filter.field === '' || indicator.field === filter.field) &&
    (filter.owner === '' || indicator.ownerDepartment === filter.owner) &&
    (filter.status === '' || status === filter.status) &&
    (!filter.draft || (summary?.draft ?? null) !== null)
  );
}

/** Whether anything is asked for. */
export function isFiltering({ q, field, owner, status, draft }: DefinitionFilter): boolean {
  return draft || [q, field, owner, status].some((value) => value !== '');
}
