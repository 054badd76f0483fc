import { type IngestSummary, isReservedDataset } from '@bada/shared/intake';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { failureOf } from '../../api/failure.ts';
import { ingestsQuery } from '../../api/ingests.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { sizeText } from '../../i18n/size.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './bring.module.css';
import { DropZone } from './drop-zone.tsx';
import { useMoment } from './moment.ts';
import { Section } from './section.tsx';
import { StateMark } from './state-mark.tsx';

/** The datasets that somebody has named. */
function namedOf(datasets: readonly string[]): string {
  return datasets.filter((id) => !isReservedDataset(id)).join(', ');
}

function useColumns(): Column<IngestSummary>[] {
  const { columns } = useMessages().bring;
  const moment = useMoment();
  return [
    {
      id: 'file',
      header: columns.file,
      cell: ({ id, file }) => (
        <Link to="/bring/$id" params={{ id }} className={styles.fileLink}>
          {file.name}
        </Link>
      ),
    },
    { id: 'state', header: columns.state, cell: ({ state }) => <StateMark kind={state} /> },
    {
      id: 'datasets',
      header: columns.datasets,
      cell: ({ datasets }) => <span className={styles.whole}>{namedOf(datasets) || '-'}</span>,
    },
    { id: 'size', header: columns.size, align: 'end', cell: ({ file }) => sizeText(file.bytes) },
    {
      id: 'time',
      header: columns.time,
      cell: ({ updatedAt }) => <span className={styles.whole}>{moment(updatedAt)}</span>,
    },
  ];
}

function IngestList() {
  const locale = useLocale();
  const { bring } = useMessages();
  const { data, error, refetch } = useQuery(ingestsQuery());
  const columns = useColumns();
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="12rem" />;
  if (data.ingests.length === 0) return <EmptyState {...bring.empty} />;
  return (
    <DataTable
      caption={bring.listCaption}
      hideCaption
      columns={columns}
      rows={data.ingests}
      rowKey={({ id }) => id}
    />
  );
}

/** Where files are dropped, and the files that were. */
export function BringPage({ onGo }: { onGo: (href: string) => void }) {
  const { bring, catalog } = useMessages();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/catalog">{catalog.title}</Link>
        <h1>{bring.title}</h1>
        <p>{bring.intro}</p>
      </header>
      <DropZone onBrought={(id) => onGo(`/bring/${id}`)} />
      <Section title={bring.list}>
        <IngestList />
      </Section>
    </div>
  );
}
