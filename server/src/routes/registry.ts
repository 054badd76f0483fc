import { type Action, ANONYMOUS, BadaError, type Resource, type Viewer } from '@bada/shared';
import type { OpenAPIHono, RouteConfig, RouteHandler } from '@hono/zod-openapi';
import type { Context, Handler, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Identity, IdentityOf } from '../auth/viewer.ts';
import type { AuditNote } from '../store/audit.ts';
import type { AppEnv } from './app-env.ts';
import { type BodyRule, SMALL_JSON, takes } from './body-rules.ts';
import { askerOf } from './client-address.ts';
import type { CountRequest } from './rates.ts';

export type { AppEnv };

/** Decides about access; the shared `can` unless a test records it. */
export type Can = (viewer: Viewer, action: Action, resource: Resource) => boolean;

/** What a request is about, as far as access needs to know it. */
export type ResourceOf = (c: Context<AppEnv>, viewer: Viewer) => Resource | Promise<Resource>;

/** Access of a route: the handler runs only after `can` agreed. */
export interface Access {
  readonly action: Action;
  readonly resource: ResourceOf;
  /** Whether reading it goes into the record of what was done; changes always do. */
  readonly recorded?: true;
  /** Answered to whoever asks when the store, which knows who has signed in, is gone. */
  readonly isVital?: true;
}

/** Keeps a note of what was done. */
export type Recording = (note: AuditNote) => Promise<void>;

/** Access of a route that reads something of which there is one. */
export function reading(
  kind: Exclude<
    Resource['kind'],
    'extract' | 'board' | 'task' | 'dataset' | 'small-counts' | 'approval'
  >,
): Access {
  return { action: 'read', resource: () => ({ kind }) };
}

/** Access of a route that whoever watches over the server asks: also when the store is gone. */
export function vital(access: Access): Access {
  return { ...access, isVital: true };
}

/** Access whose reading is recorded: rows and files that leave the server. */
export function recorded(access: Access): Access {
  return { ...access, recorded: true };
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

/** What a token is never good for: it would make itself another life. */
const BY_HAND: readonly Resource['kind'][] = ['session', 'token', 'account'];

function isWithin({ by, writes }: Identity, action: Action, { kind }: Resource): boolean {
  if (by !== 'token') return true;
  return (action === 'read' || writes) && !BY_HAND.includes(kind);
}

function refusal({ by }: Identity): BadaError {
  return new BadaError(by === 'nothing' ? 'access.sign-in' : 'access.denied');
}

const NOBODY: Identity = { viewer: ANONYMOUS, name: ANONYMOUS.id, by: 'nothing', writes: false };

async function identify(
  identityOf: IdentityOf,
  request: Request,
  isVital: boolean,
): Promise<Identity> {
  try {
    return await identityOf(request);
  } catch (error) {
    if (isVital && error instanceof BadaError && error.code.startsWith('store.')) return NOBODY;
    throw error;
  }
}

/** The one mechanism by which routes ask, and by which what was done is recorded. */
export function guardWith({
  can,
  identityOf,
  record,
  count,
}: {
  can: Can;
  identityOf: IdentityOf;
  record: Recording;
  /** Counts what somebody asks; nobody is counted without it. */
  count?: CountRequest;
}): Guard {
  return ({ action, resource, recorded, isVital = false }) =>
    async (c, next) => {
      const identity = await identify(identityOf, c.req.raw, isVital);
      await count?.(identity, c.get('address'));
      const { viewer } = identity;
      const may = (wanted: Action, what: Resource) =>
        isWithin(identity, wanted, what) && can(viewer, wanted, what);
      const demand = (wanted: Action, what: Resource) => {
        if (!may(wanted, what)) throw refusal(identity);
      };
      const note = (status: number) => record(noteOf(c, viewer, status));
      const what = await resource(c, viewer);
      if (!may(action, what)) {
        const refused = refusal(identity);
        if (action !== 'read') await note(refused.status);
        throw refused;
      }
      c.set('viewer', viewer.id === ANONYMOUS.id ? { ...viewer, asker: askerOf(c) } : viewer);
      c.set('personName', identity.name);
      c.set('demand', demand);
      c.set('may', may);
      await next();
      if (action !== 'read' || recorded) await note(c.res.status);
    };
}

function noteOf(c: Context<AppEnv>, viewer: Viewer, status: number): AuditNote {
  return {
    actor: c.get('actor') ?? viewer.id,
    action: `${c.req.method} ${routePath(c)}`,
    target: c.req.path,
    status: c.get('recordedStatus') ?? status,
    address: c.get('address'),
    request: c.get('requestId'),
  };
}
