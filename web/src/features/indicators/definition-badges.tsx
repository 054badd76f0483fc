import type { DefinitionSummary } from '@bada/shared/definitions';
import { useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';

/** What is to be known of a definition's state: nothing where it is simply in use. */
export function DefinitionBadges({
  summary,
}: {
  summary: Pick<DefinitionSummary, 'status' | 'draft'>;
}) {
  const { statuses, drafts } = useMessages().definition;
  const { status, draft } = summary;
  return (
    <>
      {status !== 'active' && <Badge tone="info">{statuses[status]}</Badge>}
      {draft && <Badge tone="caution">{drafts[draft.status]}</Badge>}
    </>
  );
}
