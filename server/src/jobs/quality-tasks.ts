import {
  BadaError,
  baseFile,
  type DataClass,
  datasetOf,
  dueOn,
  isPending,
  type Manifest,
  type ManifestDataset,
  type NewTask,
  type QualityReport,
  type RuleResult,
  type Task,
  type TaskEvent,
  type TaskMeasure,
  type TaskPolicy,
  type TaskSubject,
  type Viewer,
} from '@bada/shared';

/** Where tasks are kept. */
export interface TaskBook {
  /** Opens a task, or finds the unfinished one of the same subject. */
  open(viewer: Viewer, task: NewTask): Promise<{ task: Task; isNew: boolean }>;
  /** Unfinished tasks of a dataset. */
  pendingOf(viewer: Viewer, dataset: string): Promise<Task[]>;
  /** Gives all tasks of a dataset its class, and the unfinished ones its owner department. */
  keepPlace(
    viewer: Viewer,
    dataset: string,
    place: { readonly class: DataClass; readonly department: string },
  ): Promise<void>;
  /** Tells a task what happened; the answer holds it when that was done. */
  apply(
    viewer: Viewer,
    id: string,
    change: { event: TaskEvent; expected: 'any' },
  ): Promise<{ readonly kind: string; readonly task?: Task }>;
}

/** What tasks are opened with. */
export interface TaskDesk {
  readonly tasks: TaskBook;
  /** In whose name tasks are opened and measured. */
  readonly viewer: Viewer;
  readonly policy: TaskPolicy;
  /** Day on which a failure counts as found, ISO date. */
  readonly today: string;
  /** Department that owns a dataset, as its newest contract says. */
  readonly ownerOf: (dataset: ManifestDataset) => string;
}

/** What became of the tasks on a manifest's failures. */
export interface SyncedTasks {
  readonly opened: number;
  readonly measured: number;
  readonly finished: number;
}

/** A rule as the subject of a task. */
function subjectOf(dataset: string, result: RuleResult): TaskSubject {
  const { id: rule, criterion, columns, severity } = result;
  return { kind: 'quality', dataset, rule, criterion, columns, severity };
}

/** What a rule found in a manifest's version of its dataset.
 * @param at when it was checked; when the manifest was built, unless told */
export function measureOf(
  manifest: Manifest,
  dataset: string,
  { evaluated, errors, at = manifest.builtAt }: { evaluated: number; errors: number; at?: string },
): TaskMeasure {
  const found = datasetOf(manifest, dataset);
  const { version } = found;
  const { hash: extract } = baseFile(found);
  return { at, manifest: manifest.id, version, extract, evaluated, errors };
}

/** Opens the task of a failed rule, or finds the one that is open.
 * @throws BadaError `task.no-failure` when the rule did not fail */
export async function openTask(
  { tasks, viewer, policy, today, ownerOf }: TaskDesk,
  manifest: Manifest,
  { dataset, result }: { dataset: string; result: RuleResult },
): Promise<{ task: Task; isNew: boolean }> {
  if (result.errors === 0) throw new BadaError('task.no-failure', { dataset, rule: result.id });
  const found = datasetOf(manifest, dataset);
  return tasks.open(viewer, {
    subject: subjectOf(dataset, result),
    class: found.class,
    department: ownerOf(found),
    due: dueOn(policy, { severity: result.severity, today }),
    measure: measureOf(manifest, dataset, result),
  });
}

async function updatePending(
  { tasks, viewer }: TaskDesk,
  manifest: Manifest,
  report: QualityReport,
): Promise<{ measured: number; finished: number }> {
  const results = new Map(report.value.results.map((result) => [result.id, result]));
  let [measured, finished] = [0, 0];
  for (const task of await tasks.pendingOf(viewer, report.dataset)) {
    const result = results.get(task.subject.rule);
    const event = result
      ? ({ kind: 'measured', measure: measureOf(manifest, report.dataset, result) } as const)
      : ({ kind: 'withdraw' } as const);
    const change = await tasks.apply(viewer, task.id, { event, expected: 'any' });
    if (!change.task || change.task.version === task.version) continue;
    measured += 1;
    if (!isPending(change.task)) finished += 1;
  }
  return { measured, finished };
}

async function syncReport(
  desk: TaskDesk,
  manifest: Manifest,
  report: QualityReport,
): Promise<SyncedTasks> {
  const changed = await updatePending(desk, manifest, report);
  let opened = 0;
  for (const result of report.value.results.filter(({ errors }) => errors > 0)) {
    const { isNew } = await openTask(desk, manifest, { dataset: report.dataset, result });
    if (isNew) opened += 1;
  }
  return { opened, ...changed };
}

/** Makes an action of every failure of a published manifest: each failed rule opens a task or keeps
 * the one it has, each open task gets what was found now, and is done when nothing was. The same
 * reports a second time change nothing.
 * @param reports diagnoses of datasets of the manifest; others' tasks stay as they are */
export async function syncQualityTasks(
  desk: TaskDesk,
  manifest: Manifest,
  reports: readonly QualityReport[],
): Promise<SyncedTasks> {
  const total = { opened: 0, measured: 0, finished: 0 };
  for (const dataset of manifest.datasets) {
    const place = { class: dataset.class, department: desk.ownerOf(dataset) };
    await desk.tasks.keepPlace(desk.viewer, dataset.id, place);
  }
  for (const report of reports) {
    const one = await syncReport(desk, manifest, report);
    total.opened += one.opened;
    total.measured += one.measured;
    total.finished += one.finished;
  }
  return total;
}
