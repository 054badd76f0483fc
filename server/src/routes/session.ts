import {
  ANONYMOUS,
  BadaError,
  Join,
  NewPassword,
  SampleSignIn,
  SessionView,
  SignedOut,
  SignIn,
} from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { browserCookie, noSessionCookie, sessionCookie } from '../auth/cookie.ts';
import type { Opened } from '../auth/desk.ts';
import { SignInLimit } from '../auth/sign-in-limit.ts';
import { type Access, type AppEnv, documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';
import type { Services } from './services.ts';
import { sessionProviderRoutes } from './session-provider.ts';

const DONE = { description: 'Done. `Set-Cookie` holds the session.' };
const INVALID = problem('The request does not fit its schema (`request.invalid`).');
const WRONG = problem('The id or the password is wrong (`account.wrong`).');
const TOO_MANY = problem('Too many attempts (`account.locked`, `account.too-many`).');

/** What comes of showing a password or a choice of person. */
const OPENING = { ...COMMON_PROBLEMS, 204: DONE, 400: INVALID, 401: WRONG, 429: TOO_MANY };

const viewRoute = createRoute({
  method: 'get',
  path: '/api/session',
  operationId: 'getSession',
  summary: 'Who is asking; a session of over an hour goes on under a new secret',
  responses: { 200: json(SessionView, 'Who it is.'), ...COMMON_PROBLEMS },
});

const signInRoute = createRoute({
  method: 'post',
  path: '/api/session',
  operationId: 'signIn',
  summary: 'Signs in by id and password',
  request: jsonBody(SignIn),
  responses: OPENING,
});

const sampleRoute = createRoute({
  method: 'post',
  path: '/api/session/sample',
  operationId: 'signInAsSample',
  summary: 'Signs in as a made-up person, where the server offers them',
  request: jsonBody(SampleSignIn),
  responses: OPENING,
});

const signOutRoute = createRoute({
  method: 'delete',
  path: '/api/session',
  operationId: 'signOut',
  summary: 'Signs out; what the browser kept goes, too',
  responses: {
    200: json(SignedOut, 'Signed out here; the identity provider still has to be told.'),
    204: { description: 'Signed out.' },
    ...COMMON_PROBLEMS,
  },
});

const passwordRoute = createRoute({
  method: 'put',
  path: '/api/session/password',
  operationId: 'changePassword',
  summary: "Changes one's own password",
  request: jsonBody(
    z.strictObject({ current: z.string().min(1).max(1000), password: NewPassword }),
  ),
  responses: OPENING,
});

const joinRoute = createRoute({
  method: 'post',
  path: '/api/session/join',
  operationId: 'joinByLink',
  summary: 'Uses a one-time link up: chooses a password and signs in',
  request: jsonBody(Join),
  responses: {
    204: DONE,
    400: INVALID,
    409: problem('There is already such an account (`account.exists`).'),
    410: problem('The link was used or has run out (`account.link`).'),
    429: TOO_MANY,
    ...COMMON_PROBLEMS,
  },
});

function accessTo(action: Access['action']): Access {
  return { action, resource: () => ({ kind: 'session' }) };
}

function handOver(c: Context<AppEnv>, { secret, expires, account, browser }: Opened): Response {
  c.set('actor', account);
  c.header('Set-Cookie', sessionCookie(c.req.raw, secret, expires));
  if (browser) {
    const known = browserCookie(c.req.raw, browser.secret, browser.expires);
    c.header('Set-Cookie', known, { append: true });
  }
  c.header('Cache-Control', 'no-store');
  // What the last reader of this browser was given is not for the next one.
  c.header('Clear-Site-Data', '"cache"');
  return c.body(null, 204);
}

/** Routes by which people say who they are. */
export function sessionRoutes(services: Services): RouteEntry[] {
  const { signIn, provider } = services;
  const limit = new SignInLimit();
  const counted = async (c: Context<AppEnv>, open: () => Promise<Opened>) => {
    await limit.count(c.get('address'));
    const opened = await open();
    await signIn.signOut(c.req.raw);
    return handOver(c, opened);
  };
  return [
    documentedRoute(viewRoute, accessTo('read'), async (c) => {
      const renewed = await signIn.rotate(c.req.raw);
      if (renewed) {
        c.header('Set-Cookie', sessionCookie(c.req.raw, renewed.secret, renewed.expires));
      }
      c.header('Cache-Control', 'no-store');
      const view = await signIn.view(c.req.raw);
      const isOffered = view.kind === 'signed-out' && provider;
      return c.json(isOffered ? { ...view, provider: provider.label } : view, 200);
    }),
    documentedRoute(signInRoute, accessTo('create'), (c) =>
      counted(c, () => signIn.signIn(c.req.valid('json'), c.req.raw)),
    ),
    documentedRoute(sampleRoute, accessTo('create'), (c) =>
      counted(c, () => signIn.signInAsSample(c.req.valid('json').id)),
    ),
    documentedRoute(joinRoute, accessTo('create'), (c) =>
      counted(c, () => signIn.join(c.req.valid('json'))),
    ),
    documentedRoute(passwordRoute, accessTo('update'), (c) =>
      counted(c, () => {
        const viewer = c.get('viewer');
        if (viewer.id === ANONYMOUS.id) throw new BadaError('access.sign-in');
        return signIn.changePassword(viewer, c.req.valid('json'), c.req.raw);
      }),
    ),
    documentedRoute(signOutRoute, accessTo('delete'), async (c) => {
      const hint = await signIn.signOut(c.req.raw);
      const continueAt = hint === null ? undefined : await provider?.signOutUrl(hint);
      c.header('Set-Cookie', noSessionCookie(c.req.raw));
      c.header('Clear-Site-Data', '"cache", "storage"');
      return continueAt === undefined ? c.body(null, 204) : c.json({ continueAt }, 200);
    }),
    ...sessionProviderRoutes(services, limit),
  ];
}
