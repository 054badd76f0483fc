import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { cachedJson } from './cached-json.ts';
import { tagOf } from './conditional.ts';
import { documentedRoute, type RouteEntry, reading } from './registry.ts';
import { COMMON_PROBLEMS, json } from './responses.ts';

const route = createRoute({
  method: 'get',
  path: '/api/openapi.json',
  operationId: 'getApiDescription',
  summary: 'This description of the API, as OpenAPI 3.1',
  responses: {
    200: json(z.record(z.string(), z.unknown()), 'The description.'),
    304: { description: 'The client holds it already.' },
    ...COMMON_PROBLEMS,
  },
});

function described(description: object) {
  const text = JSON.stringify(description);
  const document = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  return { document, tag: tagOf(text) };
}

/** The API's description of itself; `describe` is asked when all routes are there. */
export function openApiRoutes(describe: () => object): RouteEntry[] {
  const access = reading('api-description');
  // Making it takes seconds, and it never changes while the server runs.
  let known: ReturnType<typeof described> | undefined;
  return [
    documentedRoute(route, access, (c) => {
      known ??= described(describe());
      return cachedJson(c, known.document, known.tag);
    }),
  ];
}
