import { type Answer, type MetricQuery, QueryAnswers } from '@bada/shared';
import { jsonBody, parsedJson, RequestError, send, unreadable } from './client.ts';

const ARROW = 'application/vnd.apache.arrow.stream';

/** Asks the server's engine; answers come in the order of the queries, and where one query failed
 * there is its error. A long answer to one query comes as an Arrow stream.
 * @throws RequestError when none could be answered */
export async function postQueries(
  queries: readonly MetricQuery[],
  signal: AbortSignal,
): Promise<(Answer | { error: RequestError })[]> {
  const accept = queries.length === 1 ? `${ARROW}, application/json` : 'application/json';
  const init = { method: 'POST', signal, ...jsonBody({ queries }, { accept }) };
  const response = await send('/api/query', init);
  if (response.headers.get('content-type') === ARROW) {
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { answerOfArrow } = await import('./arrow-answer.ts');
    try {
      return [answerOfArrow(bytes)];
    } catch (cause) {
      return unreadable(response, cause);
    }
  }
  const { answers } = await parsedJson(QueryAnswers, response);
  return answers.map((one) => ('problem' in one ? { error: new RequestError(one.problem) } : one));
}
