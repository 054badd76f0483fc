import type { ColumnProfile, DatasetNode, NodeColumn } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { datasetProfileQuery } from '../../api/datasets.ts';
import { failureOf } from '../../api/failure.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { cellText } from './cell-text.ts';
import { ColumnSpread } from './column-spread.tsx';
import { MaskedBadge } from './dataset-cut.tsx';
import styles from './dataset-page.module.css';
import { HiddenCounts } from './hidden-counts.tsx';
import { InLanguage } from './in-language.tsx';
import { DatasetSection } from './section.tsx';
import { useHashTarget } from './use-hash-target.ts';

interface ProfiledColumn {
  readonly column: NodeColumn;
  readonly profile: ColumnProfile | undefined;
}

function ColumnName({ column }: { column: NodeColumn }) {
  const locale = useLocale();
  const { columns } = useMessages().dataset;
  return (
    <span id={`column-${column.name}`} tabIndex={-1} className={styles.columnName}>
      <strong>{column.title[locale]}</strong> {column.key !== null && <Badge>{columns.key}</Badge>}{' '}
      {column.masked && <MaskedBadge />}
      <code>{column.name}</code>
      {column.description !== undefined && (
        <InLanguage text={column.description} className={styles.note} />
      )}
    </span>
  );
}

function Range({ column, profile }: { column: NodeColumn; profile: ColumnProfile }) {
  const locale = useLocale();
  // Texts are ordered by their codes, so the codes are what is shown.
  const plain = { ...column, role: 'attribute' as const, values: undefined };
  const text = (value: string | number | null) =>
    cellText(value, typeof value === 'string' ? plain : column, locale);
  return profile.min === profile.max
    ? text(profile.min)
    : `${text(profile.min)} ~ ${text(profile.max)}`;
}

/** A cell that waits for the profile, which comes after the page. */
function withProfile(render: (profile: ColumnProfile, column: NodeColumn) => React.ReactNode) {
  return ({ column, profile }: ProfiledColumn) => {
    // What is empty for this viewer alone is not counted as missing.
    if (column.masked) return <MaskedBadge />;
    return profile ? render(profile, column) : <Skeleton width="4rem" />;
  };
}

function useProfileColumns(): Column<ProfiledColumn>[] {
  const { columns: words } = useMessages().dataset;
  return [
    { id: 'name', header: words.name, cell: ({ column }) => <ColumnName column={column} /> },
    {
      id: 'type',
      header: words.type,
      cell: ({ column }) => (
        <code className={styles.whole}>
          {column.format === 'geojson' ? 'GeoJSON' : column.type}
        </code>
      ),
    },
    {
      id: 'term',
      header: words.term,
      cell: ({ column }) =>
        column.term === undefined ? (
          <span className={styles.note}>{words.noTerm}</span>
        ) : (
          <code className={styles.whole} title={column.businessName}>
            {column.term}
          </code>
        ),
    },
    {
      id: 'missing',
      header: words.missing,
      align: 'end',
      cell: withProfile(({ missing }) => formatNumber(missing)),
    },
    {
      id: 'distinct',
      header: words.distinct,
      align: 'end',
      cell: withProfile(({ distinct }) => formatNumber(distinct)),
    },
    {
      id: 'range',
      header: words.range,
      cell: withProfile((profile, column) => <Range profile={profile} column={column} />),
    },
    {
      id: 'spread',
      header: words.spread,
      cell: withProfile((profile, column) => <ColumnSpread profile={profile} column={column} />),
    },
  ];
}

/** The columns with what they mean and what they hold. */
export function DatasetColumns({ dataset, manifest }: { dataset: DatasetNode; manifest: string }) {
  const locale = useLocale();
  const words = useMessages().dataset;
  const columns = useProfileColumns();
  const { data, error, refetch } = useQuery(datasetProfileQuery(dataset.id, manifest));
  useHashTarget(data !== undefined);
  const profiles = new Map(data?.columns.map((profile) => [profile.name, profile]));
  return (
    <DatasetSection
      part="columns"
      title={words.columns.title}
      said={words.folded.count(formatNumber(dataset.columns.length))}
    >
      {error && <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />}
      <HiddenCounts dataset={dataset} className={styles.note} />
      <DataTable
        caption={words.columns.title}
        hideCaption
        columns={columns}
        rows={dataset.columns.map((column) => ({ column, profile: profiles.get(column.name) }))}
        rowKey={({ column }) => column.name}
      />
    </DatasetSection>
  );
}
