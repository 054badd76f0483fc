import { Department, Indicator, IsoDate, type Manifest } from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { cachedJson } from './cached-json.ts';
import { tagOf } from './conditional.ts';
import { documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, problem } from './responses.ts';
import type { Services } from './services.ts';

const Catalogue = z.strictObject({
  indicators: z.array(Indicator),
  departments: z.array(Department),
  /** The date at which freshness and status are judged. */
  evaluationDate: IsoDate,
});

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

/** The data's own end: the latest as-of date of its datasets. */
function dataEnd(manifest: Manifest): IsoDate {
  return manifest.datasets.reduce((latest, { asOf }) => (asOf > latest ? asOf : latest), '');
}

/** The indicators with what is needed to judge them. */
export function indicatorRoutes({ store, manifests, now }: Services): RouteEntry[] {
  const access = { action: 'read', resource: () => ({ kind: 'indicator' }) } as const;
  return [
    documentedRoute(route, access, async (c) => {
      const { indicators, departments } = await store.documents.contracts(c.get('viewer'));
      const evaluationDate = now ?? dataEnd(await manifests.current());
      const body = { indicators: [...indicators], departments: [...departments], evaluationDate };
      return cachedJson(c, body, tagOf(JSON.stringify(body)));
    }),
  ];
}
