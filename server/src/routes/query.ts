import {
  type Answer,
  BadaError,
  type Indicator,
  MetricQuery,
  type Outcome,
  problemOf,
  QueryAnswers,
} from '@bada/shared';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Question } from '../engine/answers.ts';
import { ARROW_STREAM, arrowOf, isLong } from '../engine/arrow.ts';
import type { Definition } from '../store/definitions.ts';
import { clientSignal } from './client-signal.ts';
import { demandProven } from './judged-class.ts';
import { type AppEnv, documentedRoute, type RouteEntry, reading } from './registry.ts';
import { COMMON_PROBLEMS, jsonBody, problem } from './responses.ts';
import type { Services } from './services.ts';

const MAX_QUERIES = 64;

const Questions = z.strictObject({ queries: z.array(MetricQuery).min(1).max(MAX_QUERIES) });

const route = createRoute({
  method: 'post',
  path: '/api/query',
  operationId: 'postQuery',
  summary: 'Answers metric queries with proof',
  description:
    'A whole page is one request, and what its queries share is read once; answers come in the order ' +
    'of the queries. A query that cannot be ' +
    'answered has its problem document in its place (`{"problem": …}`) and the others stand; where ' +
    'none can be answered, the first problem is the answer to the request. Without a manifest a ' +
    'query is answered from the current one, which its proof then names. With `Accept: ' +
    `${ARROW_STREAM}\` one query is answered as an Arrow IPC stream; its schema metadata holds ` +
    'the proof (`bada.proof`) and the run (`bada.run`) as JSON.',
  request: jsonBody(Questions),
  responses: {
    ...COMMON_PROBLEMS,
    200: {
      description: 'The answers.',
      content: {
        'application/json': { schema: QueryAnswers },
        [ARROW_STREAM]: { schema: z.string().meta({ format: 'binary' }) },
      },
    },
    400: problem('The request does not fit its schema (`request.invalid`, `request.not-json`).'),
    404: problem('No such indicator or manifest (`indicator.unknown`, `manifest.not-found`).'),
    406: problem('More than one query for an Arrow answer (`query.arrow-single`).'),
    410: problem('The indicator is retired (`indicator.retired`).'),
    413: problem('The body is too large (`request.too-large`).'),
    422: problem(
      'The query has no right answer (`query.dimension`, `query.grain`, `query.wrong`).',
    ),
    503: problem(
      'The file of a dataset is damaged (`extract.corrupt`), the query needs too much memory ' +
        '(`query.too-big`), or too many wait (`query.busy`, with `Retry-After`).',
    ),
    504: problem('The query ran longer than it may (`query.too-long`).'),
  },
});

/** Everything a query of a batch is answered from. */
interface Asked {
  readonly services: Services;
  readonly versions: readonly Indicator[];
  readonly definitions: readonly Definition[];
  readonly signal: AbortSignal;
}

/** A retired indicator is answered only by a version that is named. */
function refuseRetired(definitions: readonly Definition[], { indicators }: MetricQuery): void {
  for (const { id } of indicators.filter(({ version }) => version === undefined)) {
    const from = definitions.find((one) => one.id === id)?.retired;
    if (from !== undefined) throw new BadaError('indicator.retired', { id, from });
  }
}

/** A query that its asker may have answered. */
async function prepareOne(
  c: Context<AppEnv>,
  { services, versions, definitions }: Asked,
  query: MetricQuery,
): Promise<Question> {
  refuseRetired(definitions, query);
  const question = await services.answers.prepare(c.get('viewer'), query, versions);
  const { manifest, proof } = question;
  await demandProven(c, services, { extracts: proof.extracts, manifest });
  return question;
}

/** What became of each query; those that can be answered are as one page. */
async function settle(
  c: Context<AppEnv>,
  asked: Asked,
  queries: readonly MetricQuery[],
): Promise<PromiseSettledResult<Answer>[]> {
  const { services, signal } = asked;
  const prepared = await Promise.allSettled(queries.map((query) => prepareOne(c, asked, query)));
  const questions = prepared.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const answered = await services.answers.answerAll(c.get('viewer'), questions, signal);
  const rest = answered.values();
  return prepared.map((one) => {
    if (one.status === 'rejected') return one;
    const { value } = rest.next();
    return value ?? { status: 'rejected', reason: new Error('no answer came') };
  });
}

/** What went wrong with one query of several, told as the whole request's failures are. */
function problemOfQuery(c: Context<AppEnv>, error: unknown): Outcome {
  const known = error instanceof BadaError;
  if (!known) c.get('log').error({ err: error }, 'a query failed');
  const told = known ? error : new BadaError('server.internal');
  return { problem: problemOf(told, c.get('requestId')) };
}

/** An outcome per query. One that cannot be answered takes nothing from the others; where none can
 * be, the first failure is the whole request's. */
async function answerEach(
  c: Context<AppEnv>,
  services: Services,
  queries: readonly MetricQuery[],
): Promise<Outcome[]> {
  const { versions, definitions } = await services.store.documents.contracts(c.get('viewer'));
  const signal = clientSignal(c.req.raw);
  const asked = { services, versions, definitions, signal };
  const settled = await settle(c, asked, queries);
  signal.throwIfAborted();
  const proofs = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value.proof] : []));
  await services.store.proofs.keep(c.get('viewer'), proofs);
  const [first] = settled;
  if (first?.status === 'rejected' && settled.every(({ status }) => status === 'rejected')) {
    throw first.reason;
  }
  return settled.map((one) =>
    one.status === 'fulfilled' ? one.value : problemOfQuery(c, one.reason),
  );
}

/** Metric queries, answered by the server's engine. */
export function queryRoutes(services: Services): RouteEntry[] {
  const access = reading('query');
  return [
    documentedRoute(route, access, async (c) => {
      const { queries } = c.req.valid('json');
      const accept = c.req.header('accept') ?? '';
      const takesArrow = accept.includes(ARROW_STREAM);
      const takesJson = accept.includes('application/json');
      if (takesArrow && !takesJson && queries.length > 1) throw new BadaError('query.arrow-single');
      const answers = await answerEach(c, services, queries);
      c.header('Cache-Control', 'no-store');
      c.header('Vary', 'Accept');
      const [first] = answers;
      const asJson = !takesArrow || queries.length > 1 || !first || 'problem' in first;
      if (asJson || (takesJson && !isLong(first))) return c.json({ answers }, 200);
      return c.body(Uint8Array.from(arrowOf(first)), 200, { 'Content-Type': ARROW_STREAM });
    }),
  ];
}
