import { Problem, Task, type Viewer } from '@bada/shared';
import { TaskHistory, TaskPage } from '@bada/shared/intake';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openQualityWorld, type QualityWorld } from '../support/quality-world.ts';
import type { SmallSource } from '../support/small-source.ts';
import { jsonRequest } from './support.ts';

const MEN = [
  ['26110', '2020-01-01', 10, 4],
  ['26110', '2021-01-01', 9, 4],
  ['26140', '2020-01-01', 7, 3],
] as const;
const ONE_BAD = [...MEN.slice(0, 2), ['26140', '2020-01-01', 7, 30]] as const;
const TWO_BAD = [MEN[0], ['26110', '2021-01-01', 9, 40], ['26140', '2020-01-01', 7, 30]] as const;

const LATER = ['26140', '2021-01-01', 8, 3] as const;

function people(severity: 'critical' | 'minor' = 'critical', withRule = true): SmallSource {
  const implementation = {
    criterion: 'logic',
    gate: 'warn',
    holds: { column: 'households', op: '<=', other: 'persons' },
  };
  return {
    id: 'people',
    columns: [
      { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
      { name: 'period', type: 'DATE', role: 'period', key: 2, required: true },
      { name: 'persons', type: 'INTEGER', role: 'measure', time: 'last' },
      { name: 'households', type: 'INTEGER', role: 'measure' },
    ],
    quality: withRule
      ? [{ id: 'within', type: 'custom', engine: 'bada', severity, implementation }]
      : [],
  };
}

const STEWARD = viewer('han', ['steward']);

function viewer(id: string, roles: Viewer['roles'], departments: string[] = []): Viewer {
  return { id, roles, departments, class: 'internal' };
}

const PEOPLE: Readonly<Record<string, Viewer>> = {
  steward: STEWARD,
  manager: viewer('kim', ['manager'], ['statistics']),
  elsewhere: viewer('lee', ['manager'], ['tourism']),
  guest: viewer('guest', ['viewer']),
};

let world: QualityWorld;

beforeEach(async () => {
  world = await openQualityWorld({
    viewerOf: (request) => PEOPLE[request.headers.get('x-test-person') ?? 'steward'] ?? STEWARD,
  });
});

afterEach(() => world.close());

async function tasks(search = ''): Promise<TaskPage> {
  return TaskPage.parse(await (await world.request(`/api/tasks${search}`)).json());
}

async function onlyTask(): Promise<Task> {
  const page = await tasks();
  expect(page.total).toBe(1);
  return Task.parse(page.tasks[0]);
}

function change({ id, version }: Task, edit: unknown, headers: Record<string, string> = {}) {
  const init = jsonRequest('POST', edit, { 'if-match': `"${version}"`, ...headers });
  return world.request(`/api/tasks/${id}/changes`, init);
}

async function changed(task: Task, edit: unknown): Promise<Task> {
  const response = await change(task, edit);
  expect(response.status).toBe(200);
  return Task.parse(await response.json());
}

async function codeOf(response: Response): Promise<string> {
  return Problem.parse(await response.json()).code;
}

async function history({ id }: Task): Promise<string[]> {
  const answer = await world.request(`/api/tasks/${id}/changes`);
  return TaskHistory.parse(await answer.json()).changes.map(({ event }) => event.kind);
}

describe('every failure becomes an action', () => {
  test('the versions that show what was found first and last are held', async () => {
    const { manifest: first } = await world.publish(people(), TWO_BAD);
    const { manifest: between } = await world.publish(people(), [...TWO_BAD, LATER]);
    const { manifest: last } = await world.publish(people(), MEN);
    const held = await world.store.references();
    expect([first, between, last].map(({ id }) => held.has(id))).toEqual([true, false, true]);
    const { before } = await onlyTask();
    expect(held.has(before.extract)).toBe(true);
  });

  test('a failed rule opens one task with department, deadline and the rate before', async () => {
    const { tasks: synced } = await world.publish(people(), ONE_BAD);
    expect(synced).toEqual({ opened: 1, measured: 0, finished: 0 });
    expect(await onlyTask()).toMatchObject({
      subject: { kind: 'quality', dataset: 'people', rule: 'within', severity: 'critical' },
      department: 'statistics',
      owner: null,
      due: '2024-03-08',
      status: { kind: 'open' },
      before: { evaluated: 3, errors: 1 },
      after: { evaluated: 3, errors: 1 },
    });
  });

  test('the deadline follows the severity of the rule', async () => {
    await world.publish(people('minor'), ONE_BAD);
    expect((await onlyTask()).due).toBe('2024-05-30');
  });

  test('the same reports again change nothing', async () => {
    const { manifest } = await world.publish(people(), ONE_BAD);
    expect(await world.desk.syncTasks(manifest)).toEqual({ opened: 0, measured: 0, finished: 0 });
    expect((await onlyTask()).version).toBe(1);
  });

  test('a next version keeps the task and records the new rate; a clean one finishes it', async () => {
    await world.publish(people(), ONE_BAD);
    world.setNow('2024-03-05T00:00:00.000Z');
    const second = await world.publish(people(), TWO_BAD);
    expect(second.tasks).toEqual({ opened: 0, measured: 1, finished: 0 });
    expect(await onlyTask()).toMatchObject({ before: { errors: 1 }, after: { errors: 2 } });
    world.setNow('2024-03-06T00:00:00.000Z');
    const third = await world.publish(people(), MEN);
    expect(third.tasks).toEqual({ opened: 0, measured: 1, finished: 1 });
    const task = await onlyTask();
    expect(task).toMatchObject({
      status: { kind: 'done', at: '2024-03-06T00:00:00.000Z' },
      before: { errors: 1 },
      after: { errors: 0, evaluated: 3 },
    });
    expect(await history(task)).toEqual(['opened', 'measured', 'measured']);
  });

  test('a failure after the end is a new task, and the old one stays as evidence', async () => {
    await world.publish(people(), ONE_BAD);
    world.setNow('2024-03-05T00:00:00.000Z');
    await world.publish(people(), MEN);
    world.setNow('2024-03-07T00:00:00.000Z');
    expect((await world.publish(people(), TWO_BAD)).tasks).toMatchObject({ opened: 1 });
    expect((await tasks()).tasks.map(({ status }) => status.kind).sort()).toEqual(['done', 'open']);
  });

  test('a rule that is no longer asked for withdraws its task', async () => {
    await world.publish(people(), ONE_BAD);
    world.setNow('2024-03-05T00:00:00.000Z');
    await world.publish(people('critical', false), ONE_BAD);
    expect((await onlyTask()).status.kind).toBe('withdrawn');
  });

  test('opening by hand finds the task that is open, and refuses what does not fail', async () => {
    await world.publish(people(), ONE_BAD);
    const draft = { dataset: 'people', rule: 'within' };
    const known = await world.request('/api/tasks', jsonRequest('POST', draft));
    expect(known.status).toBe(200);
    expect(Task.parse(await known.json()).id).toBe((await onlyTask()).id);
    const refused = [
      [{ dataset: 'people', rule: 'required-place' }, 422, 'task.no-failure'],
      [{ dataset: 'people', rule: 'no-such' }, 404, 'quality.rule-unknown'],
      [{ dataset: 'nobody', rule: 'within' }, 404, 'dataset.not-found'],
    ] as const;
    for (const [body, status, code] of refused) {
      const response = await world.request('/api/tasks', jsonRequest('POST', body));
      expect([response.status, await codeOf(response)]).toEqual([status, code]);
    }
  });
});

describe('what people do with a task', () => {
  test('they assign it, move the deadline, write notes, accept with a reason, reopen', async () => {
    await world.publish(people(), ONE_BAD);
    let task = await changed(await onlyTask(), { kind: 'assign', owner: ' 김주무관 ' });
    expect(task).toMatchObject({ owner: '김주무관', version: 2 });
    task = await changed(task, { kind: 'due', due: '2024-04-30' });
    task = await changed(task, { kind: 'note', text: '원자료 담당에게 확인을 요청함' });
    expect(task.evidence).toEqual([
      { at: '2024-03-01T00:00:00.000Z', by: 'han', text: '원자료 담당에게 확인을 요청함' },
    ]);
    task = await changed(task, { kind: 'accept', reason: '시설 세대를 포함한 값' });
    expect(task.status).toMatchObject({ kind: 'accepted', by: 'han', errors: 1, evaluated: 3 });
    task = await changed(task, { kind: 'reopen' });
    expect(task.status).toEqual({ kind: 'open' });
    const kinds = ['opened', 'assign', 'due', 'note', 'accept', 'reopen'];
    expect(await history(task)).toEqual(kinds);
  });

  test('what was accepted stays accepted at the same rate, and opens again at a worse one', async () => {
    await world.publish(people(), ONE_BAD);
    await changed(await onlyTask(), { kind: 'accept', reason: '예외' });
    world.setNow('2024-03-05T00:00:00.000Z');
    await world.publish(people(), [...ONE_BAD, ['26170', '2020-01-01', 5, 2]]);
    expect((await onlyTask()).status.kind).toBe('accepted');
    world.setNow('2024-03-06T00:00:00.000Z');
    await world.publish(people(), TWO_BAD);
    expect((await onlyTask()).status.kind).toBe('open');
  });

  test('a check on demand records what the current version holds', async () => {
    await world.publish(people(), ONE_BAD);
    world.setNow('2024-03-02T09:00:00.000Z');
    const task = await onlyTask();
    const init = jsonRequest('POST', {});
    const response = await world.request(`/api/tasks/${task.id}/recheck`, init);
    expect(response.status).toBe(200);
    expect(Task.parse(await response.json())).toMatchObject({
      status: { kind: 'open' },
      version: 2,
      after: { at: '2024-03-02T09:00:00.000Z', errors: 1, evaluated: 3 },
    });
  });

  test('changes need the current tag, a finished task takes notes only', async () => {
    await world.publish(people(), ONE_BAD);
    const task = await onlyTask();
    const edit = { kind: 'assign', owner: 'kim' };
    const bare = await world.request(`/api/tasks/${task.id}/changes`, jsonRequest('POST', edit));
    expect([bare.status, await codeOf(bare)]).toEqual([428, 'task.precondition-required']);
    await changed(task, edit);
    const stale = await change(task, { kind: 'assign', owner: 'lee' });
    expect([stale.status, stale.headers.get('etag')]).toEqual([412, '"2"']);
    const unaccepted = await change({ ...task, version: 2 }, { kind: 'reopen' });
    expect(await codeOf(unaccepted)).toBe('task.not-accepted');
    world.setNow('2024-03-05T00:00:00.000Z');
    await world.publish(people(), MEN);
    const done = await onlyTask();
    expect(await codeOf(await change(done, { kind: 'accept', reason: '늦음' }))).toBe(
      'task.finished',
    );
    expect((await changed(done, { kind: 'note', text: '확인함' })).evidence).toHaveLength(1);
  });

  test.each([
    [{ kind: 'accept', reason: ' ' }],
    [{ kind: 'due', due: '2024-02-31' }],
    [{ kind: 'measured' }],
    [{ kind: 'assign', owner: 'x', due: '2024-03-01' }],
  ])('an edit that is not valid is refused %#', async (edit) => {
    await world.publish(people(), ONE_BAD);
    const response = await change(await onlyTask(), edit);
    expect([response.status, await codeOf(response)]).toEqual([400, 'request.invalid']);
  });
});

describe('lists', () => {
  beforeEach(async () => {
    await world.publish(people(), ONE_BAD);
    await world.publish({ ...people('minor'), id: 'others' }, TWO_BAD);
  });

  test('come by due date, filtered and in pages', async () => {
    const all = await tasks();
    expect(all.tasks.map(({ subject }) => subject.dataset)).toEqual(['people', 'others']);
    const first = await tasks('?limit=1');
    expect(first).toMatchObject({ total: 2, tasks: [{ subject: { dataset: 'people' } }] });
    const second = await tasks(`?limit=1&cursor=${first.next}`);
    expect(second).toMatchObject({ next: null, tasks: [{ subject: { dataset: 'others' } }] });
    await changed(await firstTask(), { kind: 'assign', owner: 'kim' });
    const found = [
      ['?dataset=others', 1],
      ['?department=statistics', 2],
      ['?department=tourism', 0],
      ['?owner=kim', 1],
      ['?status=pending', 2],
      ['?status=done', 0],
      ['?due=2024-04-01', 1],
    ] as const;
    for (const [search, total] of found) expect((await tasks(search)).total, search).toBe(total);
    const broken = await world.request('/api/tasks?cursor=x');
    expect(await codeOf(broken)).toBe('request.invalid');
  });

  test('tell what is overdue on the day of asking; accepted ones are not', async () => {
    expect((await tasks('?status=overdue')).total).toBe(0);
    world.setNow('2024-03-09T00:00:00.000Z');
    expect(await tasks('?status=overdue')).toMatchObject({ total: 1, today: '2024-03-09' });
    await changed(await firstTask(), { kind: 'accept', reason: '예외' });
    expect((await tasks('?status=overdue')).total).toBe(0);
  });

  async function firstTask(): Promise<Task> {
    return Task.parse((await tasks()).tasks[0]);
  }
});

describe('who may', () => {
  test('managers change tasks of their own department, guests see none', async () => {
    await world.publish(people(), ONE_BAD);
    const task = await onlyTask();
    const note = { kind: 'note', text: '확인' };
    const statuses = [];
    for (const person of ['guest', 'elsewhere', 'manager']) {
      const read = await world.request(`/api/tasks/${task.id}`, {
        headers: { 'x-test-person': person },
      });
      const written = await change(task, note, { 'x-test-person': person });
      statuses.push([person, read.status, written.status]);
    }
    expect(statuses).toEqual([
      ['guest', 403, 403],
      ['elsewhere', 200, 403],
      ['manager', 200, 200],
    ]);
  });
});

test('a dataset that is narrowed takes its tasks along, finished ones too', async () => {
  await world.publish(people(), ONE_BAD);
  world.setNow('2024-03-05T00:00:00.000Z');
  const { manifest } = await world.publish(people(), MEN);
  const task = await onlyTask();
  const datasets = manifest.datasets.map((one) => ({ ...one, class: 'restricted' as const }));
  await world.desk.syncTasks({ ...manifest, datasets }, []);
  expect((await tasks()).total).toBe(0);
  expect((await world.request(`/api/tasks/${task.id}`)).status).toBe(403);
});
