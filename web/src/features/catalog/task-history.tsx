import type { Task, TaskChange } from '@bada/shared';
import { useQuery } from '@tanstack/react-query';
import { failureOf } from '../../api/failure.ts';
import { taskHistoryQuery } from '../../api/tasks.ts';
import { formatDate } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import type { TaskMessages } from '../../i18n/messages/tasks.ts';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { measureText } from './task-words.ts';
import styles from './tasks.module.css';

const SYSTEM = 'system';

function detailOf({ event }: TaskChange, words: TaskMessages, locale: Locale): string {
  switch (event.kind) {
    case 'opened':
    case 'measured':
      return measureText(event.measure, words, locale);
    case 'assign':
      return event.owner ?? words.nobody;
    case 'due':
      return formatDate(event.due, locale);
    case 'note':
      return event.text;
    case 'accept':
      return event.reason;
    case 'reopen':
    case 'withdraw':
      return '';
  }
}

/** What happened to a task, the newest first. */
export function TaskHistoryList({ task }: { task: Task }) {
  const locale = useLocale();
  const { tasks: words } = useMessages();
  const { data, error, refetch } = useQuery(taskHistoryQuery(task));
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="8rem" />;
  return (
    <ol className={styles.history}>
      {[...data.changes].reverse().map((change) => (
        <li key={change.version}>
          <strong>{words.history.events[change.event.kind]}</strong>{' '}
          <span>{detailOf(change, words, locale)}</span>
          <small>
            {formatDate(change.at, locale)} ·{' '}
            {change.by === SYSTEM ? words.history.system : change.by}
          </small>
        </li>
      ))}
    </ol>
  );
}
