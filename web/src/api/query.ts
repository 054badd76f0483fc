import { Answer, type MetricQuery } from '@bada/shared';
import { z } from 'zod';
import { jsonBody, sendJson } from './client.ts';

const Answers = z.object({ answers: z.array(Answer) });

/** Asks the server's engine; answers come in the order of the queries.
 * @throws RequestError */
export async function postQueries(
  queries: readonly MetricQuery[],
  signal: AbortSignal,
): Promise<Answer[]> {
  const init = { method: 'POST', signal, ...jsonBody({ queries }) };
  return (await sendJson(Answers, '/api/query', init)).answers;
}
