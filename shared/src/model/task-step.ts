import { isPending, type Task, type TaskEvent, type TaskMeasure, type TaskStatus } from './task.ts';

/** Who does something to a task, and when (ISO date-time in UTC). */
export interface TaskStep {
  readonly at: string;
  readonly by: string;
}

/** A task after an event, or why the event does not fit: `finished` tasks take notes only, and
 * only an accepted one can be reopened. */
export type TaskOutcome =
  | { readonly kind: 'changed'; readonly task: Task }
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly why: 'finished' | 'not-accepted' };

/** Compares two rates without rounding: a ÷ b > c ÷ d for counts. */
function isWorse(now: TaskMeasure, accepted: { errors: number; evaluated: number }): boolean {
  return now.errors * accepted.evaluated > accepted.errors * now.evaluated;
}

function statusAfter({ status }: Task, measure: TaskMeasure): TaskStatus {
  // Nothing checked is no pass: the task stays as it is.
  if (measure.evaluated === 0) return status;
  if (measure.errors === 0) return { kind: 'done', at: measure.at };
  if (status.kind === 'accepted' && isWorse(measure, status)) return { kind: 'open' };
  return status;
}

/** The same figures of the same bytes say something new only when they were checked later. */
function isKnown({ after }: Task, { at, extract, evaluated, errors }: TaskMeasure): boolean {
  const isSame =
    after.extract === extract && after.evaluated === evaluated && after.errors === errors;
  return isSame && Date.parse(at) <= Date.parse(after.at);
}

function changesOf(task: Task, event: TaskEvent, { at, by }: TaskStep): Partial<Task> {
  switch (event.kind) {
    case 'assign':
      return { owner: event.owner };
    case 'due':
      return { due: event.due };
    case 'note':
      return { evidence: [...task.evidence, { at, by, text: event.text }] };
    case 'accept': {
      const { errors, evaluated } = task.after;
      return { status: { kind: 'accepted', at, by, reason: event.reason, errors, evaluated } };
    }
    case 'reopen':
      return { status: { kind: 'open' } };
    case 'withdraw':
      return { status: { kind: 'withdrawn', at } };
    case 'measured':
      return { after: event.measure, status: statusAfter(task, event.measure) };
    case 'opened':
      return {};
  }
}

function refusal(task: Task, event: TaskEvent): 'finished' | 'not-accepted' | undefined {
  if (event.kind === 'note') return undefined;
  if (!isPending(task)) return 'finished';
  if (event.kind === 'reopen' && task.status.kind !== 'accepted') return 'not-accepted';
  return undefined;
}

function isSame(task: Task, event: TaskEvent): boolean {
  if (event.kind === 'measured') return isKnown(task, event.measure);
  if (event.kind === 'assign') return task.owner === event.owner;
  if (event.kind === 'due') return task.due === event.due;
  return event.kind === 'opened';
}

/** What becomes of a task by an event: the one place that knows the transitions. Pure. */
export function afterEvent(task: Task, event: TaskEvent, step: TaskStep): TaskOutcome {
  const why = refusal(task, event);
  if (why !== undefined) return { kind: 'refused', why };
  if (isSame(task, event)) return { kind: 'same' };
  const changes = changesOf(task, event, step);
  const { version } = task;
  return {
    kind: 'changed',
    task: { ...task, ...changes, version: version + 1, updatedAt: step.at },
  };
}
