import type { Task } from '@bada/shared';
import type { TaskPage } from '@bada/shared/intake';
import { useState } from 'react';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import styles from './quality.module.css';
import { TaskDrawer } from './task-drawer.tsx';
import { TaskList } from './task-list.tsx';
import { columnTitles } from './task-words.ts';

/** The tasks that a dataset's failures led to, finished ones too. */
export function DatasetTasks({ page }: { page: TaskPage }) {
  const locale = useLocale();
  const { tasks: words } = useMessages();
  const [openId, setOpenId] = useState('');
  const { tasks, today, names } = page;
  const open = tasks.find(({ id }) => id === openId);
  const datasetName = (id: string) => names.datasets[id]?.[locale] ?? id;
  const departmentName = (code: string) => names.departments[code]?.[locale] ?? code;
  const columnNames = (task: Task) => columnTitles(task, names, locale);
  if (tasks.length === 0) return null;
  return (
    <div className={styles.block}>
      <h3>{words.title}</h3>
      <TaskList
        {...{ tasks, today, datasetName, departmentName, columnNames }}
        onOpen={({ id }) => setOpenId(id)}
      />
      {open && (
        <TaskDrawer
          task={open}
          today={today}
          dataset={datasetName(open.subject.dataset)}
          department={departmentName(open.department)}
          columns={columnNames(open)}
          onClose={() => setOpenId('')}
        />
      )}
    </div>
  );
}
