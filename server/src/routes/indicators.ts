import { Catalogue, dataEnd, inOrder } from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import { cachedJson } from './cached-json.ts';
import { tagOf } from './conditional.ts';
import { documentedRoute, type RouteEntry, reading } from './registry.ts';
import { COMMON_PROBLEMS, json, problem } from './responses.ts';
import type { Services } from './services.ts';

const route = createRoute({
  method: 'get',
  path: '/api/indicators',
  operationId: 'getIndicators',
  summary: 'The newest version of each indicator, the departments and the evaluation date',
  responses: {
    200: json(Catalogue, 'All indicators.'),
    304: { description: 'The client holds them already.' },
    404: problem('No extract was built yet (`manifest.not-found`).'),
    ...COMMON_PROBLEMS,
  },
});

/** The indicators with what is needed to judge them. */
export function indicatorRoutes({ store, manifests, now }: Services): RouteEntry[] {
  const access = reading('indicator');
  return [
    documentedRoute(route, access, async (c) => {
      const contracts = await store.documents.contracts(c.get('viewer'));
      const { indicators, departments, strategies } = contracts;
      const evaluationDate = now ?? dataEnd(indicators, await manifests.current());
      const body = {
        indicators: inOrder(indicators),
        departments: [...departments],
        strategies: [...strategies],
        evaluationDate,
      };
      return cachedJson(c, body, tagOf(JSON.stringify(body)));
    }),
  ];
}
