import type { Ingest, IngestPart } from '@bada/shared/intake';
import { useQuery } from '@tanstack/react-query';
import { failureOf } from '../../api/failure.ts';
import { ingestRowsQuery, PART_ROWS, partFileHref } from '../../api/ingests.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { shapeText } from '../../i18n/shape-text.ts';
import { Button } from '../../ui/button.tsx';
import { RowPages } from '../../ui/row-pages.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './bring.module.css';

interface PartProps {
  ingest: Ingest;
  table: string;
  part: IngestPart;
}

function Downloads({ ingest, table, part }: PartProps) {
  const { account } = useMessages().bring;
  if (part === 'kept') return null;
  return (
    <>
      <a href={partFileHref(ingest.id, { table, part, format: 'csv' })} download>
        {account.csv}
      </a>
      <a href={partFileHref(ingest.id, { table, part, format: 'xlsx' })} download>
        {account.xlsx}
      </a>
    </>
  );
}

/** Rows by what became of them, page by page, and those that were not kept as a file. */
export function PartRows({
  offset,
  onOffset,
  onClose,
  ...props
}: PartProps & {
  offset: number;
  onOffset: (offset: number) => void;
  onClose: () => void;
}) {
  const locale = useLocale();
  const { account } = useMessages().bring;
  const { ingest, table, part } = props;
  const { data, error } = useQuery(ingestRowsQuery({ ingest, table, part, offset }));
  if (error) return <ErrorState {...failureOf(error, locale)} />;
  if (!data) return <Skeleton height="12rem" />;
  const range = [offset + 1, offset + data.rows.length, data.total].map((one) => formatNumber(one));
  const [from = '', to = '', total = ''] = range;
  const { noRows: none, before, after } = account;
  // The reason is shown in the reader's language alone.
  const other = locale === 'ko' ? 'reason_en' : 'reason_ko';
  return (
    <RowPages
      caption={account.rows(account.parts[part])}
      page={data}
      size={PART_ROWS}
      title={(name) => (name === other ? undefined : (account.columns[name] ?? name))}
      text={(cell) => shapeText(String(cell), locale) ?? String(cell)}
      words={{ none, before, after, shown: account.shown(from, to, total) }}
      onOffset={onOffset}
    >
      {data.total > 0 && (
        <span className={styles.downloads}>
          <Downloads {...props} />
        </span>
      )}
      <Button onClick={onClose}>{account.close}</Button>
    </RowPages>
  );
}
