import { TaskFilter } from '@bada/shared/intake';

/** What a reader of the task list looks at: what it is narrowed by, and the task that is open. */
export interface TaskView {
  readonly filter: TaskFilter;
  /** Id of the open task; empty when none is. */
  readonly task: string;
}

const KEYS = ['dataset', 'department', 'owner', 'status', 'due'] as const;
/** In the address `part` tells the sections of the catalogue apart. */
const PART = 'tasks';

/** Reads a task list from a URL's search part; what it does not understand is left out. Unfinished
 * tasks are shown unless told. */
export function decodeTasks(search: string): TaskView {
  const query = new URLSearchParams(search);
  const entries = KEYS.flatMap((key) => {
    const parsed = TaskFilter.shape[key].safeParse(query.get(key) ?? undefined);
    return parsed.success && parsed.data !== undefined ? [[key, parsed.data] as const] : [];
  });
  const filter = TaskFilter.parse(Object.fromEntries(entries));
  const isAll = query.get('status') === 'all';
  const shown = isAll || filter.status !== undefined ? filter : { ...filter, status: 'pending' };
  return { filter: TaskFilter.parse(shown), task: query.get('task') ?? '' };
}

/** Writes a task list as a URL's search part. */
export function encodeTasks({ filter, task }: TaskView): string {
  const query = new URLSearchParams({ part: PART });
  for (const key of KEYS) {
    const value = filter[key];
    if (value !== undefined && !(key === 'status' && value === 'pending')) query.set(key, value);
  }
  if (filter.status === undefined) query.set('status', 'all');
  if (task !== '') query.set('task', task);
  return `?${query}`;
}
