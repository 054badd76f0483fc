import { DatasetProfile, DatasetRows, LostCharacters, rowsFile } from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { type DatasetAt, insideOf } from '../engine/dataset-tables.ts';
import { cachedJson } from './cached-json.ts';
import { type CatalogueSource, datasetAccess, refuseUncut } from './catalogue-source.ts';
import { clientSignal } from './client-signal.ts';
import { AtManifest, DatasetParams, NO_DATASET } from './datasets.ts';
import { type AppEnv, documentedRoute, type RouteEntry, recorded } from './registry.ts';
import { COMMON_PROBLEMS, json, problem } from './responses.ts';
import type { Services } from './services.ts';

const MAX_ROWS = 100;

const RowsQuery = AtManifest.extend({
  limit: z.coerce.number().int().min(1).max(MAX_ROWS).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});

const DAMAGED = problem('The file of the dataset is damaged (`extract.corrupt`).');

const rowsRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/rows',
  operationId: 'getDatasetRows',
  summary: 'A page of rows in their stored order',
  request: { params: DatasetParams, query: RowsQuery },
  responses: {
    ...COMMON_PROBLEMS,
    200: json(DatasetRows, 'The rows; dates are ISO texts, numbers are doubles.'),
    304: { description: 'The client holds them already.' },
    400: problem('The request does not fit its schema (`request.invalid`).'),
    404: NO_DATASET,
    503: DAMAGED,
  },
});

const profileRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/profile',
  operationId: 'getDatasetProfile',
  summary: 'What the columns hold: missing, distinct, least, greatest, spread',
  description: 'Worked out once per extract and remembered.',
  request: { params: DatasetParams, query: AtManifest },
  responses: {
    ...COMMON_PROBLEMS,
    200: json(DatasetProfile, 'The profile.'),
    304: { description: 'The client holds it already.' },
    404: NO_DATASET,
    503: DAMAGED,
  },
});

const lostRoute = createRoute({
  method: 'get',
  path: '/api/datasets/{id}/lost-characters',
  operationId: 'getLostCharacters',
  summary: 'What a CP949 download would lose',
  description: 'The values that hold characters without a code in CP949, 500 at most.',
  request: { params: DatasetParams, query: AtManifest },
  responses: {
    ...COMMON_PROBLEMS,
    200: json(LostCharacters, 'The losses; none where `total` is 0.'),
    304: { description: 'The client holds them already.' },
    404: NO_DATASET,
    503: DAMAGED,
  },
});

/** What a reader gets to see of a dataset: all counts in its own department, else what may leave it.
 * @throws BadaError `dataset.small-cells` */
function sightOf(c: Context<AppEnv>, found: DatasetAt): { at: DatasetAt; mark: string } {
  if (found.node.cut) {
    refuseUncut(found.node);
    return { at: found, mark: '' };
  }
  const department = found.node.owner.code;
  if (c.get('may')('read', { kind: 'small-counts', department })) {
    const at = insideOf(found);
    return { at, mark: at.node.id === found.node.id ? '' : '-inside' };
  }
  refuseUncut(found.node);
  return { at: found, mark: '' };
}

/** Rows of one dataset and what is known about them. */
export function datasetRowRoutes({ tables }: Services, catalogue: CatalogueSource): RouteEntry[] {
  const access = datasetAccess(catalogue);
  return [
    documentedRoute(rowsRoute, recorded(access), async (c) => {
      const { limit, offset, manifest } = c.req.valid('query');
      const viewer = c.get('viewer');
      const found = await catalogue.dataset(viewer, c.req.valid('param').id, manifest);
      const { at, mark } = sightOf(c, found);
      const signal = clientSignal(c.req.raw);
      const page = await tables.page(viewer, at, { limit, offset, signal });
      return cachedJson(c, page, `"${rowsFile(at.node).hash}-${offset}-${limit}${mark}"`);
    }),
    documentedRoute(profileRoute, access, async (c) => {
      const viewer = c.get('viewer');
      const { manifest } = c.req.valid('query');
      const found = await catalogue.dataset(viewer, c.req.valid('param').id, manifest);
      const { at, mark } = sightOf(c, found);
      const profile = await tables.profile(viewer, at, clientSignal(c.req.raw));
      return cachedJson(c, profile, `"${profile.hash}-profile${mark}"`);
    }),
    documentedRoute(lostRoute, access, async (c) => {
      const viewer = c.get('viewer');
      const { manifest } = c.req.valid('query');
      const at = await catalogue.leaving(viewer, c.req.valid('param').id, manifest);
      const losses = await tables.losses(viewer, at, clientSignal(c.req.raw));
      return cachedJson(c, losses, `"${rowsFile(at.node).hash}-lost"`);
    }),
  ];
}
