import { AuditPage, AuditQuery } from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import { documentedRoute, type RouteEntry, reading, recorded } from './registry.ts';
import { COMMON_PROBLEMS, json, problem } from './responses.ts';
import type { Services } from './services.ts';

const auditRoute = createRoute({
  method: 'get',
  path: '/api/audit',
  operationId: 'listAudit',
  summary: 'Who did what, latest first',
  request: { query: AuditQuery },
  responses: {
    200: json(AuditPage, 'A page of the record.'),
    400: problem('The request does not fit its schema (`request.invalid`).'),
    ...COMMON_PROBLEMS,
  },
});

/** Routes of the record of what was done. */
export function auditRoutes({ store }: Services): RouteEntry[] {
  return [
    documentedRoute(auditRoute, recorded(reading('audit')), async (c) => {
      c.header('Cache-Control', 'no-store');
      return c.json(await store.audit.page(c.get('viewer'), c.req.valid('query')), 200);
    }),
  ];
}
