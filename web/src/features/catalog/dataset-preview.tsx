import type { DatasetNode, DatasetRows, NodeColumn } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { datasetRowsQuery, PREVIEW_ROWS } from '../../api/datasets.ts';
import { failureOf } from '../../api/failure.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { cellText, isNumber } from './cell-text.ts';
import styles from './dataset-page.module.css';
import { HiddenCounts } from './hidden-counts.tsx';
import { DatasetSection } from './section.tsx';

interface PreviewRow {
  readonly number: number;
  readonly cells: DatasetRows['rows'][number];
}

function useRowColumns(columns: readonly NodeColumn[]): Column<PreviewRow>[] {
  const locale = useLocale();
  const { cut: words } = useMessages().dataset;
  return columns.map((column, at) => ({
    id: column.name,
    header: column.masked ? `${column.title[locale]} (${words.masked})` : column.title[locale],
    align: isNumber(column) ? 'end' : 'start',
    cell: ({ cells }) => (
      <span className={styles.whole}>{cellText(cells[at] ?? null, column, locale)}</span>
    ),
  }));
}

function Pages({ shown, onOffset }: { shown: DatasetRows; onOffset: (offset: number) => void }) {
  const words = useMessages().dataset;
  const { offset, rows, total } = shown;
  const end = offset + rows.length;
  return (
    <div className={styles.pages}>
      <Button disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - PREVIEW_ROWS))}>
        {words.earlier}
      </Button>
      <span role="status">
        {words.shownRows(
          formatNumber(Math.min(offset + 1, total)),
          formatNumber(end),
          formatNumber(total),
        )}
      </span>
      <Button disabled={end >= total} onClick={() => onOffset(offset + PREVIEW_ROWS)}>
        {words.later}
      </Button>
    </div>
  );
}

/** Rows of the dataset, a page at a time. */
export function DatasetPreview({
  dataset,
  manifest,
  offset,
  onOffset,
}: {
  dataset: DatasetNode;
  /** Manifest whose version of it is shown. */
  manifest: string;
  offset: number;
  onOffset: (offset: number) => void;
}) {
  const locale = useLocale();
  const { catalog, dataset: words } = useMessages();
  const columns = useRowColumns(dataset.columns);
  const { data, error, refetch } = useQuery(datasetRowsQuery(dataset.id, manifest, offset));
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  return (
    <DatasetSection
      part="preview"
      title={words.preview}
      said={catalog.rows(formatNumber(dataset.rows))}
      startsOpen
    >
      {data ? (
        <>
          <HiddenCounts dataset={dataset} className={styles.note} />
          <DataTable
            caption={words.preview}
            hideCaption
            columns={columns}
            rows={data.rows.map((cells, at) => ({ number: data.offset + at, cells }))}
            rowKey={({ number }) => String(number)}
            maxHeight="24rem"
          />
          <Pages shown={data} onOffset={onOffset} />
        </>
      ) : (
        <Skeleton height="26rem" />
      )}
    </DatasetSection>
  );
}
