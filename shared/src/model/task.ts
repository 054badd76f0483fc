import { z } from 'zod';
import { KebabId, Sha256 } from './ids.ts';
import { IsoDate } from './period.ts';
import { DataClass } from './viewer.ts';

const Instant = z.iso.datetime();
const Person = z.string().min(1).max(80);

/** How urgent a failure is, as its rule says. */
const Severity = z.enum(['critical', 'major', 'minor']);

/** A rule of a dataset that rows of it break. */
const QualitySubject = z.strictObject({
  kind: z.literal('quality'),
  dataset: KebabId,
  /** Id of the rule in the dataset's contract. */
  rule: z.string().min(1).max(200),
  criterion: z.string().min(1),
  columns: z.array(z.string()),
  severity: Severity,
});

/** What a task is about. Quality failures now; actions, incidents and workflow steps join here. */
export const TaskSubject = z.discriminatedUnion('kind', [QualitySubject]);
export type TaskSubject = z.infer<typeof TaskSubject>;

/** What a check of the subject found in one version of its data. */
export const TaskMeasure = z.strictObject({
  at: Instant,
  /** Manifest and version that were checked. */
  manifest: Sha256,
  version: z.string().min(1),
  /** Hash of the extract that was checked. */
  extract: Sha256,
  /** Values checked; 0 says that nothing could be checked, which is no pass. */
  evaluated: z.number().int().min(0),
  errors: z.number().int().min(0),
});
export type TaskMeasure = z.infer<typeof TaskMeasure>;

/** Where a task stands. `withdrawn`: what it was about is no longer asked for. */
export const TaskStatus = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({
    kind: z.literal('accepted'),
    at: Instant,
    by: Person,
    reason: z.string().min(1),
    /** What was known when it was accepted; a worse rate opens the task again. */
    errors: z.number().int().min(0),
    evaluated: z.number().int().min(0),
  }),
  z.strictObject({ kind: z.literal('done'), at: Instant }),
  z.strictObject({ kind: z.literal('withdrawn'), at: Instant }),
]);
export type TaskStatus = z.infer<typeof TaskStatus>;

/** What somebody wrote down about the work on a task. */
export const TaskNote = z.strictObject({ at: Instant, by: Person, text: z.string().min(1) });
export type TaskNote = z.infer<typeof TaskNote>;

/** Something somebody has to do: who, until when, about what, and what shows that it was done. */
export const Task = z.strictObject({
  v: z.literal(1),
  id: z.uuid(),
  subject: TaskSubject,
  /** Class of the data it is about: who may not read that may not read the task. */
  class: DataClass,
  /** Department that has to see to it. */
  department: KebabId,
  /** Person in charge; null until somebody is named. */
  owner: Person.nullable(),
  /** Last day on which it is not overdue. */
  due: IsoDate,
  status: TaskStatus,
  /** What was found when the task was opened. */
  before: TaskMeasure,
  /** What was found last; the same as `before` until it was checked again. */
  after: TaskMeasure,
  /** Notes, the oldest first. */
  evidence: z.array(TaskNote),
  /** Counts changes from 1; the ETag in quotes. */
  version: z.number().int().positive(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Task = z.infer<typeof Task>;

/** A task to be opened: what was found, whose it is, and until when. */
export interface NewTask {
  readonly subject: TaskSubject;
  readonly class: DataClass;
  readonly department: string;
  readonly due: IsoDate;
  readonly measure: TaskMeasure;
}

/** What people change of a task. Exactly what is given changes. */
export const TaskEdit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('assign'), owner: z.string().trim().min(1).max(80).nullable() }),
  z.strictObject({ kind: z.literal('due'), due: IsoDate }),
  z.strictObject({ kind: z.literal('note'), text: z.string().trim().min(1).max(2000) }),
  z.strictObject({ kind: z.literal('accept'), reason: z.string().trim().min(1).max(2000) }),
  z.strictObject({ kind: z.literal('reopen') }),
]);
export type TaskEdit = z.infer<typeof TaskEdit>;

/** What happened to a task: an edit by a person, or a check. */
export const TaskEvent = z.discriminatedUnion('kind', [
  ...TaskEdit.options,
  z.strictObject({ kind: z.literal('opened'), measure: TaskMeasure }),
  z.strictObject({ kind: z.literal('measured'), measure: TaskMeasure }),
  z.strictObject({ kind: z.literal('withdraw') }),
]);
export type TaskEvent = z.infer<typeof TaskEvent>;

/** One entry of a task's history; `version` is the task's version that it led to. */
export const TaskChange = z.strictObject({
  version: z.number().int().positive(),
  at: Instant,
  by: Person,
  event: TaskEvent,
});
export type TaskChange = z.infer<typeof TaskChange>;

/** Key under which a subject has at most one task that is not finished. */
export function subjectKey(subject: TaskSubject): string {
  return `${subject.kind}/${subject.dataset}/${subject.rule}`;
}

/** Error rate of a measure in per cent; null when nothing was checked. */
export function measuredRate({
  evaluated,
  errors,
}: Pick<TaskMeasure, 'evaluated' | 'errors'>): number | null {
  return evaluated === 0 ? null : (errors / evaluated) * 100;
}

/** Whether somebody still has to do something about a task. */
export function isPending({ status }: Pick<Task, 'status'>): boolean {
  return status.kind === 'open' || status.kind === 'accepted';
}

/** Whether an open task is past its last day. */
export function isOverdue({ status, due }: Pick<Task, 'status' | 'due'>, today: IsoDate): boolean {
  return status.kind === 'open' && due < today;
}
