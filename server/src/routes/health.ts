import { Sha256 } from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { documentedRoute, type RouteEntry, reading, vital } from './registry.ts';
import { COMMON_PROBLEMS, json } from './responses.ts';
import type { Services } from './services.ts';

const Health = z.strictObject({
  status: z.literal('ok'),
  version: z.string(),
  /** Id of the current manifest; null before the first extract. */
  manifest: Sha256.nullable(),
  /** Statements of the server's engine: under way now, and what became of the others since its start. */
  engine: z.strictObject({
    running: z.number().int(),
    waiting: z.number().int(),
    answered: z.number().int(),
    cacheHits: z.number().int(),
    /** Passes over the files of extracts that were begun for metric queries. */
    scans: z.number().int(),
    cancelled: z.number().int(),
    timedOut: z.number().int(),
    refused: z.number().int(),
    failed: z.number().int(),
  }),
});

const Readiness = z.strictObject({ status: z.enum(['ready', 'stopping', 'store-unreachable']) });

const healthRoute = createRoute({
  method: 'get',
  path: '/api/health',
  operationId: 'getHealth',
  summary: 'Whether the process lives, and what it serves',
  responses: { 200: json(Health, 'It lives.'), ...COMMON_PROBLEMS },
});

const readyRoute = createRoute({
  method: 'get',
  path: '/api/ready',
  operationId: 'getReadiness',
  summary: 'Whether requests should be sent here',
  responses: {
    ...COMMON_PROBLEMS,
    200: json(Readiness, 'They should.'),
    503: json(Readiness, 'They should not; `status` says why.'),
  },
});

async function readiness({ store, isStopping }: Services): Promise<z.infer<typeof Readiness>> {
  if (isStopping()) return { status: 'stopping' };
  return { status: (await store.isReady()) ? 'ready' : 'store-unreachable' };
}

/** Routes for whoever watches over the server. */
export function healthRoutes(services: Services): RouteEntry[] {
  const access = vital(reading('health'));
  return [
    documentedRoute(healthRoute, access, async (c) => {
      const manifest = await services.manifests.current().catch(() => undefined);
      const { version, answers } = services;
      c.header('Cache-Control', 'no-store');
      const status = 'ok' as const;
      const engine = answers.statistics;
      return c.json({ status, version, manifest: manifest?.id ?? null, engine }, 200);
    }),
    documentedRoute(readyRoute, access, async (c) => {
      const ready = await readiness(services);
      c.header('Cache-Control', 'no-store');
      return c.json(ready, ready.status === 'ready' ? 200 : 503);
    }),
  ];
}
