import { BadaError } from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { noSignInCookie, sessionCookie, signInCookie, signInSecret } from '../auth/cookie.ts';
import type { ProviderDesk } from '../auth/provider-desk.ts';
import type { SignInLimit } from '../auth/sign-in-limit.ts';
import { type AppEnv, documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, problem } from './responses.ts';
import type { Services } from './services.ts';

const ON = { description: 'On to `Location`; a failure is told by its code in the fragment.' };
const RESPONSES = {
  ...COMMON_PROBLEMS,
  303: ON,
  400: problem('The request does not fit its schema (`request.invalid`).'),
};

const beginRoute = createRoute({
  method: 'get',
  path: '/api/session/provider',
  operationId: 'beginProviderSignIn',
  summary: 'Leads a browser to the identity provider',
  request: { query: z.object({ to: z.string().max(2000).optional() }) },
  responses: RESPONSES,
});

const backRoute = createRoute({
  method: 'get',
  path: '/api/session/provider/back',
  operationId: 'endProviderSignIn',
  summary: 'Where the identity provider sends a browser back to; begins a session',
  responses: RESPONSES,
});

/** A person stands before this, not a script: they are led to the page that tells what went wrong. */
async function tellingOnPage(c: Context<AppEnv>, work: () => Promise<string>): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  try {
    return c.redirect(await work(), 303);
  } catch (error) {
    if (!(error instanceof BadaError)) throw error;
    c.get('log').warn({ code: error.code, why: causeOf(error) }, 'not signed in');
    c.set('recordedStatus', error.status);
    return c.redirect(`/#${error.code}`, 303);
  }
}

function causeOf({ cause }: BadaError): string | undefined {
  return cause instanceof Error ? cause.message : undefined;
}

function offered(desk: ProviderDesk | undefined): ProviderDesk {
  if (!desk) throw new BadaError('provider.off');
  return desk;
}

/** Routes of signing in through the organisation's identity provider. */
export function sessionProviderRoutes(
  { provider, signIn }: Services,
  limit: SignInLimit,
): RouteEntry[] {
  const access = { action: 'create' as const, resource: () => ({ kind: 'session' as const }) };
  return [
    documentedRoute(beginRoute, access, (c) =>
      tellingOnPage(c, async () => {
        await limit.count(c.get('address'));
        const { url, secret, expires } = await offered(provider).begin(c.req.valid('query').to);
        c.header('Set-Cookie', signInCookie(c.req.raw, secret, expires));
        return url.href;
      }),
    ),
    documentedRoute(backRoute, access, (c) =>
      tellingOnPage(c, async () => {
        await limit.count(c.get('address'));
        c.header('Set-Cookie', noSignInCookie(c.req.raw), { append: true });
        const { search } = new URL(c.req.url);
        const secret = signInSecret(c.req.raw);
        const { opened, returnTo } = await offered(provider).finish(secret, search);
        await signIn.signOut(c.req.raw);
        const cookie = sessionCookie(c.req.raw, opened.secret, opened.expires);
        c.header('Set-Cookie', cookie, { append: true });
        c.set('actor', opened.account);
        return returnTo;
      }),
    ),
  ];
}
