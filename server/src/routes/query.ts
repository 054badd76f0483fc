import { Answer, BadaError, MetricQuery } from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { ARROW_STREAM, arrowOf } from '../engine/arrow.ts';
import { clientSignal } from './client-signal.ts';
import { type AppEnv, documentedRoute, type RouteEntry, reading } from './registry.ts';
import { COMMON_PROBLEMS, jsonBody, problem } from './responses.ts';
import type { Services } from './services.ts';

const MAX_QUERIES = 64;

const Questions = z.strictObject({ queries: z.array(MetricQuery).min(1).max(MAX_QUERIES) });
const Answered = z.strictObject({ answers: z.array(Answer) });

const route = createRoute({
  method: 'post',
  path: '/api/query',
  operationId: 'postQuery',
  summary: 'Answers metric queries with proof',
  description:
    'A whole page is one request; answers come in the order of the queries. Without a manifest a ' +
    'query is answered from the current one, which its proof then names. With `Accept: ' +
    `${ARROW_STREAM}\` one query is answered as an Arrow IPC stream; its schema metadata holds ` +
    'the proof (`bada.proof`) and the run (`bada.run`) as JSON.',
  request: jsonBody(Questions),
  responses: {
    200: {
      description: 'The answers.',
      content: {
        'application/json': { schema: Answered },
        [ARROW_STREAM]: { schema: z.string().meta({ format: 'binary' }) },
      },
    },
    400: problem('The request does not fit its schema (`request.invalid`, `request.not-json`).'),
    404: problem('No such indicator or manifest (`indicator.unknown`, `manifest.not-found`).'),
    406: problem('More than one query for an Arrow answer (`query.arrow-single`).'),
    413: problem('The body is too large (`request.too-large`).'),
    422: problem(
      'The query has no right answer (`query.dimension`, `query.grain`, `query.wrong`).',
    ),
    503: problem('The file of a dataset is damaged (`extract.corrupt`).'),
    ...COMMON_PROBLEMS,
  },
});

async function answerAll(
  c: Context<AppEnv>,
  { store, answers }: Services,
  queries: readonly MetricQuery[],
): Promise<Answer[]> {
  const viewer = c.get('viewer');
  const { versions } = await store.documents.contracts(viewer);
  const questions = await Promise.all(queries.map((query) => answers.prepare(query, versions)));
  for (const dataClass of new Set(questions.flatMap(({ classes }) => classes))) {
    c.get('demand')('read', { kind: 'extract', class: dataClass });
  }
  const signal = clientSignal(c.req.raw);
  return Promise.all(questions.map((question) => answers.answer(viewer, question, signal)));
}

/** Metric queries, answered by the server's engine. */
export function queryRoutes(services: Services): RouteEntry[] {
  const access = reading('query');
  return [
    documentedRoute(route, access, async (c) => {
      const { queries } = c.req.valid('json');
      const asArrow = c.req.header('accept')?.includes(ARROW_STREAM) ?? false;
      if (asArrow && queries.length > 1) throw new BadaError('query.arrow-single');
      const answers = await answerAll(c, services, queries);
      c.header('Cache-Control', 'no-store');
      c.header('Vary', 'Accept');
      const [first] = answers;
      if (!asArrow || !first) return c.json({ answers }, 200);
      return c.body(Uint8Array.from(arrowOf(first)), 200, { 'Content-Type': ARROW_STREAM });
    }),
  ];
}
