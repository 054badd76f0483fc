import type { Job } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { runsQuery } from '../../api/collections.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './collections.module.css';
import { StateMark, useMoment, useOutcome } from './run-words.tsx';

function Runs({ subject }: { subject: string }) {
  const locale = useLocale();
  const words = useMessages().collections;
  const moment = useMoment();
  const outcome = useOutcome();
  const { data, error, refetch } = useQuery(runsQuery(subject));
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="6rem" />;
  const columns: Column<Job>[] = [
    { id: 'time', header: words.runTime, cell: (job) => moment(job.finishedAt ?? job.runAt) },
    { id: 'state', header: words.runState, cell: ({ state }) => <StateMark state={state} /> },
    { id: 'result', header: words.runResult, cell: outcome },
  ];
  return (
    <DataTable
      caption={words.runs}
      hideCaption
      columns={columns}
      rows={data.jobs}
      rowKey={({ id }) => id}
      maxHeight="20rem"
    />
  );
}

/** The runs of a collection, fetched when they are unfolded. */
export function RunHistory({ subject }: { subject: string }) {
  const words = useMessages().collections;
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.runs} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.runs}</summary>
      {open && <Runs subject={subject} />}
    </details>
  );
}
