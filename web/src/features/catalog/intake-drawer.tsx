import type { VersionIntakePart } from '@bada/shared/intake';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { INTAKE_ROWS, intakeFileHref, intakeRowsQuery } from '../../api/intake.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { RowPages } from '../../ui/row-pages.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './quality.module.css';

/** Rows of one source table of a version by what became of them. */
export interface IntakeRows {
  readonly dataset: string;
  readonly manifest: string;
  /** Place of the table in the version's account. */
  readonly table: number;
  readonly part: VersionIntakePart;
}

/** The rows that were not kept, or were flagged, with why; and all of them as a file. */
export function IntakeDrawer({ rows, onClose }: { rows: IntakeRows; onClose: () => void }) {
  const locale = useLocale();
  const { dataset, bring } = useMessages();
  const { account } = bring;
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useQuery(intakeRowsQuery(rows, offset));
  const title = account.rows(account.parts[rows.part]);
  const end = offset + (data?.rows.length ?? 0);
  const [from = '', to = '', total = ''] = [offset + 1, end, data?.total ?? 0].map((one) =>
    formatNumber(one),
  );
  const other = locale === 'ko' ? 'reason_en' : 'reason_ko';
  return (
    <Drawer open title={title} onClose={onClose}>
      <div className={styles.drawer}>
        {error && <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />}
        {!error && !data && <Skeleton height="20rem" />}
        {!error && data && (
          <RowPages
            caption={title}
            hideCaption
            page={data}
            size={INTAKE_ROWS}
            title={(name) => (name === other ? undefined : (account.columns[name] ?? name))}
            words={{
              none: account.noRows,
              before: dataset.earlier,
              after: dataset.later,
              shown: account.shown(from, to, total),
            }}
            onOffset={setOffset}
          />
        )}
        <a className={styles.download} href={intakeFileHref(rows, 'csv')} download>
          {account.csv}
        </a>
        <a className={styles.download} href={intakeFileHref(rows, 'xlsx')} download>
          {account.xlsx}
        </a>
      </div>
    </Drawer>
  );
}
