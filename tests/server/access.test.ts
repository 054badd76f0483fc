import { type Action, Problem, type Resource } from '@bada/shared';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { routingPath } from '../../server/src/routes/registry.ts';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

/** The part of an API description that is looked at here. */
const Description = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ operationId: z.string(), responses: z.looseObject({}) })),
  ),
});

const HASH = 'a'.repeat(64);

/** A request that reaches a route; what it asks for need not exist. */
function requestFor({ method, path }: { method: string; path: string }) {
  const filled = path
    .replace('{id}', '1f0c61f4-0000-4000-8000-000000000000')
    .replace('{class}', 'open')
    .replace('{file}', `${HASH}.parquet`)
    .replace('/*', '/');
  const upper = method.toUpperCase();
  if (upper === 'POST' || upper === 'PUT') return { path: filled, init: jsonRequest(upper, {}) };
  return { path: filled, init: { method: upper } };
}

async function withApp<T>(
  answer: boolean,
  work: (world: TestApp, asked: { action: Action; resource: Resource }[]) => Promise<T>,
): Promise<T> {
  const asked: { action: Action; resource: Resource }[] = [];
  const world = await openTestApp({
    can(_viewer, action, resource) {
      asked.push({ action, resource });
      return answer;
    },
  });
  try {
    return await work(world, asked);
  } finally {
    await world.close();
  }
}

test('every route that Hono knows is in the registry', () =>
  withApp(true, async ({ app }) => {
    const registered = app.routes.map(
      ({ method, path }) => `${method.toUpperCase()} ${routingPath(path)}`,
    );
    const mounted = app.hono.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`);
    expect(new Set(mounted)).toEqual(new Set(registered));
    expect(registered.length).toBeGreaterThanOrEqual(14);
  }));

test('every route asks with its action before it answers', () =>
  withApp(true, async (world, asked) => {
    for (const route of world.app.routes) {
      asked.length = 0;
      const { path, init } = requestFor(route);
      await world.request(path, init);
      expect(asked[0]?.action, `${route.method} ${route.path}`).toBe(route.action);
    }
  }));

test('every route answers 403 when the answer is no, even to a request that is not valid', () =>
  withApp(false, async (world, asked) => {
    for (const route of world.app.routes) {
      asked.length = 0;
      const { path, init } = requestFor(route);
      const response = await world.request(path, init);
      expect(response.status, `${route.method} ${route.path}`).toBe(403);
      expect(Problem.parse(await response.json()).code).toBe('access.denied');
      expect(asked).toHaveLength(1);
    }
  }));

test('HEAD asks like GET', () =>
  withApp(false, async (world) => {
    const response = await world.request('/api/manifest', { method: 'HEAD' });
    expect(response.status).toBe(403);
  }));

test('the API description lists exactly the documented routes, each with its errors', () =>
  withApp(true, async ({ app, request }) => {
    const document = Description.parse(await (await request('/api/openapi.json')).json());
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path, ...operation })),
    );
    const described = operations.map(({ method, path }) => `${method} ${path}`);
    const documented = app.routes.filter((route) => route.documented);
    expect(described.sort()).toEqual(documented.map((one) => `${one.method} ${one.path}`).sort());
    for (const { responses, operationId } of operations) {
      expect(operationId).toMatch(/^[a-z]+[A-Z]/);
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['403', '500']));
    }
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  }));
