import type { IngestTable } from '@bada/shared/intake';
import { useQuery } from '@tanstack/react-query';
import { failureOf } from '../../api/failure.ts';
import { ingestQuery, isBusy } from '../../api/ingests.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { type BringView, decodeBring, encodeBring } from '../../state/bring.ts';
import { Select } from '../../ui/select.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { AccountPanel } from './account-panel.tsx';
import styles from './bring.module.css';
import { ContractPanel } from './contract-panel.tsx';
import { IngestHead } from './ingest-head.tsx';
import { MappingPanel } from './mapping-panel.tsx';
import { PublishPanel } from './publish-panel.tsx';
import { PublishedPanel } from './published-panel.tsx';
import { RunProgress } from './run-progress.tsx';
import { SourcePreview } from './source-preview.tsx';
import type { TableProps } from './table-props.ts';

function TableChoice({
  tables,
  value,
  onChange,
}: {
  tables: readonly IngestTable[];
  value: string;
  onChange: (table: string) => void;
}) {
  const { bring } = useMessages();
  if (tables.length < 2) return null;
  const options = tables.map(({ id, name }) => ({ value: id, label: name }));
  return <Select label={bring.table} options={options} value={value} onChange={onChange} />;
}

/** The steps that are open for one table, the present one first. */
function TableSteps({
  view,
  onView,
  ...props
}: TableProps & { view: BringView; onView: (part: Partial<BringView>) => void }) {
  const { ingest, table } = props;
  const { state } = ingest;
  const result =
    'results' in state ? state.results.find((one) => one.table === table.id) : undefined;
  const isOpen = state.kind === 'done' && result !== undefined;
  return (
    <>
      {result && <AccountPanel ingest={ingest} result={result} view={view} onView={onView} />}
      {isOpen && <ContractPanel key={`${table.id}-contract`} {...props} />}
      {isOpen && <PublishPanel ingest={ingest} />}
      <SourcePreview key={`${table.id}-source`} {...props} />
      <MappingPanel key={`${table.id}-mapping`} {...props} />
    </>
  );
}

/** One brought file on its way to the catalogue. */
export function IngestPage({
  id,
  search,
  onGo,
}: {
  id: string;
  search: string;
  onGo: (href: string, mode: 'push' | 'replace') => void;
}) {
  const locale = useLocale();
  const { data, error, refetch } = useQuery(ingestQuery(id));
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="60rem" />;
  const view = decodeBring(search);
  const table = data.tables.find((one) => one.id === view.table) ?? data.tables[0];
  const onView = (part: Partial<BringView>) =>
    onGo(`/bring/${id}${encodeBring({ ...view, ...part })}`, 'replace');
  return (
    <article className={styles.page}>
      <IngestHead ingest={data} onLeave={() => onGo('/bring', 'push')} />
      {data.state.kind === 'running' && <RunProgress progress={data.state.progress} />}
      {data.state.kind === 'published' && <PublishedPanel ingest={data} />}
      <TableChoice
        tables={data.tables}
        value={table?.id ?? ''}
        onChange={(next) => onView({ table: next, part: undefined, code: undefined, offset: 0 })}
      />
      {table && !isBusy(data.state.kind) && (
        <TableSteps ingest={data} table={table} view={view} onView={onView} />
      )}
    </article>
  );
}
