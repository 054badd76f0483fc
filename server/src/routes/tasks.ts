import { BadaError, DataClass, type Task, TaskEdit, Task as TaskSchema } from '@bada/shared';
import type { DatasetNode } from '@bada/shared/catalogue';
import { TaskDraft, TaskFilter, TaskHistory, TaskPage } from '@bada/shared/intake';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { measureOf, openTask } from '../jobs/quality-tasks.ts';
import type { Expected } from '../store/boards.ts';
import type { TaskCursor, TaskResult } from '../store/tasks.ts';
import type { CatalogueSource } from './catalogue-source.ts';
import { matchTags } from './conditional.ts';
import { type Access, type AppEnv, documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';
import type { Services } from './services.ts';

const PAGE = 50;
const MAX_PAGE = 200;

const ListQuery = z.object({
  ...TaskFilter.shape,
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(PAGE),
});
const TaskParams = z.object({ id: z.string().max(80) });
const IfMatch = z.object({ 'if-match': z.string().optional() });

const INVALID = problem('The request does not fit its schema (`request.invalid`).');
const NOT_FOUND = problem('There is no such task (`task.not-found`).');
const FINISHED = problem('It does not fit the status (`task.finished`, `task.not-accepted`).');
const CONFLICT = problem('The task was changed in the meantime (`task.conflict`).');

const listRoute = createRoute({
  method: 'get',
  path: '/api/tasks',
  operationId: 'listTasks',
  summary: 'Tasks on data that the viewer may read, the ones due first at the top',
  request: { query: ListQuery },
  responses: { 200: json(TaskPage, 'A page of tasks.'), 400: INVALID, ...COMMON_PROBLEMS },
});

const createTaskRoute = createRoute({
  method: 'post',
  path: '/api/tasks',
  operationId: 'createTask',
  summary: 'Opens the task of a rule that fails in the current version of a dataset',
  description: 'A failure has one unfinished task at most: where there is one, it answers 200.',
  request: jsonBody(TaskDraft),
  responses: {
    200: json(TaskSchema, 'The task that was open already.'),
    201: json(TaskSchema, 'The new task.'),
    400: INVALID,
    404: problem('No such dataset, contract or rule (`dataset.not-found`, `quality.…`).'),
    422: problem('The rule does not fail (`task.no-failure`).'),
    ...COMMON_PROBLEMS,
  },
});

const readRoute = createRoute({
  method: 'get',
  path: '/api/tasks/{id}',
  operationId: 'getTask',
  summary: 'One task',
  request: { params: TaskParams },
  responses: { 200: json(TaskSchema, 'The task.'), 404: NOT_FOUND, ...COMMON_PROBLEMS },
});

const historyRoute = createRoute({
  method: 'get',
  path: '/api/tasks/{id}/changes',
  operationId: 'getTaskHistory',
  summary: 'What happened to a task, the oldest first',
  request: { params: TaskParams },
  responses: { 200: json(TaskHistory, 'The history.'), 404: NOT_FOUND, ...COMMON_PROBLEMS },
});

const changeRoute = createRoute({
  method: 'post',
  path: '/api/tasks/{id}/changes',
  operationId: 'changeTask',
  summary: 'Assigns a task, moves its deadline, adds a note, accepts or reopens it',
  request: { params: TaskParams, headers: IfMatch, ...jsonBody(TaskEdit) },
  responses: {
    200: json(TaskSchema, 'The task as it stands now.'),
    400: INVALID,
    404: NOT_FOUND,
    409: FINISHED,
    412: CONFLICT,
    428: problem('If-Match is missing (`task.precondition-required`).'),
    ...COMMON_PROBLEMS,
  },
});

const recheckRoute = createRoute({
  method: 'post',
  path: '/api/tasks/{id}/recheck',
  operationId: 'recheckTask',
  summary: 'Runs the rule of a task again on the current version of its dataset',
  description: 'If-Match is optional: a check overwrites nothing that a person wrote.',
  request: { params: TaskParams, headers: IfMatch },
  responses: {
    200: json(TaskSchema, 'The task with what was found; `done` when nothing fails any more.'),
    404: problem('No such task, contract or rule (`task.not-found`, `quality.…`).'),
    409: FINISHED,
    412: CONFLICT,
    ...COMMON_PROBLEMS,
  },
});

const Cursor = z.tuple([z.iso.date(), z.uuid()]);

function encodeCursor({ due, id }: TaskCursor): string {
  return Buffer.from(JSON.stringify([due, id])).toString('base64url');
}

function decodeCursor(text: string | undefined): TaskCursor | undefined {
  if (text === undefined) return undefined;
  try {
    const [due, id] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { due, id };
  } catch {
    throw new BadaError('request.invalid', { where: 'query.cursor', what: 'no such cursor' });
  }
}

function expectedBy(header: string | undefined): Expected {
  if (header === undefined) throw new BadaError('task.precondition-required');
  const tags = matchTags(header);
  return tags === 'any' ? 'any' : tags.filter((one) => /^\d{1,15}$/.test(one)).map(Number);
}

function tagged(c: Context, task: Task): Task {
  c.header('ETag', `"${task.version}"`);
  c.header('Cache-Control', 'no-cache');
  return task;
}

/** The changed task. A refused writer learns the current tag, to load and repeat. */
function changed(c: Context, result: TaskResult, id: string): Task {
  switch (result.kind) {
    case 'done':
      return tagged(c, result.task);
    case 'conflict':
      c.header('ETag', `"${result.current}"`);
      throw new BadaError('task.conflict');
    case 'refused':
      throw new BadaError(result.why === 'finished' ? 'task.finished' : 'task.not-accepted');
    case 'missing':
      throw new BadaError('task.not-found', { id });
  }
}

/** Access to one task by what it is about; what is not there is asked for as the highest class. */
function oneTask({ store, cuts }: Services, action: Access['action']): Access {
  return {
    action,
    async resource(c: Context<AppEnv>, viewer) {
      const id = c.req.param('id') ?? '';
      const task = await store.tasks.find(viewer, id);
      // What fails in all rows tells of rows that the viewer does not see.
      if (task && (await cuts.ruled(viewer, task.subject.dataset))) {
        throw new BadaError('task.not-found', { id });
      }
      const department = task ? { department: task.department } : {};
      return { kind: 'task', class: task?.class ?? 'restricted', ...department };
    },
  };
}

function anyTask(action: Access['action']): Access {
  return { action, resource: () => ({ kind: 'task', class: 'open' }) };
}

async function taskAt({ store }: Services, c: Context<AppEnv>, id: string): Promise<Task> {
  const task = await store.tasks.find(c.get('viewer'), id);
  if (!task) throw new BadaError('task.not-found', { id });
  return task;
}

/** What the ids of a list stand for, as far as the viewer may know. */
async function namesFor(catalogue: CatalogueSource, c: Context<AppEnv>, tasks: readonly Task[]) {
  const { nodes } = await catalogue.visible(c);
  const about = new Set(tasks.map(({ subject }) => subject.dataset));
  const titlesOf = ({ columns }: DatasetNode) =>
    Object.fromEntries(columns.map(({ name, title }) => [name, title]));
  return {
    columns: Object.fromEntries(
      nodes.filter(({ id }) => about.has(id)).map((node) => [node.id, titlesOf(node)]),
    ),
    datasets: Object.fromEntries(nodes.map(({ id, title }) => [id, title])),
    departments: Object.fromEntries(nodes.map(({ owner }) => [owner.code, owner.name])),
  };
}

function readRoutes(services: Services, catalogue: CatalogueSource): RouteEntry[] {
  const { store, quality, cuts } = services;
  return [
    documentedRoute(listRoute, anyTask('read'), async (c) => {
      const { cursor, limit, ...filter } = c.req.valid('query');
      const may = c.get('may');
      const classes = DataClass.options.filter((one) => may('read', { kind: 'task', class: one }));
      const today = quality.today();
      const except = await cuts.ruledDatasets(c.get('viewer'));
      const scope = { classes, today, except };
      const selection = { filter, ...scope };
      const page = { limit, after: decodeCursor(cursor) };
      const { tasks, total, next } = await store.tasks.list(c.get('viewer'), selection, page);
      const counts = await store.tasks.counts(c.get('viewer'), scope);
      const names = await namesFor(catalogue, c, tasks);
      c.header('Cache-Control', 'no-store');
      const body = { tasks, total, today, counts, names, next: next && encodeCursor(next) };
      return c.json(body, 200);
    }),
    documentedRoute(readRoute, oneTask(services, 'read'), async (c) =>
      c.json(tagged(c, await taskAt(services, c, c.req.valid('param').id)), 200),
    ),
    documentedRoute(historyRoute, oneTask(services, 'read'), async (c) => {
      const { id } = await taskAt(services, c, c.req.valid('param').id);
      c.header('Cache-Control', 'no-cache');
      return c.json({ changes: await store.tasks.history(c.get('viewer'), id) }, 200);
    }),
  ];
}

function writeRoutes(services: Services): RouteEntry[] {
  const { store, quality, manifests } = services;
  return [
    documentedRoute(createTaskRoute, anyTask('create'), async (c) => {
      const { dataset, rule } = c.req.valid('json');
      const manifest = await manifests.current();
      const found = manifest.datasets.find(({ id }) => id === dataset);
      if (!found) throw new BadaError('dataset.not-found', { id: dataset });
      c.get('demand')('create', { kind: 'task', class: found.class });
      const result = await quality.check(c.get('viewer'), manifest, { dataset, rule });
      const desk = await quality.taskDesk();
      const { task, isNew } = await openTask(desk, manifest, { dataset, result });
      c.header('Location', `/api/tasks/${task.id}`);
      return c.json(tagged(c, task), isNew ? 201 : 200);
    }),
    documentedRoute(changeRoute, oneTask(services, 'update'), async (c) => {
      const { id } = c.req.valid('param');
      const expected = expectedBy(c.req.header('if-match'));
      const event = c.req.valid('json');
      const result = await store.tasks.apply(c.get('viewer'), id, { event, expected });
      return c.json(changed(c, result, id), 200);
    }),
    documentedRoute(recheckRoute, oneTask(services, 'update'), async (c) => {
      const viewer = c.get('viewer');
      const { id, subject } = await taskAt(services, c, c.req.valid('param').id);
      const expected = expectedBy(c.req.header('if-match') ?? '*');
      const manifest = await manifests.current();
      const { dataset, rule } = subject;
      if (!manifest.datasets.some((one) => one.id === dataset)) {
        throw new BadaError('dataset.not-found', { id: dataset });
      }
      const { evaluated, errors } = await quality.check(viewer, manifest, { dataset, rule });
      const found = { evaluated, errors, at: store.tasks.now() };
      const measure = measureOf(manifest, dataset, found);
      const event = { kind: 'measured', measure } as const;
      return c.json(changed(c, await store.tasks.apply(viewer, id, { event, expected }), id), 200);
    }),
  ];
}

/** Tasks: lists, single ones with their history, changes with optimistic concurrency, checks. */
export function taskRoutes(services: Services, catalogue: CatalogueSource): RouteEntry[] {
  return [...readRoutes(services, catalogue), ...writeRoutes(services)];
}
