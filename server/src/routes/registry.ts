import { type Action, BadaError, type Resource, type Viewer } from '@bada/shared';
import type { OpenAPIHono, RouteConfig, RouteHandler } from '@hono/zod-openapi';
import type { Context, Handler, MiddlewareHandler } from 'hono';
import type { Logger } from '../logger.ts';
import { type BodyRule, SMALL_JSON, takes } from './body-rules.ts';

/** What every handler finds in its context. */
export interface AppEnv {
  Variables: {
    requestId: string;
    log: Logger;
    viewer: Viewer;
    /** Asks for a further resource that only the handler knows of.
     * @throws BadaError `access.denied` */
    demand: (action: Action, resource: Resource) => void;
    /** Whether the viewer may, for lists that show only what one may see. */
    may: (action: Action, resource: Resource) => boolean;
  };
}

/** Decides about access; the shared `can` unless a test records it. */
export type Can = (viewer: Viewer, action: Action, resource: Resource) => boolean;

/** What a request is about, as far as access needs to know it. */
export type ResourceOf = (c: Context<AppEnv>, viewer: Viewer) => Resource | Promise<Resource>;

/** Access of a route: the handler runs only after `can` agreed. */
export interface Access {
  readonly action: Action;
  readonly resource: ResourceOf;
}

/** Access of a route that reads something of which there is one. */
export function reading(
  kind: Exclude<
    Resource['kind'],
    'extract' | 'board' | 'task' | 'dataset' | 'small-counts' | 'approval'
  >,
): Access {
  return { action: 'read', resource: () => ({ kind }) };
}

/** Makes the middleware that asks before a handler. */
export type Guard = (access: Access) => MiddlewareHandler<AppEnv>;

/** A route of the server; there is no other way to add one. */
export interface RouteEntry {
  readonly method: string;
  /** In OpenAPI's form, e.g. `/api/boards/{id}`. */
  readonly path: string;
  readonly action: Action;
  /** Whether the API description lists it. */
  readonly documented: boolean;
  /** What it takes as its body; absent where it takes none. */
  readonly body?: BodyRule;
  mount(app: OpenAPIHono<AppEnv>, guard: Guard): void;
}

/** Path in Hono's form. */
export function routingPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

const WITHOUT_BODY = ['get', 'head', 'options'];

/** A documented route: guarded, its body held to its rule, then validated by its description, then handled. */
export function documentedRoute<R extends RouteConfig>(
  route: R,
  access: Access,
  handler: RouteHandler<R, AppEnv>,
  body: BodyRule = SMALL_JSON,
): RouteEntry {
  const { method, path } = route;
  const hasBody = !WITHOUT_BODY.includes(method);
  return {
    method,
    path,
    action: access.action,
    documented: true,
    ...(hasBody ? { body } : {}),
    mount(app, guard) {
      const rules = hasBody ? [takes(body)] : [];
      app.on(method.toUpperCase(), routingPath(path), guard(access), ...rules);
      app.openapi<R>(route, handler);
    },
  };
}

/** A guarded GET that is no part of the API: pages and files of the app. */
export function plainRoute(path: string, access: Access, handler: Handler<AppEnv>): RouteEntry {
  return {
    method: 'get',
    path,
    action: access.action,
    documented: false,
    mount(app, guard) {
      app.get(path, guard(access), handler);
    },
  };
}

/** The one mechanism by which routes ask. */
export function guardWith({
  can,
  viewerOf,
}: {
  can: Can;
  viewerOf: (request: Request) => Viewer | Promise<Viewer>;
}): Guard {
  return ({ action, resource }) =>
    async (c, next) => {
      const viewer = await viewerOf(c.req.raw);
      const may = (wanted: Action, what: Resource) => can(viewer, wanted, what);
      const demand = (wanted: Action, what: Resource) => {
        if (!may(wanted, what)) throw new BadaError('access.denied');
      };
      demand(action, await resource(c, viewer));
      c.set('viewer', viewer);
      c.set('demand', demand);
      c.set('may', may);
      await next();
    };
}
