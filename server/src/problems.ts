import { BadaError, type ErrorCode, firstIssueText, problemOf } from '@bada/shared';
import type { z } from 'zod';

/** Media type of problem documents (RFC 9457). */
export const PROBLEM_JSON = 'application/problem+json';

/** Seconds after which a server may be asked again, by what kept it from answering. */
const RETRY_AFTER: Partial<Record<ErrorCode, string>> = {
  'query.busy': '2',
  'store.unreachable': '5',
  'store.busy': '2',
  'store.full': '60',
  'store.read-only': '60',
  'account.too-many': '60',
  'provider.unreachable': '30',
};

/** Problem document of any error; one that is no `BadaError` says nothing of the inside. */
export function problemResponse(error: unknown, requestId: string): Response {
  const known = error instanceof BadaError ? error : new BadaError('server.internal');
  const { seconds } = known.params;
  const wait = known.status === 429 && seconds !== undefined ? String(seconds) : undefined;
  const retryAfter = wait ?? RETRY_AFTER[known.code];
  return new Response(JSON.stringify(problemOf(known, requestId)), {
    status: known.status,
    headers: {
      'Content-Type': PROBLEM_JSON,
      'Cache-Control': 'no-store',
      ...(retryAfter === undefined ? {} : { 'Retry-After': retryAfter }),
    },
  });
}

/** The first problem of a request that does not fit its schema, with the path to it. */
export function invalidRequest(error: z.ZodError, part: string): BadaError {
  const issue = error.issues[0];
  const where = [part, ...(issue?.path ?? [])].map(String).join('.');
  return new BadaError('request.invalid', { where, what: firstIssueText(error) });
}
