import { MappingList } from '@bada/shared/catalogue';
import { createRoute } from '@hono/zod-openapi';
import { collectionAccess } from './jobs.ts';
import { documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json } from './responses.ts';
import type { Services } from './services.ts';

const route = createRoute({
  method: 'get',
  path: '/api/mappings',
  operationId: 'listMappings',
  summary: 'Mappings in force: what brought or fetched rows can become',
  responses: { 200: json(MappingList, 'The mappings, by id.'), ...COMMON_PROBLEMS },
});

/** Mappings to choose from. */
export function mappingRoutes({ store }: Services): RouteEntry[] {
  return [
    documentedRoute(route, collectionAccess('read'), async (c) => {
      const mappings = await store.documents.mappings(c.get('viewer'));
      const shown = mappings
        .map(({ id, title, dataset }) => ({ id, title, dataset }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1));
      c.header('Cache-Control', 'no-store');
      return c.json({ mappings: shown }, 200);
    }),
  ];
}
