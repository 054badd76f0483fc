import type { Ingest, IngestPart, IngestRows } from '@bada/shared/intake';
import { useQuery } from '@tanstack/react-query';
import { failureOf } from '../../api/failure.ts';
import { ingestRowsQuery, PART_ROWS } from '../../api/ingests.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './bring.module.css';

interface Row {
  readonly key: string;
  readonly cells: IngestRows['rows'][number];
}

/** The columns of a part; the reason is shown in the reader's language alone. */
function useColumns({ columns }: IngestRows): Column<Row>[] {
  const locale = useLocale();
  const { account } = useMessages().bring;
  const titles = new Map([
    ['row_number', account.rowNumber],
    ['column', account.column],
    ['value', account.value],
    ['rule', account.rule],
    [`reason_${locale}`, account.reason],
  ]);
  const hidden = locale === 'ko' ? 'reason_en' : 'reason_ko';
  return columns.flatMap(({ name }, at) =>
    name === hidden
      ? []
      : [
          {
            id: name,
            header: titles.get(name) ?? name,
            cell: ({ cells }: Row) => (
              <span className={styles.whole}>{String(cells[at] ?? '-')}</span>
            ),
          },
        ],
  );
}

function Table({ rows, part }: { rows: IngestRows; part: IngestPart }) {
  const { account } = useMessages().bring;
  const columns = useColumns(rows);
  return (
    <DataTable
      caption={account.rows(account.parts[part])}
      columns={columns}
      rows={rows.rows.map((cells, at) => ({ key: `${rows.offset + at}`, cells }))}
      rowKey={({ key }) => key}
      maxHeight="24rem"
    />
  );
}

/** Rows by what became of them, page by page. */
export function PartRows({
  ingest,
  table,
  part,
  offset,
  onOffset,
  onClose,
}: {
  ingest: Ingest;
  table: string;
  part: IngestPart;
  offset: number;
  onOffset: (offset: number) => void;
  onClose: () => void;
}) {
  const locale = useLocale();
  const { account } = useMessages().bring;
  const { data, error } = useQuery(ingestRowsQuery({ ingest, table, part, offset }));
  if (error) return <ErrorState {...failureOf(error, locale)} />;
  if (!data) return <Skeleton height="12rem" />;
  const { total } = data;
  const last = offset + data.rows.length;
  return (
    <div className={styles.stack}>
      {total === 0 ? <p role="status">{account.noRows}</p> : <Table rows={data} part={part} />}
      <div className={styles.actions}>
        <p role="status" className={styles.note}>
          {total > 0 &&
            account.shown(formatNumber(offset + 1), formatNumber(last), formatNumber(total))}
        </p>
        <Button disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - PART_ROWS))}>
          {account.before}
        </Button>
        <Button disabled={last >= total} onClick={() => onOffset(offset + PART_ROWS)}>
          {account.after}
        </Button>
        <Button onClick={onClose}>{account.close}</Button>
      </div>
    </div>
  );
}
