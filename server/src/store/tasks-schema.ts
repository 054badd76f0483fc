import type { Selectable } from 'kysely';

/** A task as it stands. The columns beside `body` are what lists are filtered and ordered by. */
export interface TasksTable {
  id: string;
  /** At most one task of a subject is not finished. */
  subject: string;
  dataset: string;
  class: string;
  department: string;
  owner: string | null;
  /** ISO date. */
  due: string;
  status: string;
  version: number;
  /** The whole task as JSON text. */
  body: string;
  created_at: string;
  updated_at: string;
}

/** What happened to tasks, one row per version of a task. Never changed. */
export interface TaskChangesTable {
  task: string;
  version: number;
  at: string;
  by: string;
  /** The event as JSON text. */
  event: string;
}

/** A row of `tasks` as it is read. */
export type TaskRow = Selectable<TasksTable>;
