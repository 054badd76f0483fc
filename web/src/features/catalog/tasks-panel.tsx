import type { Task } from '@bada/shared';
import type { TaskFilter, TaskPage } from '@bada/shared/intake';
import { useInfiniteQuery } from '@tanstack/react-query';
import { failureOf } from '../../api/failure.ts';
import { EVIDENCE_HREF } from '../../api/quality.ts';
import { tasksQuery } from '../../api/tasks.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { decodeTasks, encodeTasks, type TaskView } from '../../state/tasks.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { TaskDrawer } from './task-drawer.tsx';
import { TaskFilters } from './task-filters.tsx';
import { TaskList } from './task-list.tsx';
import { columnTitles } from './task-words.ts';
import styles from './tasks.module.css';

interface TasksPanelProps {
  /** Search part of the address, which holds what was chosen. */
  search: string;
  onSearch: (search: string, mode: 'push' | 'replace') => void;
}

function useNames(found: TaskPage['names'] | undefined) {
  const locale = useLocale();
  const names = found ?? { datasets: {}, departments: {}, columns: {} };
  return {
    datasetName: (id: string) => names.datasets[id]?.[locale] ?? id,
    departmentName: (code: string) => names.departments[code]?.[locale] ?? code,
    columnNames: (task: Task) => columnTitles(task, names, locale),
  };
}

function Found({
  view,
  onView,
}: {
  view: TaskView;
  onView: (part: Partial<TaskView>, mode?: 'push' | 'replace') => void;
}) {
  const locale = useLocale();
  const { tasks: words } = useMessages();
  const found = useInfiniteQuery(tasksQuery(view.filter));
  const { data, error, refetch, hasNextPage, fetchNextPage } = found;
  const first = data?.pages[0];
  const pages = data?.pages.map((page) => page.names.columns) ?? [];
  const names = useNames(first && { ...first.names, columns: Object.assign({}, ...pages) });
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data || !first) return <Skeleton height="30rem" />;
  const tasks = data.pages.flatMap((page) => page.tasks);
  const open = tasks.find(({ id }) => id === view.task);
  const { counts, today } = first;
  const choose = (filter: TaskFilter) => onView({ filter, task: '' });
  return (
    <>
      <p className={styles.intro}>
        {words.intro(formatNumber(counts.pending), formatNumber(counts.overdue))}
      </p>
      <TaskFilters filter={view.filter} names={first.names} onFilter={choose} />
      <p role="status" className={styles.count}>
        {words.found(formatNumber(first.total))}
      </p>
      {tasks.length === 0 ? (
        <EmptyState title={words.none.title} reason={words.none.reason} />
      ) : (
        <TaskList
          tasks={tasks}
          today={today}
          {...names}
          onOpen={({ id }) => onView({ task: id })}
        />
      )}
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{words.more}</Button>}
      {open && (
        <TaskDrawer
          task={open}
          today={today}
          dataset={names.datasetName(open.subject.dataset)}
          department={names.departmentName(open.department)}
          columns={names.columnNames(open)}
          onClose={() => onView({ task: '' })}
        />
      )}
    </>
  );
}

/** The list of tasks for those who see to the quality of data. */
export function TasksPanel({ search, onSearch }: TasksPanelProps) {
  const { tasks: words } = useMessages();
  const view = decodeTasks(search);
  return (
    <section className={styles.panel} aria-label={words.title}>
      <a className={styles.evidence} href={EVIDENCE_HREF} download>
        {words.evidence}
      </a>
      <Found
        view={view}
        onView={(part, mode = 'push') => onSearch(encodeTasks({ ...view, ...part }), mode)}
      />
    </section>
  );
}
