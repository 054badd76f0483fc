import type { Task } from '@bada/shared';
import { formatDate } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { TaskStatusBadges } from './task-status.tsx';
import { ratesText, taskName } from './task-words.ts';
import styles from './tasks.module.css';

/** What tasks are shown with. */
export interface TaskListProps {
  tasks: readonly Task[];
  today: string;
  /** Title of a dataset by its id. */
  datasetName: (id: string) => string;
  /** Name of a department by its code. */
  departmentName: (code: string) => string;
  /** Titles of the columns that a task is about. */
  columnNames: (task: Task) => string;
  onOpen: (task: Task) => void;
}

function Entry({ task, ...list }: { task: Task } & Omit<TaskListProps, 'tasks'>) {
  const locale = useLocale();
  const { tasks: words } = useMessages();
  const { today, datasetName, departmentName, columnNames, onOpen } = list;
  const dataset = datasetName(task.subject.dataset);
  const name = taskName(task, { words, locale, dataset, columns: columnNames(task) });
  return (
    <li className={styles.entry}>
      <Button variant="link" className={styles.name} onClick={() => onOpen(task)}>
        {name}
      </Button>
      <div className={styles.badges}>
        <TaskStatusBadges task={task} today={today} />
      </div>
      <p className={styles.facts}>
        <span>{departmentName(task.department)}</span>
        <span>{task.owner ?? words.nobody}</span>
        <span>{words.due(formatDate(task.due, locale))}</span>
        <span>{ratesText(task, words, locale)}</span>
      </p>
    </li>
  );
}

/** Tasks one under another; each opens. */
export function TaskList({ tasks, ...list }: TaskListProps) {
  const { tasks: words } = useMessages();
  return (
    <ul className={styles.list} aria-label={words.title}>
      {tasks.map((task) => (
        <Entry key={task.id} task={task} {...list} />
      ))}
    </ul>
  );
}
