import { BadaError, type Indicator, type Outcome, problemOf } from '@bada/shared';
import {
  checkDefinition,
  checkDefinitionText,
  DefinitionPreview,
  headlineQuery,
  PreviewRequest,
} from '@bada/shared/definitions';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { clientSignal } from './client-signal.ts';
import { DefinitionParams, INVALID_BODY, READING_DEFINITIONS } from './definition-access.ts';
import type { DefinitionDesk } from './definition-desk.ts';
import { demandProven } from './judged-class.ts';
import { type AppEnv, documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody } from './responses.ts';

const route = createRoute({
  method: 'post',
  path: '/api/indicators/{id}/draft/preview',
  operationId: 'previewDefinition',
  summary: "A draft's figures over all periods beside those of today; nothing is stored",
  description:
    'The draft is compiled as a query of its headline is. Where it cannot be, its problems are told ' +
    'by place (and line, for YAML), or the refusal of the engine stands in the place of the answer.',
  request: { params: DefinitionParams, ...jsonBody(PreviewRequest) },
  responses: {
    200: json(DefinitionPreview, 'Figures, problems or both.'),
    400: INVALID_BODY,
    ...COMMON_PROBLEMS,
  },
});

async function outcomeOf(
  c: Context<AppEnv>,
  { services }: DefinitionDesk,
  { indicator, isDraft }: { indicator: Indicator; isDraft: boolean },
): Promise<Outcome> {
  const { answers } = services;
  const viewer = c.get('viewer');
  const signal = clientSignal(c.req.raw);
  try {
    const question = await answers.prepare(viewer, headlineQuery(indicator), [indicator]);
    const { manifest, proof } = question;
    await demandProven(c, services, { extracts: proof.extracts, manifest });
    return await (isDraft
      ? answers.preview(viewer, question, signal)
      : answers.answer(viewer, question, signal));
  } catch (error) {
    if (error instanceof BadaError) return { problem: problemOf(error, c.get('requestId')) };
    throw error;
  }
}

/** What a draft would say. */
export function definitionPreviewRoutes(desk: DefinitionDesk): RouteEntry[] {
  return [
    documentedRoute(route, READING_DEFINITIONS, async (c) => {
      const sent = c.req.valid('json');
      const { definition } = await desk.find(c, c.req.valid('param').id);
      const world = await desk.world(c);
      const { problems, indicator } =
        'yaml' in sent
          ? checkDefinitionText(sent.yaml, world)
          : checkDefinition(sent.document, world);
      const present = definition?.inForce?.document;
      const isComputable = indicator !== undefined && problems.length === 0;
      const [now, draft] = await Promise.all([
        present ? outcomeOf(c, desk, { indicator: present, isDraft: false }) : null,
        isComputable ? outcomeOf(c, desk, { indicator, isDraft: true }) : null,
      ]);
      c.header('Cache-Control', 'no-store');
      const document = indicator ?? null;
      return c.json({ problems: [...problems], document, present: now, draft }, 200);
    }),
  ];
}
