import { isPending, type Task } from '@bada/shared';
import { Link } from '@tanstack/react-router';
import { failureOf } from '../../api/failure.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TaskForms } from './task-forms.tsx';
import { TaskHistoryList } from './task-history.tsx';
import { TaskStatusBadges } from './task-status.tsx';
import { measureText, taskName } from './task-words.ts';
import styles from './tasks.module.css';
import { useTaskChanges } from './use-task-changes.ts';

interface TaskDrawerProps {
  task: Task;
  today: string;
  /** Title of the dataset and name of the department it is about. */
  dataset: string;
  department: string;
  /** Titles of the columns it is about. */
  columns: string;
  onClose: () => void;
}

function Facts({
  task,
  dataset,
  department,
}: Omit<TaskDrawerProps, 'today' | 'columns' | 'onClose'>) {
  const locale = useLocale();
  const { tasks: words } = useMessages();
  const { facts } = words;
  const entries = [
    [facts.department, department],
    [facts.owner, task.owner ?? words.nobody],
    [facts.due, formatDate(task.due, locale)],
    [facts.before, measureText(task.before, words, locale)],
    [facts.after, measureText(task.after, words, locale)],
    [facts.rule, task.subject.rule],
    ...(task.status.kind === 'accepted' ? [[facts.reason, task.status.reason]] : []),
  ];
  return (
    <dl className={styles.drawerFacts}>
      <div>
        <dt>{facts.dataset}</dt>
        <dd>
          <Link to="/catalog/$id" params={{ id: task.subject.dataset }}>
            {dataset}
          </Link>
        </dd>
      </div>
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One task: what was found, who sees to it until when, what was done. */
export function TaskDrawer({
  task,
  today,
  dataset,
  department,
  columns,
  onClose,
}: TaskDrawerProps) {
  const locale = useLocale();
  const { tasks: words } = useMessages();
  const { edit, recheck } = useTaskChanges();
  const busy = edit.isPending || recheck.isPending;
  const failed = edit.error ?? recheck.error;
  return (
    <Drawer open title={taskName(task, { words, locale, dataset, columns })} onClose={onClose}>
      <div className={styles.drawer}>
        <div className={styles.badges}>
          <TaskStatusBadges task={task} today={today} />
        </div>
        <Facts task={task} dataset={dataset} department={department} />
        {failed && <ErrorState of="act" {...failureOf(failed, locale)} />}
        {isPending(task) && (
          <Button disabled={busy} onClick={() => recheck.mutate(task)}>
            {words.edit.recheck}
          </Button>
        )}
        <TaskForms task={task} busy={busy} onEdit={(edits) => edit.mutate({ task, edits })} />
        <h3>{words.history.title}</h3>
        <TaskHistoryList task={task} />
      </div>
    </Drawer>
  );
}
