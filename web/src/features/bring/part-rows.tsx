import type { Locale } from '@bada/shared';
import { FLAG_TEXTS, type Ingest, type IngestPart, personalKindText } from '@bada/shared/intake';
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

function textOf(cell: string | number | boolean, name: string, locale: Locale): string {
  if (cell === '-') return cell;
  if (name === 'kind') return personalKindText(String(cell))[locale];
  if (name === 'confidence') return `${formatNumber(Number(cell) * 100)}%`;
  return shapeText(String(cell), locale) ?? String(cell);
}

/** Rows by what became of them, page by page, and those that were not kept as a file. */
export function PartRows({
  code,
  offset,
  onOffset,
  onClose,
  ...props
}: PartProps & {
  /** Of flagged rows, the code they are flagged with. */
  code: string | undefined;
  offset: number;
  onOffset: (offset: number) => void;
  onClose: () => void;
}) {
  const locale = useLocale();
  const { account } = useMessages().bring;
  const { ingest, table, part } = props;
  const { data, error } = useQuery(ingestRowsQuery({ ingest, table, part, code, offset }));
  if (error) return <ErrorState {...failureOf(error, locale)} />;
  if (!data) return <Skeleton height="12rem" />;
  const range = [offset + 1, offset + data.rows.length, data.total].map((one) => formatNumber(one));
  const [from = '', to = '', total = ''] = range;
  const { noRows: none, before, after } = account;
  // The reason is shown in the reader's language alone, a code that all share in the caption.
  const other = [locale === 'ko' ? 'reason_en' : 'reason_ko', part === 'flags' ? 'code' : ''];
  const flag = Object.entries(FLAG_TEXTS).find(([one]) => one === code)?.[1][locale];
  return (
    <RowPages
      caption={flag ?? account.rows(account.parts[part])}
      page={data}
      size={PART_ROWS}
      title={(name) => (other.includes(name) ? undefined : (account.columns[name] ?? name))}
      text={(cell, name) => textOf(cell, name, locale)}
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
