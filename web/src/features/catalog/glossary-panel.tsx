import type { GlossaryTerm } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { glossaryQuery } from '../../api/datasets.ts';
import { failureOf } from '../../api/failure.ts';
import { formatNumber, formatValue } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './catalog.module.css';
import { useHashTarget } from './use-hash-target.ts';

function Uses({ uses }: { uses: GlossaryTerm['uses'] }) {
  return uses.map(({ dataset, column }, at) => (
    <Fragment key={`${dataset}.${column}`}>
      {at > 0 && ', '}
      <Link to="/catalog/$id" params={{ id: dataset }}>
        {dataset}.{column}
      </Link>
    </Fragment>
  ));
}

function useTermColumns(): Column<GlossaryTerm>[] {
  const locale = useLocale();
  const { glossary } = useMessages().catalog;
  return [
    {
      id: 'term',
      header: glossary.term,
      cell: ({ term }) => (
        <code id={`term-${term}`} tabIndex={-1} className={styles.whole}>
          {term}
        </code>
      ),
    },
    {
      id: 'name',
      header: glossary.name,
      cell: ({ names, standard }) => (
        <span className={styles.whole}>{standard?.name ?? names.join(', ')}</span>
      ),
    },
    {
      id: 'domain',
      header: glossary.domain,
      cell: ({ standard }) =>
        standard ? (
          <span className={styles.whole}>{standard.domain}</span>
        ) : (
          <Badge tone="caution">{glossary.notStandard}</Badge>
        ),
    },
    {
      id: 'type',
      header: glossary.type,
      cell: ({ types }) => <span className={styles.whole}>{types.join(', ')}</span>,
    },
    {
      id: 'length',
      header: glossary.length,
      align: 'end',
      cell: ({ standard }) => standard?.length ?? '-',
    },
    {
      id: 'definition',
      header: glossary.definition,
      cell: ({ standard }) => standard?.definition[locale] ?? '-',
    },
    { id: 'uses', header: glossary.uses, cell: ({ uses }) => <Uses uses={uses} /> },
  ];
}

/** The standard terms that columns use, and how many columns use one. */
export function GlossaryPanel() {
  const locale = useLocale();
  const { glossary } = useMessages().catalog;
  const columns = useTermColumns();
  const { data, error, refetch } = useQuery(glossaryQuery());
  useHashTarget(data !== undefined);
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="24rem" />;
  const share = data.columns === 0 ? null : (data.withTerm / data.columns) * 100;
  return (
    <section className={styles.surface}>
      <p>
        {glossary.intro(
          formatNumber(data.terms.length),
          formatValue(share, { locale, decimals: 1, unit: '%' }),
          formatNumber(data.withTerm),
          formatNumber(data.columns),
        )}
      </p>
      <DataTable
        caption={glossary.caption}
        columns={columns}
        rows={data.terms}
        rowKey={({ term }) => term}
      />
    </section>
  );
}
