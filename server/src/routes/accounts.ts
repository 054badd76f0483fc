import {
  Account,
  AccountChange,
  AccountDraft,
  AccountLink,
  AccountList,
  BadaError,
  NewToken,
  TokenDraft,
  TokenList,
} from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { newSecret } from '../auth/secret.ts';
import { expectedVersions, versionTag } from './if-match.ts';
import { type Access, documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';
import type { Services } from './services.ts';

const AccountParams = z.object({ id: z.string().max(80) });
const IfMatch = z.object({ 'if-match': z.string().optional() });
const INVALID = problem('The request does not fit its schema (`request.invalid`).');
const NOT_FOUND = problem('There is no such account (`account.not-found`).');
const TOKEN_PREFIX = 'bada_';

const listRoute = createRoute({
  method: 'get',
  path: '/api/accounts',
  operationId: 'listAccounts',
  summary: 'People who may sign in',
  responses: { 200: json(AccountList, 'All of them, by id.'), ...COMMON_PROBLEMS },
});

const createAccountRoute = createRoute({
  method: 'post',
  path: '/api/accounts',
  operationId: 'createAccount',
  summary: 'Adds a person; a one-time link lets them choose their password',
  request: jsonBody(AccountDraft),
  responses: {
    201: json(z.strictObject({ account: Account, link: AccountLink }), 'The account and its link.'),
    400: INVALID,
    409: problem('There is already such an account (`account.exists`).'),
    ...COMMON_PROBLEMS,
  },
});

const changeRoute = createRoute({
  method: 'put',
  path: '/api/accounts/{id}',
  operationId: 'changeAccount',
  summary: 'Changes what a person is and may see; it holds from their next request on',
  request: { params: AccountParams, headers: IfMatch, ...jsonBody(AccountChange) },
  responses: {
    200: json(Account, 'The account as it stands now.'),
    400: INVALID,
    404: NOT_FOUND,
    409: problem('The last administrator stays one (`account.last-administrator`).'),
    412: problem('It was changed in the meantime (`account.conflict`).'),
    428: problem('If-Match is missing (`account.precondition-required`).'),
    ...COMMON_PROBLEMS,
  },
});

const linkRoute = createRoute({
  method: 'post',
  path: '/api/accounts/{id}/link',
  operationId: 'makeAccountLink',
  summary: 'A one-time link with which a person chooses a new password',
  request: { params: AccountParams },
  responses: {
    201: json(AccountLink, 'The link, shown once.'),
    404: NOT_FOUND,
    409: problem('The person has no password here (`account.provider`).'),
    ...COMMON_PROBLEMS,
  },
});

const tokensRoute = createRoute({
  method: 'get',
  path: '/api/tokens',
  operationId: 'listTokens',
  summary: "The viewer's own tokens",
  responses: { 200: json(TokenList, 'Without their secrets.'), ...COMMON_PROBLEMS },
});

const createTokenRoute = createRoute({
  method: 'post',
  path: '/api/tokens',
  operationId: 'createToken',
  summary: 'A token for a script, sent as `Authorization: Bearer …`',
  request: jsonBody(TokenDraft),
  responses: {
    201: json(NewToken, 'The token; its secret is shown once.'),
    400: INVALID,
    ...COMMON_PROBLEMS,
  },
});

const removeTokenRoute = createRoute({
  method: 'delete',
  path: '/api/tokens/{id}',
  operationId: 'removeToken',
  summary: 'Ends a token at once',
  request: { params: AccountParams },
  responses: {
    204: { description: 'It is good for nothing any more.' },
    404: problem('There is no such token of yours (`token.not-found`).'),
    ...COMMON_PROBLEMS,
  },
});

function accessTo(kind: 'account' | 'token', action: Access['action']): Access {
  return { action, resource: () => ({ kind }) };
}

/** Routes of people, for administrators. */
export function accountRoutes({ store, signIn }: Services): RouteEntry[] {
  const { accounts } = store;
  return [
    documentedRoute(listRoute, accessTo('account', 'read'), async (c) => {
      c.header('Cache-Control', 'no-store');
      return c.json({ accounts: await accounts.list(c.get('viewer')) }, 200);
    }),
    documentedRoute(createAccountRoute, accessTo('account', 'create'), async (c) => {
      const account = await accounts.create(c.get('viewer'), c.req.valid('json'));
      const link = await signIn.linkFor(account.id);
      c.header('Cache-Control', 'no-store');
      c.header('ETag', versionTag(account.version));
      return c.json({ account, link }, 201);
    }),
    documentedRoute(changeRoute, accessTo('account', 'update'), async (c) => {
      const missing = 'account.precondition-required';
      const expected = expectedVersions(c.req.valid('header')['if-match'], missing);
      const { id } = c.req.valid('param');
      const draft = c.req.valid('json');
      const account = await accounts.change(c.get('viewer'), id, { draft, expected });
      c.header('ETag', versionTag(account.version));
      return c.json(account, 200);
    }),
    documentedRoute(linkRoute, accessTo('account', 'update'), async (c) => {
      c.header('Cache-Control', 'no-store');
      return c.json(await signIn.linkFor(c.req.valid('param').id), 201);
    }),
  ];
}

/** Routes of one's own tokens. */
export function tokenRoutes({ store: { sessions } }: Services): RouteEntry[] {
  return [
    documentedRoute(tokensRoute, accessTo('token', 'read'), async (c) => {
      c.header('Cache-Control', 'no-store');
      return c.json({ tokens: await sessions.tokens(c.get('viewer')) }, 200);
    }),
    documentedRoute(createTokenRoute, accessTo('token', 'create'), async (c) => {
      const { secret, hash } = newSecret(TOKEN_PREFIX);
      const token = await sessions.putToken(c.get('viewer'), c.req.valid('json'), hash);
      c.header('Cache-Control', 'no-store');
      return c.json({ token, secret }, 201);
    }),
    documentedRoute(removeTokenRoute, accessTo('token', 'delete'), async (c) => {
      const { id } = c.req.valid('param');
      const done = await sessions.removeToken(c.get('viewer'), id);
      if (!done) throw new BadaError('token.not-found', { id });
      return c.body(null, 204);
    }),
  ];
}
