import { randomUUID } from 'node:crypto';
import { BadaError, can as sharedCan } from '@bada/shared';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { IdentityOf } from './auth/viewer.ts';
import { compression } from './compression.ts';
import type { Logger } from './logger.ts';
import { invalidRequest, problemResponse } from './problems.ts';
import { allRoutes } from './routes/all-routes.ts';
import { clientAddress } from './routes/client-address.ts';
import { completed } from './routes/describe.ts';
import { type Rates, requestCounter } from './routes/rates.ts';
import { type AppEnv, type Can, guardWith, type RouteEntry } from './routes/registry.ts';
import type { Services } from './routes/services.ts';
import { securityHeaders } from './security-headers.ts';
import type { AuditNote } from './store/audit.ts';

/** Nobody reads it; it is how the log tells that the client left before the answer. */
const CLIENT_LEFT = 499;
/** How the validator says that a body is broken, or of no declared kind. */
const NOT_JSON = new Set<number>([400, 415]);
/** A document has to arrive within this; a file takes as long as it takes, while bytes come. */
const BODY_SECONDS = 30;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What the app is composed from. */
export interface AppOptions {
  readonly services: Services;
  readonly log: Logger;
  readonly can?: Can;
  /** Says who asks; the sign-in desk unless a test does. */
  readonly identityOf?: IdentityOf;
  /** Names the server may be called by; any when absent, as behind a proxy. */
  readonly hostNames?: readonly string[];
  /** Addresses of proxies whose `X-Forwarded-For` counts. */
  readonly proxies?: readonly string[];
  /** How often somebody may ask; any number of times when absent. */
  readonly rates?: Rates | undefined;
  /** Origins that may show the app in a frame. */
  readonly frames?: readonly string[];
  /** Within how many seconds a document has to arrive. */
  readonly bodySeconds?: number;
}

/** The composed app and the list of its routes. */
export interface App {
  readonly hono: OpenAPIHono<AppEnv>;
  readonly routes: readonly RouteEntry[];
}

/** Gives a request its id and writes one line when it is answered. */
function requestLog(log: Logger): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const started = performance.now();
    const requestId = randomUUID();
    const own = log.child({ requestId });
    c.set('requestId', requestId);
    c.set('log', own);
    await next();
    c.header('X-Request-Id', requestId);
    const ms = Math.round(performance.now() - started);
    own.info({ method: c.req.method, path: c.req.path, status: c.res.status, ms }, 'request');
  };
}

/** Browsers tell the site of a request on secure origins only; a write always names its origin. */
function isForeign(c: Context<AppEnv>): boolean {
  const site = c.req.header('sec-fetch-site') ?? 'none';
  const origin = c.req.header('origin');
  const elsewhere = origin !== undefined && URL.parse(origin)?.host !== c.req.header('host');
  return elsewhere || (site !== 'same-origin' && site !== 'none');
}

/** A page of another site may not make a browser write here: neither by a plain form nor by any
 * body that needs no preflight. */
function refuseForeignWrites(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!SAFE.has(c.req.method) && isForeign(c)) throw new BadaError('access.denied');
    await next();
  };
}

/** A foreign name that was made to point at this machine is no way in (DNS rebinding). */
function refuseOtherHosts(names: readonly string[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const name = URL.parse(`http://${c.req.header('host') ?? ''}`)?.hostname ?? '';
    if (!names.includes(name)) throw new BadaError('access.denied');
    await next();
  };
}

function mended(error: Error): Error {
  const malformed = error instanceof HTTPException && NOT_JSON.has(error.status);
  return malformed ? new BadaError('request.not-json', {}, { cause: error }) : error;
}

function answerError(raised: Error, c: Context<AppEnv>): Response {
  if (c.req.raw.signal.aborted) return new Response(null, { status: CLIENT_LEFT });
  const error = mended(raised);
  const log = c.get('log');
  if (!(error instanceof BadaError)) log.error({ err: error }, 'unexpected error');
  else if (error.status >= 500) log.warn({ err: error }, error.message);
  const response = problemResponse(error, c.get('requestId'));
  for (const name of ['ETag', 'Content-Range']) {
    const value = c.res.headers.get(name);
    if (value !== null) response.headers.set(name, value);
  }
  return response;
}

function useMiddleware(
  hono: OpenAPIHono<AppEnv>,
  options: Pick<AppOptions, 'log' | 'proxies' | 'frames' | 'bodySeconds'>,
): void {
  const { log, proxies = [], frames = [], bodySeconds = BODY_SECONDS } = options;
  hono.use('*', requestLog(log), clientAddress(proxies), securityHeaders(frames));
  hono.use('/api/*', async (c, next) => {
    c.set('bodySeconds', bodySeconds);
    await next();
  });
  hono.use('/api/*', compression(), refuseForeignWrites());
  hono.use('/extracts/*', compression());
}

/** Composes the server's HTTP side; it listens nowhere yet. */
export function createApp({
  services,
  can = sharedCan,
  identityOf = (request) => services.signIn.identify(request),
  hostNames,
  rates,
  ...options
}: AppOptions): App {
  const hono = new OpenAPIHono<AppEnv>({
    defaultHook(result) {
      if (!result.success) throw invalidRequest(result.error, result.target);
    },
  });
  useMiddleware(hono, options);
  if (hostNames) hono.use(refuseOtherHosts(hostNames));
  hono.onError(answerError);
  hono.notFound((c) => {
    throw new BadaError('route.not-found', { path: c.req.path });
  });
  const info = { title: 'BADA', version: services.version };
  const describe = () => completed(hono.getOpenAPI31Document({ openapi: '3.1.0', info }), routes);
  const routes: readonly RouteEntry[] = allRoutes(services, describe);
  const record = (note: AuditNote) => services.store.audit.append(note);
  const guard = guardWith({
    can,
    identityOf,
    record,
    ...(rates ? { count: requestCounter(rates) } : {}),
  });
  for (const route of routes) route.mount(hono, guard);
  return { hono, routes };
}
