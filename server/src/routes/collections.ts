import { BadaError, type Viewer } from '@bada/shared';
import {
  Collection,
  CollectionDraft,
  CollectionList,
  type CollectionStatus,
  CollectSample,
  type Job,
  NewCollection,
  nextRun,
  SampleRequest,
} from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import type { CollectionChange } from '../store/collections.ts';
import { clientSignal } from './client-signal.ts';
import { expectedVersions, versionTag } from './if-match.ts';
import { collectionAccess } from './jobs.ts';
import { documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';
import type { Services } from './services.ts';

const Params = z.object({ id: z.string().max(80) });
const IfMatch = z.object({ 'if-match': z.string().optional() });
const INVALID = problem('The request does not fit its schema (`request.invalid`).');
const MISSING = problem('There is no such collection (`collection.not-found`).');
const CHANGE_PROBLEMS = {
  400: INVALID,
  404: MISSING,
  412: problem('The collection was changed in the meantime (`collection.conflict`).'),
  428: problem('If-Match is missing (`job.precondition-required`).'),
  ...COMMON_PROBLEMS,
};

const listRoute = createRoute({
  method: 'get',
  path: '/api/collections',
  operationId: 'listCollections',
  summary: 'What is fetched from other systems, with the next and the last run',
  responses: { 200: json(CollectionList, 'The collections, by title.'), ...COMMON_PROBLEMS },
});

const createCollectionRoute = createRoute({
  method: 'post',
  path: '/api/collections',
  operationId: 'createCollection',
  summary: 'Defines a collection',
  description: 'Keys and passwords are named, never given: the server looks them up when it runs.',
  request: jsonBody(NewCollection),
  responses: {
    201: json(Collection, 'The collection.'),
    400: INVALID,
    409: problem('There is one of this id (`collection.exists`).'),
    ...COMMON_PROBLEMS,
  },
});

const sampleRoute = createRoute({
  method: 'post',
  path: '/api/collections/sample',
  operationId: 'sampleCollection',
  summary: 'The first ten rows of a source; nothing is saved',
  request: jsonBody(SampleRequest),
  responses: {
    200: json(CollectSample, 'The rows, personal data masked.'),
    400: INVALID,
    422: problem('The source refuses or lacks something (`collect.*`).'),
    502: problem('The source did not answer well (`collect.*`).'),
    ...COMMON_PROBLEMS,
  },
});

const readRoute = createRoute({
  method: 'get',
  path: '/api/collections/{id}',
  operationId: 'getCollection',
  summary: 'One collection',
  request: { params: Params },
  responses: { 200: json(Collection, 'The collection.'), 404: MISSING, ...COMMON_PROBLEMS },
});

const updateRoute = createRoute({
  method: 'put',
  path: '/api/collections/{id}',
  operationId: 'updateCollection',
  summary: 'Replaces what a person wrote of a collection',
  request: { params: Params, headers: IfMatch, ...jsonBody(CollectionDraft) },
  responses: { 200: json(Collection, 'The collection as it stands now.'), ...CHANGE_PROBLEMS },
});

const deleteRoute = createRoute({
  method: 'delete',
  path: '/api/collections/{id}',
  operationId: 'deleteCollection',
  summary: 'Takes a collection away; its versions and runs stay',
  request: { params: Params, headers: IfMatch },
  responses: { 204: { description: 'It is gone.' }, ...CHANGE_PROBLEMS },
});

function changed(c: Context, change: CollectionChange, id: string): Collection {
  switch (change.kind) {
    case 'done':
      c.header('ETag', versionTag(change.collection.version));
      return change.collection;
    case 'conflict':
      c.header('ETag', versionTag(change.current));
      throw new BadaError('collection.conflict');
    case 'missing':
      throw new BadaError('collection.not-found', { id });
  }
}

function statusOf(collection: Collection, jobs: readonly Job[]): CollectionStatus {
  const own = jobs.filter(({ subject }) => subject === collection.id);
  const next = own.find(({ finishedAt }) => finishedAt === null) ?? null;
  const ended = own.filter(({ state }) => state === 'done' || state === 'failed');
  const last = ended.toSorted((a, b) => ((a.finishedAt ?? '') < (b.finishedAt ?? '') ? 1 : -1))[0];
  return { collection, next, last: last ?? null };
}

/** Moves the next run to where the collection's schedule wants it. */
async function reschedule(
  services: Services,
  viewer: Viewer,
  collection: Collection | undefined,
  id: string,
) {
  const { store, clock } = services;
  const schedule = collection?.schedule ?? null;
  const runAt = schedule && nextRun(schedule, clock());
  await store.jobs.reschedule(viewer, { kind: 'collection', subject: id, runAt });
}

function readRoutes({ store, sample }: Services): RouteEntry[] {
  const { collections, jobs } = store;
  return [
    documentedRoute(listRoute, collectionAccess('read'), async (c) => {
      const viewer = c.get('viewer');
      const all = await collections.list(viewer);
      const runs = await jobs.latest(viewer, 'collection');
      c.header('Cache-Control', 'no-store');
      return c.json({ collections: all.map((one) => statusOf(one, runs)) }, 200);
    }),
    documentedRoute(sampleRoute, collectionAccess('create'), async (c) => {
      const { source } = c.req.valid('json');
      c.header('Cache-Control', 'no-store');
      return c.json(await sample(source, clientSignal(c.req.raw)), 200);
    }),
    documentedRoute(readRoute, collectionAccess('read'), async (c) => {
      const { id } = c.req.valid('param');
      const collection = await collections.find(c.get('viewer'), id);
      if (!collection) throw new BadaError('collection.not-found', { id });
      c.header('ETag', versionTag(collection.version));
      c.header('Cache-Control', 'no-cache');
      return c.json(collection, 200);
    }),
  ];
}

function writeRoutes(services: Services): RouteEntry[] {
  const { collections } = services.store;
  const expectedOf = (c: Context) =>
    expectedVersions(c.req.header('if-match'), 'job.precondition-required');
  return [
    documentedRoute(createCollectionRoute, collectionAccess('create'), async (c) => {
      const { id, ...draft } = c.req.valid('json');
      const viewer = c.get('viewer');
      const change = await collections.create(viewer, id, draft);
      if (change.kind !== 'done') throw new BadaError('collection.exists', { id });
      await reschedule(services, viewer, change.collection, id);
      c.header('Location', `/api/collections/${id}`);
      return c.json(changed(c, change, id), 201);
    }),
    documentedRoute(updateRoute, collectionAccess('update'), async (c) => {
      const { id } = c.req.valid('param');
      const viewer = c.get('viewer');
      const change = { draft: c.req.valid('json'), expected: expectedOf(c) };
      const collection = changed(c, await collections.update(viewer, id, change), id);
      await reschedule(services, viewer, collection, id);
      return c.json(collection, 200);
    }),
    documentedRoute(deleteRoute, collectionAccess('delete'), async (c) => {
      const { id } = c.req.valid('param');
      const viewer = c.get('viewer');
      changed(c, await collections.remove(viewer, id, expectedOf(c)), id);
      await reschedule(services, viewer, undefined, id);
      return c.body(null, 204);
    }),
  ];
}

/** What is fetched from other systems: definitions, a look before saving, and their state. */
export function collectionRoutes(services: Services): RouteEntry[] {
  return [...readRoutes(services), ...writeRoutes(services)];
}
