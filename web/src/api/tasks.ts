import { Task, type TaskEdit } from '@bada/shared';
import { type TaskFilter, TaskHistory, TaskPage } from '@bada/shared/intake';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { jsonBody, sendJson } from './client.ts';

/** Key of everything about tasks; invalidate it after a change. */
export const TASKS_KEY = ['tasks'] as const;

function pathOf({ id }: Pick<Task, 'id'>, part: string): string {
  return `/api/tasks/${encodeURIComponent(id)}${part}`;
}

function ifUnchanged({ version }: Task): { 'if-match': string } {
  return { 'if-match': `"${version}"` };
}

/** Tasks in the order in which they are due, page by page. */
export function tasksQuery(filter: TaskFilter) {
  return infiniteQueryOptions({
    queryKey: [...TASKS_KEY, 'list', filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams(
        Object.entries(filter).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      );
      if (pageParam !== '') query.set('cursor', pageParam);
      return sendJson(TaskPage, `/api/tasks?${query}`, { signal });
    },
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** What happened to a task, the oldest first. */
export function taskHistoryQuery(task: Task) {
  return queryOptions({
    queryKey: [...TASKS_KEY, 'history', task.id, task.version],
    queryFn: ({ signal }) => sendJson(TaskHistory, pathOf(task, '/changes'), { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Changes a task that nobody changed since it was read. */
export function changeTask(task: Task, edit: TaskEdit): Promise<Task> {
  const init = { method: 'POST', ...jsonBody(edit, ifUnchanged(task)) };
  return sendJson(Task, pathOf(task, '/changes'), init);
}

/** Runs the rule of a task again on the current version of its dataset. */
export function recheckTask(task: Task): Promise<Task> {
  return sendJson(Task, pathOf(task, '/recheck'), { method: 'POST' });
}
