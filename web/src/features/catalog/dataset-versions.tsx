import type { DatasetVersion } from '@bada/shared';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from './section.tsx';

const HASH_SHOWN = 12;

/** The versions that were published, the newest first. */
export function DatasetVersions({ versions }: { versions: readonly DatasetVersion[] }) {
  const locale = useLocale();
  const { versions: words, facts } = useMessages().dataset;
  return (
    <Section title={words.title}>
      <DataTable
        caption={words.title}
        hideCaption
        columns={[
          {
            id: 'version',
            header: words.version,
            cell: ({ version, current }) => (
              <>
                {version} {current && <Badge tone="info">{words.current}</Badge>}
              </>
            ),
          },
          {
            id: 'published',
            header: words.published,
            cell: ({ publishedAt }) => formatDate(publishedAt, locale),
          },
          { id: 'as-of', header: facts.asOf, cell: ({ asOf }) => formatDate(asOf, locale) },
          {
            id: 'rows',
            header: facts.rows,
            align: 'end',
            cell: ({ rows }) => formatNumber(rows),
          },
          {
            id: 'hash',
            header: words.hash,
            cell: ({ hash }) => <code title={hash}>{hash.slice(0, HASH_SHOWN)}</code>,
          },
        ]}
        rows={versions}
        rowKey={({ hash }) => hash}
      />
    </Section>
  );
}
