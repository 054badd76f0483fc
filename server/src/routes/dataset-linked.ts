import { LinkedNumbers, LinkedQuestion } from '@bada/shared/linked';
import { createRoute } from '@hono/zod-openapi';
import { type CatalogueSource, datasetAccess } from './catalogue-source.ts';
import { clientSignal } from './client-signal.ts';
import { AtManifest, DatasetParams, NO_DATASET } from './datasets.ts';
import { documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';
import type { Services } from './services.ts';

const linkedRoute = createRoute({
  method: 'post',
  path: '/api/datasets/{id}/linked',
  operationId: 'askLinkedViews',
  summary: 'Numbers of linked views over the rows of a dataset',
  description:
    'For devices without an engine of their own. Sums and counts by the slots of dimensions, under ' +
    'what the other views have chosen; a slot may come in several rows, which are to be combined.',
  request: { params: DatasetParams, query: AtManifest, ...jsonBody(LinkedQuestion) },
  responses: {
    ...COMMON_PROBLEMS,
    200: json(LinkedNumbers, 'Columns: `scan`, slots `s0` …, components `c0` ….'),
    400: problem('The request does not fit its schema or the dataset (`request.invalid`).'),
    404: NO_DATASET,
    503: problem('The file is damaged, or the engine is busy (`extract.corrupt`, `query.busy`).'),
  },
});

/** Linked views, answered by the server's engine from the cut that may leave the department. */
export function datasetLinkedRoutes(
  { tables }: Services,
  catalogue: CatalogueSource,
): RouteEntry[] {
  return [
    documentedRoute(linkedRoute, datasetAccess(catalogue), async (c) => {
      const viewer = c.get('viewer');
      const { manifest } = c.req.valid('query');
      const at = await catalogue.leaving(viewer, c.req.valid('param').id, manifest);
      const signal = clientSignal(c.req.raw);
      const numbers = await tables.linked(viewer, at, c.req.valid('json'), signal);
      c.header('Cache-Control', 'no-store');
      return c.json(numbers, 200);
    }),
  ];
}
