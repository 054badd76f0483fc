import { randomUUID } from 'node:crypto';
import {
  afterEvent,
  type DataClass,
  isPending,
  type NewTask,
  subjectKey,
  Task,
  TaskChange,
  TaskEvent,
  type TaskSubject,
  type Viewer,
} from '@bada/shared';
import type { TaskFilter } from '@bada/shared/intake';
import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { Expected } from './boards.ts';
import { forChange, inTransaction } from './dialect/concurrency.ts';
import type { Database } from './schema.ts';
import type { TaskRow } from './tasks-schema.ts';

/** Place in a list that is ordered by due date, then id. */
export interface TaskCursor {
  readonly due: string;
  readonly id: string;
}

/** What became of a change to a task. */
export type TaskResult =
  | { readonly kind: 'done'; readonly task: Task }
  | { readonly kind: 'conflict'; readonly current: number }
  | { readonly kind: 'refused'; readonly why: 'finished' | 'not-accepted' }
  | { readonly kind: 'missing' };

/** Which tasks are asked for; `today` decides what is overdue. */
export interface TaskSelection {
  readonly filter: TaskFilter;
  readonly classes: readonly DataClass[];
  readonly today: string;
  /** Datasets of which no task is told. */
  readonly except?: readonly string[] | undefined;
}

const PENDING = ['open', 'accepted'] as const;

function taskOf({ body }: TaskRow): Task {
  return Task.parse(JSON.parse(body));
}

function rowOf(task: Task): TaskRow {
  return {
    id: task.id,
    subject: subjectKey(task.subject),
    dataset: task.subject.dataset,
    class: task.class,
    department: task.department,
    owner: task.owner,
    due: task.due,
    status: task.status.kind,
    version: task.version,
    body: JSON.stringify(task),
    created_at: task.createdAt,
    updated_at: task.updatedAt,
  };
}

type Query<O> = SelectQueryBuilder<Database, 'tasks', O>;

function withStatus<O>(query: Query<O>, status: TaskFilter['status'], today: string): Query<O> {
  switch (status) {
    case undefined:
      return query;
    case 'pending':
      return query.where('status', 'in', [...PENDING]);
    case 'overdue':
      return query.where('status', '=', 'open').where('due', '<', today);
    default:
      return query.where('status', '=', status);
  }
}

function selected<O>(
  query: Query<O>,
  { filter, classes, today, except = [] }: TaskSelection,
): Query<O> {
  const { dataset, department, owner, due, status } = filter;
  let found = withStatus(query, status, today).where('class', 'in', [...classes, '']);
  if (except.length > 0) found = found.where('dataset', 'not in', [...except]);
  if (dataset !== undefined) found = found.where('dataset', '=', dataset);
  if (department !== undefined) found = found.where('department', '=', department);
  if (owner !== undefined) found = found.where('owner', '=', owner);
  if (due !== undefined) found = found.where('due', '<=', due);
  return found;
}

/** Tasks and their history. A change and its entry in the history are written together. */
export class TaskStore {
  readonly #db: Kysely<Database>;
  readonly #clock: () => Date;

  constructor(db: Kysely<Database>, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** The store's clock as ISO date-time. */
  now(): string {
    return this.#clock().toISOString();
  }

  /** Opens a task, unless its subject has one that is not finished.
   * @returns the new task, or the one that was there */
  async open(viewer: Viewer, draft: NewTask): Promise<{ task: Task; isNew: boolean }> {
    const { subject, measure, ...rest } = draft;
    const at = this.now();
    const task = Task.parse({
      v: 1,
      id: randomUUID(),
      subject,
      ...rest,
      owner: null,
      status: { kind: 'open' },
      before: measure,
      after: measure,
      evidence: [],
      version: 1,
      createdAt: at,
      updatedAt: at,
    });
    const added = await inTransaction(this.#db, async (db) => {
      const insert = db.insertInto('tasks').values(rowOf(task));
      const row = await insert
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (row) await this.#record(db, task, { event: { kind: 'opened', measure }, by: viewer.id });
      return row !== undefined;
    });
    if (added) return { task, isNew: true };
    const there = await this.pending(viewer, subject);
    if (!there) throw new Error(`task on ${subjectKey(subject)} was finished while it was opened`);
    return { task: there, isNew: false };
  }

  /** The one task of a subject that is not finished. */
  async pending(_viewer: Viewer, subject: TaskSubject): Promise<Task | undefined> {
    const query = this.#db
      .selectFrom('tasks')
      .selectAll()
      .where('subject', '=', subjectKey(subject))
      .where('status', 'in', [...PENDING]);
    const row = await query.executeTakeFirst();
    return row && taskOf(row);
  }

  /** Unfinished tasks of a dataset. */
  async pendingOf(_viewer: Viewer, dataset: string): Promise<Task[]> {
    const query = this.#db
      .selectFrom('tasks')
      .selectAll()
      .where('dataset', '=', dataset)
      .where('status', 'in', [...PENDING])
      .orderBy('id');
    return (await query.execute()).map(taskOf);
  }

  /** Gives all tasks of a dataset its class, finished ones too: a dataset that was narrowed takes its
   * tasks along. Unfinished ones go to its department; what was done stays with who did it. */
  async keepPlace(
    _viewer: Viewer,
    dataset: string,
    { class: dataClass, department }: { class: DataClass; department: string },
  ): Promise<void> {
    await inTransaction(this.#db, async (db) => {
      const query = db
        .selectFrom('tasks')
        .selectAll()
        .where('dataset', '=', dataset)
        .where(({ eb, and, or }) =>
          or([
            eb('class', '!=', dataClass),
            and([eb('department', '!=', department), eb('status', 'in', [...PENDING])]),
          ]),
        )
        .orderBy('id');
      for (const row of await forChange(db, query).execute()) {
        const task = taskOf(row);
        const own = isPending(task) ? department : task.department;
        const moved = rowOf({ ...task, class: dataClass, department: own });
        await db.updateTable('tasks').set(moved).where('id', '=', row.id).execute();
      }
    });
  }

  /** A task, whoever asks: access is decided by what it says. */
  async find(_viewer: Viewer, id: string): Promise<Task | undefined> {
    const row = await this.#query(this.#db, id).executeTakeFirst();
    return row && taskOf(row);
  }

  /** Tasks in the order in which they are due. */
  async list(
    _viewer: Viewer,
    selection: TaskSelection,
    { limit, after }: { limit: number; after?: TaskCursor | undefined },
  ): Promise<{ tasks: Task[]; total: number; next: TaskCursor | null }> {
    const all = selected(this.#db.selectFrom('tasks'), selection);
    const count = await all.select(({ fn }) => fn.countAll().as('n')).executeTakeFirst();
    let query = all.selectAll();
    if (after) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('due', 'id'), '>', tuple(after.due, after.id)),
      );
    }
    const rows = await query
      .orderBy('due')
      .orderBy('id')
      .limit(limit + 1)
      .execute();
    const tasks = rows.slice(0, limit).map(taskOf);
    const last = tasks.at(-1);
    const next = rows.length > limit && last ? { due: last.due, id: last.id } : null;
    return { tasks, total: Number(count?.n ?? 0), next };
  }

  /** How many tasks are not finished, and how many of them are overdue. */
  async counts(
    _viewer: Viewer,
    scope: Omit<TaskSelection, 'filter'>,
  ): Promise<{ pending: number; overdue: number }> {
    const count = async (status: 'pending' | 'overdue') => {
      const query = selected(this.#db.selectFrom('tasks'), { ...scope, filter: { status } });
      const row = await query.select(({ fn }) => fn.countAll().as('n')).executeTakeFirst();
      return Number(row?.n ?? 0);
    };
    return { pending: await count('pending'), overdue: await count('overdue') };
  }

  /** What happened to a task, the oldest first. */
  async history(_viewer: Viewer, id: string): Promise<TaskChange[]> {
    const query = this.#db
      .selectFrom('task_changes')
      .select(['version', 'at', 'by', 'event'])
      .where('task', '=', id)
      .orderBy('version');
    const rows = await query.execute();
    return rows.map((row) => TaskChange.parse({ ...row, event: JSON.parse(row.event) }));
  }

  /** Applies an event to a task that nobody changed since it was read. */
  async apply(
    viewer: Viewer,
    id: string,
    { event, expected }: { event: TaskEvent; expected: Expected },
  ): Promise<TaskResult> {
    const step = { at: this.now(), by: viewer.id };
    return inTransaction(this.#db, async (db): Promise<TaskResult> => {
      const row = await forChange(db, this.#query(db, id)).executeTakeFirst();
      if (!row) return { kind: 'missing' };
      if (expected !== 'any' && !expected.includes(row.version)) {
        return { kind: 'conflict', current: row.version };
      }
      const outcome = afterEvent(taskOf(row), event, step);
      if (outcome.kind === 'refused') return outcome;
      if (outcome.kind === 'same') return { kind: 'done', task: taskOf(row) };
      const { task } = outcome;
      await db
        .updateTable('tasks')
        .set(rowOf(task))
        .where('id', '=', id)
        .where('version', '=', row.version)
        .execute();
      await this.#record(db, task, { event, by: viewer.id });
      return { kind: 'done', task };
    });
  }

  async #record(
    db: Kysely<Database>,
    { id, version, updatedAt }: Task,
    { event, by }: { event: TaskEvent; by: string },
  ): Promise<void> {
    const text = JSON.stringify(TaskEvent.parse(event));
    const row = { task: id, version, at: updatedAt, by, event: text };
    await db.insertInto('task_changes').values(row).execute();
  }

  #query(db: Kysely<Database>, id: string) {
    return db.selectFrom('tasks').selectAll().where('id', '=', id);
  }
}
