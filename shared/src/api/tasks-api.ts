import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { IsoDate } from '../model/period.ts';
import { Task, TaskChange } from '../model/task.ts';

/** What a new task is opened from: a rule that fails in the current version of a dataset. */
export const TaskDraft = z.strictObject({ dataset: KebabId, rule: z.string().min(1).max(200) });
export type TaskDraft = z.infer<typeof TaskDraft>;

/** Which tasks a list shows. `overdue` and `pending` are taken on the day of asking. */
export const TaskFilter = z.strictObject({
  dataset: KebabId.optional(),
  department: KebabId.optional(),
  owner: z.string().max(80).optional(),
  status: z.enum(['pending', 'overdue', 'open', 'accepted', 'done', 'withdrawn']).optional(),
  /** Only tasks due by this day. */
  due: IsoDate.optional(),
});
export type TaskFilter = z.infer<typeof TaskFilter>;

/** A page of tasks, the ones due first at its top; `next` is the cursor of the following page. */
export const TaskPage = z.strictObject({
  tasks: z.array(Task),
  total: z.number().int().min(0),
  /** Day by which tasks are overdue or not. */
  today: IsoDate,
  /** Of all tasks that the viewer may read: not finished, and of these past their day. */
  counts: z.strictObject({ pending: z.number().int().min(0), overdue: z.number().int().min(0) }),
  /** Titles of the datasets and columns, and names of the departments that own data, by id. */
  names: z.strictObject({
    datasets: z.record(z.string(), Localized),
    departments: z.record(z.string(), Localized),
    /** Titles of the columns that the tasks of this page are about, by dataset and column. */
    columns: z.record(z.string(), z.record(z.string(), Localized)),
  }),
  next: z.string().nullable(),
});
export type TaskPage = z.infer<typeof TaskPage>;

/** A task's history, the oldest entry first. */
export const TaskHistory = z.strictObject({ changes: z.array(TaskChange) });
export type TaskHistory = z.infer<typeof TaskHistory>;
