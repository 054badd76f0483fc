import type { RuleResult } from '@bada/shared';
import type { FailingPage } from '@bada/shared/intake';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { FAILING_ROWS, failingHref, failingRowsQuery } from '../../api/quality.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { useColumnNames } from './column-names.tsx';
import styles from './quality.module.css';
import { criterionText } from './task-words.ts';

interface FailingDrawerProps {
  dataset: string;
  rule: RuleResult;
  onClose: () => void;
}

type FailingRow = FailingPage['rows'][number];

const MASK = '***';

function columnsOf(
  { key, columns }: FailingPage,
  { words, nameOf }: { words: { row: string; value: string }; nameOf: (name: string) => string },
): Column<FailingRow>[] {
  return [
    { id: 'number', header: words.row, align: 'end', cell: ({ number }) => formatNumber(number) },
    ...key.map((name, at) => ({
      id: `key-${name}`,
      header: nameOf(name),
      cell: (row: FailingRow) => <span className={styles.whole}>{row.key[at] ?? '-'}</span>,
    })),
    {
      id: 'value',
      header: `${words.value} (${columns.map(nameOf).join(', ')})`,
      cell: ({ value }) => value ?? '-',
    },
  ];
}

function Rows({ page, onOffset }: { page: FailingPage; onOffset: (offset: number) => void }) {
  const locale = useLocale();
  const { dataset, quality } = useMessages();
  const nameOf = useColumnNames();
  const { failing: words } = quality;
  const { offset, total, rows } = page;
  const end = offset + rows.length;
  const isMasked = rows.some(({ key, value }) => value === MASK || key.includes(MASK));
  return (
    <>
      <p>{page.reason[locale]}</p>
      <DataTable
        caption={words.title(page.reason[locale])}
        hideCaption
        columns={columnsOf(page, { words, nameOf })}
        rows={rows}
        rowKey={({ number }) => String(number)}
      />
      {isMasked && <p className={styles.note}>{words.masked}</p>}
      <div className={styles.pages}>
        <Button
          disabled={offset === 0}
          onClick={() => onOffset(Math.max(0, offset - FAILING_ROWS))}
        >
          {dataset.earlier}
        </Button>
        <span role="status">
          {words.range(
            formatNumber(Math.min(offset + 1, total)),
            formatNumber(end),
            formatNumber(total),
          )}
        </span>
        <Button disabled={end >= total} onClick={() => onOffset(offset + FAILING_ROWS)}>
          {dataset.later}
        </Button>
      </div>
    </>
  );
}

/** The rows that fail a rule, a page at a time, and all of them as a workbook. */
export function FailingDrawer({ dataset, rule, onClose }: FailingDrawerProps) {
  const locale = useLocale();
  const { failing: words } = useMessages().quality;
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useQuery(failingRowsQuery(dataset, rule.id, offset));
  const title = words.title(criterionText(rule.criterion, locale));
  return (
    <Drawer open title={title} onClose={onClose}>
      <div className={styles.drawer}>
        {error && <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />}
        {!error && !data && <Skeleton height="20rem" />}
        {!error && data && <Rows page={data} onOffset={setOffset} />}
        <a className={styles.download} href={failingHref(dataset, rule.id)} download>
          {words.download}
        </a>
      </div>
    </Drawer>
  );
}
