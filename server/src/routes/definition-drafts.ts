import { BadaError } from '@bada/shared';
import {
  type DefinitionDraft,
  DefinitionRestore,
  DefinitionState,
  DraftEdit,
  DraftMove,
} from '@bada/shared/definitions';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { personOf } from '../auth/named-person.ts';
import {
  approvingDefinition,
  DefinitionParams,
  IfMatch,
  INVALID_BODY,
  keepingDefinition,
  NO_INDICATOR,
} from './definition-access.ts';
import type { DefinitionDesk, OpenDefinition } from './definition-desk.ts';
import {
  approveDraft,
  returnDraft,
  saveDraft,
  submitDraft,
  withEditor,
} from './definition-steps.ts';
import { type Access, type AppEnv, documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';

const CHANGING = {
  200: json(DefinitionState, 'The definition with its draft as they stand now.'),
  400: INVALID_BODY,
  404: problem('No such indicator, draft or state (`indicator.unknown`, `definition.…`).'),
  409: problem(
    'The draft is at another step (`definition.step`, `definition.submitted`), or names a ' +
      'dataset whose files changed.',
  ),
  412: problem('It was changed in the meantime (`definition.conflict`).'),
  422: problem(
    'It is not valid, not whole or nothing differs (`definition.not-valid`, `definition.reason`, ' +
      '`definition.effective`, `definition.too-early`, `definition.unchanged`, `query.wrong` …).',
  ),
  428: problem('If-Match is missing (`definition.precondition-required`).'),
  ...COMMON_PROBLEMS,
};

const saveRoute = createRoute({
  method: 'put',
  path: '/api/indicators/{id}/draft',
  operationId: 'saveDefinitionDraft',
  summary: 'Stores a draft of a definition; nothing that is answered changes',
  description:
    'Takes the document or its YAML. An indicator that is not there begins as a draft, too. ' +
    'Version and the break of a changed meaning are set by the server when it is approved.',
  request: { params: DefinitionParams, headers: IfMatch, ...jsonBody(DraftEdit) },
  responses: CHANGING,
});

const discardRoute = createRoute({
  method: 'delete',
  path: '/api/indicators/{id}/draft',
  operationId: 'discardDefinitionDraft',
  summary: 'Takes a draft away',
  request: { params: DefinitionParams, headers: IfMatch },
  responses: { ...CHANGING, 204: { description: 'It was the draft of an indicator that is new.' } },
});

function stepRoute<P extends 'submit' | 'return' | 'approve'>(step: P, summary: string) {
  return createRoute({
    method: 'post',
    path: `/api/indicators/{id}/draft/${step}`,
    operationId: `${step}DefinitionDraft`,
    summary,
    request: { params: DefinitionParams, headers: IfMatch, ...jsonBody(DraftMove) },
    responses: CHANGING,
  });
}

const submitRoute = stepRoute('submit', 'Hands a draft in for approval');
const returnRoute = stepRoute(
  'return',
  'Gives a draft back with a note; one of its authors takes it back',
);
const approveRoute = stepRoute(
  'approve',
  'Makes a draft the next state; by someone who did not write on it',
);

const restoreRoute = createRoute({
  method: 'post',
  path: '/api/indicators/{id}/definition/restore',
  operationId: 'restoreDefinition',
  summary: 'Begins a draft with an earlier state',
  request: { params: DefinitionParams, headers: IfMatch, ...jsonBody(DefinitionRestore) },
  responses: { ...CHANGING, 404: NO_INDICATOR },
});

/** Opens what is to be changed by someone who holds its tag. */
async function opened(
  c: Context<AppEnv>,
  desk: DefinitionDesk,
  id: string,
): Promise<OpenDefinition> {
  const open = await desk.open(c, id);
  desk.expect(c, open);
  return open;
}

/** An earlier state as a draft. Breaks that were declared since stay declared. */
function restored(
  { id, definition, stored }: OpenDefinition,
  { number, person }: { number: number; person: ReturnType<typeof personOf> },
): DefinitionDraft {
  if (stored.draft?.status === 'submitted') throw new BadaError('definition.submitted');
  const found = definition?.states.find((state) => state.number === number)?.document;
  if (!found || !definition) throw new BadaError('definition.state-unknown', { id, number });
  const known = definition.newest.document.breaks;
  const own = found.breaks.filter(({ at }) => !known.some((one) => one.at === at));
  return {
    status: 'draft',
    document: { ...found, breaks: [...known, ...own] },
    reason: '',
    effectiveFrom: null,
    editors: withEditor(stored.draft?.editors ?? [], person),
    note: null,
  };
}

function editingRoutes(desk: DefinitionDesk, access: Access): RouteEntry[] {
  return [
    documentedRoute(saveRoute, access, async (c) => {
      const open = await desk.find(c, c.req.valid('param').id);
      desk.expect(c, open);
      const saved = await saveDraft(c, desk, { open, edit: c.req.valid('json') });
      return c.json(await desk.tell(c, saved), 200);
    }),
    documentedRoute(discardRoute, access, async (c) => {
      const open = await opened(c, desk, c.req.valid('param').id);
      if (!open.stored.draft) throw new BadaError('definition.no-draft', { id: open.id });
      const left = await desk.store(c, open, undefined);
      return left.definition ? c.json(await desk.tell(c, left), 200) : c.body(null, 204);
    }),
    documentedRoute(restoreRoute, access, async (c) => {
      const open = await opened(c, desk, c.req.valid('param').id);
      const { number, name } = c.req.valid('json');
      const person = personOf(c.var, name);
      const saved = await desk.store(c, open, restored(open, { number, person }));
      return c.json(await desk.tell(c, saved), 200);
    }),
  ];
}

/** Writing a draft, handing it in, giving it back, approving it, and beginning one with an earlier state. */
export function definitionDraftRoutes(desk: DefinitionDesk): RouteEntry[] {
  const keeping = keepingDefinition(desk);
  const approving = approvingDefinition(desk);
  return [
    ...editingRoutes(desk, keeping),
    documentedRoute(submitRoute, keeping, async (c) => {
      const open = await opened(c, desk, c.req.valid('param').id);
      const { name } = c.req.valid('json');
      return c.json(await desk.tell(c, await submitDraft(c, desk, { open, name })), 200);
    }),
    documentedRoute(returnRoute, approving, async (c) => {
      const open = await opened(c, desk, c.req.valid('param').id);
      const { name, note } = c.req.valid('json');
      return c.json(await desk.tell(c, await returnDraft(c, desk, { open, name, note })), 200);
    }),
    documentedRoute(approveRoute, approving, async (c) => {
      const open = await opened(c, desk, c.req.valid('param').id);
      const { name } = c.req.valid('json');
      return c.json(await desk.tell(c, await approveDraft(c, desk, { open, name })), 200);
    }),
  ];
}
