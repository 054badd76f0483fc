import {
  Account,
  type AccountChange,
  type AccountDraft,
  AccountLink,
  AccountList,
  AuditPage,
  type Join,
  NewToken,
  SessionView,
  SignedOut,
  type TokenDraft,
  TokenList,
} from '@bada/shared';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { jsonBody, RequestError, send, sendJson } from './client.ts';

const SESSION_KEY = ['session'] as const;
const RENEW_MS = 10 * 60_000;
export const ACCOUNTS_KEY = ['accounts'] as const;
export const TOKENS_KEY = ['tokens'] as const;

const Invited = z.strictObject({ account: Account, link: AccountLink });

/** Who the server takes the reader for. Asking now and then keeps a long session going. */
export function sessionQuery() {
  return queryOptions({
    queryKey: SESSION_KEY,
    queryFn: ({ signal }) => sendJson(SessionView, '/api/session', { signal }),
    staleTime: RENEW_MS,
    refetchInterval: RENEW_MS,
    retry: false,
  });
}

/** Asks who is signed in once more when the server says that nobody is. */
export function noticeSignedOut(client: QueryClient, error: Error): void {
  const isOut = error instanceof RequestError && error.code === 'access.sign-in';
  if (isOut) void client.invalidateQueries({ queryKey: SESSION_KEY });
}

async function post(path: string, body: unknown, method = 'POST'): Promise<void> {
  await send(path, { method, ...jsonBody(body) });
}

export function signIn(given: { id: string; password: string }): Promise<void> {
  return post('/api/session', given);
}

export function signInAsSample(id: string): Promise<void> {
  return post('/api/session/sample', { id });
}

/** Uses a one-time link up. */
export function joinByLink(join: Join): Promise<void> {
  return post('/api/session/join', join);
}

export function changePassword(change: { current: string; password: string }): Promise<void> {
  return post('/api/session/password', change, 'PUT');
}

/** Signs out here. Where the identity provider still has to be told: the address of its page. */
export async function signOut(): Promise<string | undefined> {
  const response = await send('/api/session', { method: 'DELETE' });
  return response.status === 200 ? SignedOut.parse(await response.json()).continueAt : undefined;
}

/** People who may sign in. */
export function accountsQuery() {
  return queryOptions({
    queryKey: ACCOUNTS_KEY,
    queryFn: ({ signal }) => sendJson(AccountList, '/api/accounts', { signal }),
  });
}

export function createAccount(draft: AccountDraft): Promise<z.infer<typeof Invited>> {
  return sendJson(Invited, '/api/accounts', { method: 'POST', ...jsonBody(draft) });
}

function pathOf(id: string): string {
  return `/api/accounts/${encodeURIComponent(id)}`;
}

/** Changes an account that nobody changed since it was read. */
export function changeAccount(account: Account, draft: AccountChange): Promise<Account> {
  const body = jsonBody(draft, { 'if-match': `"${account.version}"` });
  return sendJson(Account, pathOf(account.id), { method: 'PUT', ...body });
}

export function makeLink(account: Account): Promise<AccountLink> {
  return sendJson(AccountLink, `${pathOf(account.id)}/link`, { method: 'POST' });
}

/** The reader's own tokens. */
export function tokensQuery() {
  return queryOptions({
    queryKey: TOKENS_KEY,
    queryFn: ({ signal }) => sendJson(TokenList, '/api/tokens', { signal }),
  });
}

export function createToken(draft: TokenDraft): Promise<NewToken> {
  return sendJson(NewToken, '/api/tokens', { method: 'POST', ...jsonBody(draft) });
}

export async function removeToken(id: string): Promise<void> {
  await send(`/api/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** What to look for in the record; empty parts ask for all. */
export interface RecordFilter {
  readonly actor: string;
  readonly action: string;
  readonly from: string;
  readonly to: string;
}

/** The record of what was done, latest first, page by page. */
export function recordQuery(filter: RecordFilter) {
  return infiniteQueryOptions({
    queryKey: ['record', filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const given = Object.entries({ ...filter, before: pageParam }).filter(
        ([, text]) => text !== '',
      );
      return sendJson(AuditPage, `/api/audit?${new URLSearchParams(given)}`, { signal });
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
