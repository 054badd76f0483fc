import { type Answer, type MetricQuery, QueryAnswers } from '@bada/shared';
import { jsonBody, RequestError, sendJson } from './client.ts';

/** Asks the server's engine; answers come in the order of the queries, and where one query failed
 * there is its error.
 * @throws RequestError when none could be answered */
export async function postQueries(
  queries: readonly MetricQuery[],
  signal: AbortSignal,
): Promise<(Answer | { error: RequestError })[]> {
  const init = { method: 'POST', signal, ...jsonBody({ queries }) };
  const { answers } = await sendJson(QueryAnswers, '/api/query', init);
  return answers.map((one) => ('problem' in one ? { error: new RequestError(one.problem) } : one));
}
