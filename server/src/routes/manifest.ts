import { Manifest } from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import { cachedJson } from './cached-json.ts';
import { documentedRoute, type RouteEntry, reading } from './registry.ts';
import { COMMON_PROBLEMS, json, problem } from './responses.ts';
import type { Services } from './services.ts';

const route = createRoute({
  method: 'get',
  path: '/api/manifest',
  operationId: 'getManifest',
  summary: 'The current manifest: all datasets and their files',
  description: 'The ETag is the id of the manifest.',
  responses: {
    200: json(Manifest, 'The current manifest.'),
    304: { description: 'The client holds it already.' },
    404: problem('No extract was built yet (`manifest.not-found`).'),
    ...COMMON_PROBLEMS,
  },
});

/** The current manifest. */
export function manifestRoutes({ manifests }: Services): RouteEntry[] {
  const access = reading('manifest');
  return [
    documentedRoute(route, access, async (c) => {
      const manifest = await manifests.current();
      return cachedJson(c, manifest, `"${manifest.id}"`);
    }),
  ];
}
