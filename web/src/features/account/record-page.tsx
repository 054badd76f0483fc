import type { AuditEntry } from '@bada/shared';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { type RecordFilter, recordQuery } from '../../api/session.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './account.module.css';
import { clockTime } from './clock-time.ts';

const ALL: RecordFilter = { actor: '', action: '', from: '', to: '' };

function Filter({ onFind }: { onFind: (filter: RecordFilter) => void }) {
  const { record } = useMessages().account;
  const [filter, setFilter] = useState(ALL);
  const field = (name: keyof RecordFilter, type: 'text' | 'date') => (
    <TextField
      label={record[name]}
      type={type}
      value={filter[name]}
      onChange={(text) => setFilter({ ...filter, [name]: text })}
    />
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    onFind(filter);
  }
  return (
    <form className={styles.filter} onSubmit={submit}>
      {field('actor', 'text')}
      {field('action', 'text')}
      {field('from', 'date')}
      {field('to', 'date')}
      <Button type="submit">{record.search}</Button>
    </form>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const locale = useLocale();
  const { record } = useMessages().account;
  const { actor, action, target, status, at, address } = entry;
  return (
    <li className={styles.item}>
      <span className={styles.entry}>
        <strong>{actor}</strong> {action}
        <br />
        <span className={styles.note}>
          {[target, record.outcome(status), address].filter((part) => part !== '').join(' · ')}
        </span>
      </span>
      <time className={styles.note} dateTime={at}>
        {clockTime(at, locale)}
      </time>
    </li>
  );
}

function Entries({ filter }: { filter: RecordFilter }) {
  const locale = useLocale();
  const { record } = useMessages().account;
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(
    recordQuery(filter),
  );
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="20rem" />;
  const entries = data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <p className={styles.note}>{record.empty}</p>;
  return (
    <>
      <ul className={styles.list} aria-label={record.title}>
        {entries.map((entry) => (
          <Entry key={`${entry.chain}/${entry.seq}`} entry={entry} />
        ))}
      </ul>
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{record.more}</Button>}
    </>
  );
}

/** Who did what, for administrators. */
export function RecordPage() {
  const { record, back } = useMessages().account;
  const [filter, setFilter] = useState(ALL);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/me">{back}</Link>
        <h1>{record.title}</h1>
        <p className={styles.note}>{record.intro}</p>
      </header>
      <Filter onFind={setFilter} />
      <Entries filter={filter} />
    </div>
  );
}
