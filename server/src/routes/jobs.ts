import { BadaError, KebabId } from '@bada/shared';
import { Job, JobChange, JobList, JobRequest } from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import type { JobChangeResult } from '../store/jobs.ts';
import { expectedVersions, versionTag } from './if-match.ts';
import { type Access, documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';
import type { Services } from './services.ts';

const Params = z.object({ id: z.string().max(80) });
const IfMatch = z.object({ 'if-match': z.string().optional() });
const INVALID = problem('The request does not fit its schema (`request.invalid`).');
const MISSING = problem('There is no such job (`job.not-found`).');

const listRoute = createRoute({
  method: 'get',
  path: '/api/jobs',
  operationId: 'listJobs',
  summary: 'Work in the background, the newest first',
  request: { query: z.object({ subject: KebabId.optional() }) },
  responses: { 200: json(JobList, 'At most 200 jobs.'), 400: INVALID, ...COMMON_PROBLEMS },
});

const readRoute = createRoute({
  method: 'get',
  path: '/api/jobs/{id}',
  operationId: 'getJob',
  summary: 'One job',
  request: { params: Params },
  responses: { 200: json(Job, 'The job.'), 404: MISSING, ...COMMON_PROBLEMS },
});

const runRoute = createRoute({
  method: 'post',
  path: '/api/jobs',
  operationId: 'runJob',
  summary: 'Runs the job of a subject now',
  description: 'One that waits for its time is brought forward; a subject never has two at once.',
  request: jsonBody(JobRequest),
  responses: {
    202: json(Job, 'The job, queued.'),
    400: INVALID,
    404: problem('There is no such collection (`collection.not-found`).'),
    409: problem('It is running already (`job.state`).'),
    ...COMMON_PROBLEMS,
  },
});

const changeRoute = createRoute({
  method: 'put',
  path: '/api/jobs/{id}',
  operationId: 'changeJob',
  summary: 'Pauses, resumes or cancels a job',
  description: 'Cancelling stops one run, also one under way; a schedule goes on with the next.',
  request: { params: Params, headers: IfMatch, ...jsonBody(JobChange) },
  responses: {
    200: json(Job, 'The job as it stands now.'),
    400: INVALID,
    404: MISSING,
    409: problem('It is over (`job.state`).'),
    412: problem('The job changed in the meantime (`job.conflict`).'),
    428: problem('If-Match is missing (`job.precondition-required`).'),
    ...COMMON_PROBLEMS,
  },
});

function changed(c: Context, change: JobChangeResult, id: string): Job {
  if (change.kind === 'missing') throw new BadaError('job.not-found', { id });
  c.header('ETag', versionTag(change.job.version));
  switch (change.kind) {
    case 'done':
      return change.job;
    case 'conflict':
      throw new BadaError('job.conflict');
    case 'refused':
      throw new BadaError('job.state', { state: change.job.state });
  }
}

/** Access to collections and their runs. */
export function collectionAccess(action: Access['action']): Access {
  return { action, resource: () => ({ kind: 'collection' }) };
}

/** Work in the background: what waits, runs and ended; running now, pausing, cancelling. */
export function jobRoutes({ store }: Services): RouteEntry[] {
  const { jobs, collections } = store;
  return [
    documentedRoute(listRoute, collectionAccess('read'), async (c) => {
      const { subject } = c.req.valid('query');
      c.header('Cache-Control', 'no-store');
      return c.json({ jobs: await jobs.list(c.get('viewer'), { subject }) }, 200);
    }),
    documentedRoute(readRoute, collectionAccess('read'), async (c) => {
      const { id } = c.req.valid('param');
      const job = await jobs.find(c.get('viewer'), id);
      if (!job) throw new BadaError('job.not-found', { id });
      c.header('ETag', versionTag(job.version));
      c.header('Cache-Control', 'no-cache');
      return c.json(job, 200);
    }),
    documentedRoute(runRoute, collectionAccess('create'), async (c) => {
      const { kind, subject } = c.req.valid('json');
      const viewer = c.get('viewer');
      if (!(await collections.find(viewer, subject))) {
        throw new BadaError('collection.not-found', { id: subject });
      }
      const job = changed(c, await jobs.runNow(viewer, { kind, subject }), subject);
      c.header('Location', `/api/jobs/${job.id}`);
      return c.json(job, 202);
    }),
    documentedRoute(changeRoute, collectionAccess('update'), async (c) => {
      const { id } = c.req.valid('param');
      const { action } = c.req.valid('json');
      const header = c.req.header('if-match');
      const expected = expectedVersions(header, 'job.precondition-required');
      const change = await jobs.change(c.get('viewer'), id, { action, expected });
      return c.json(changed(c, change, id), 200);
    }),
  ];
}
