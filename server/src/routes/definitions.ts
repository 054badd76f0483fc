import { inOrder, type Viewer } from '@bada/shared';
import { lineageBoard } from '@bada/shared/catalogue';
import {
  DefinitionDependents,
  DefinitionHistory,
  DefinitionList,
  DefinitionState,
  type DefinitionSummary,
  definitionChanges,
  definitionParts,
  definitionsYaml,
  definitionYaml,
} from '@bada/shared/definitions';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { asksNames } from '../auth/named-person.ts';
import type { StoredDraft } from '../store/definition-drafts.ts';
import type { Definition } from '../store/definitions.ts';
import { attachment } from './attachment.ts';
import { tagOf } from './conditional.ts';
import { DefinitionParams, NO_INDICATOR, READING_DEFINITIONS } from './definition-access.ts';
import { type DefinitionDesk, type OpenDefinition, statusOf } from './definition-desk.ts';
import { type AppEnv, documentedRoute, type RouteEntry, reading } from './registry.ts';
import { COMMON_PROBLEMS, json } from './responses.ts';

const YAML = 'application/yaml';
const yamlBody = (description: string) => ({
  description,
  content: { [YAML]: { schema: z.string() } },
});

const listRoute = createRoute({
  method: 'get',
  path: '/api/definitions',
  operationId: 'listDefinitions',
  summary:
    'Every indicator with its state and its draft, those that are no longer offered included',
  responses: { 200: json(DefinitionList, 'The definitions.'), ...COMMON_PROBLEMS },
});

const allYamlRoute = createRoute({
  method: 'get',
  path: '/api/definitions.yaml',
  operationId: 'exportDefinitions',
  summary: 'The definitions in force as one YAML file',
  responses: { 200: yamlBody('One document per indicator.'), ...COMMON_PROBLEMS },
});

const yamlRoute = createRoute({
  method: 'get',
  path: '/api/indicators/{id}/definition.yaml',
  operationId: 'exportDefinition',
  summary: "An indicator's newest approved definition as YAML",
  request: { params: DefinitionParams },
  responses: { 200: yamlBody('The definition.'), 404: NO_INDICATOR, ...COMMON_PROBLEMS },
});

const readRoute = createRoute({
  method: 'get',
  path: '/api/indicators/{id}/definition',
  operationId: 'readDefinition',
  summary: 'A definition as it stands, its draft, and the ETag by which both are changed',
  request: { params: DefinitionParams },
  responses: { 200: json(DefinitionState, 'The state.'), 404: NO_INDICATOR, ...COMMON_PROBLEMS },
});

const historyRoute = createRoute({
  method: 'get',
  path: '/api/indicators/{id}/definition/history',
  operationId: 'listDefinitionStates',
  summary: 'Every approved state: by whom, from when on, why, and what it changed',
  request: { params: DefinitionParams },
  responses: {
    200: json(DefinitionHistory, 'The history.'),
    404: NO_INDICATOR,
    ...COMMON_PROBLEMS,
  },
});

const dependentsRoute = createRoute({
  method: 'get',
  path: '/api/indicators/{id}/definition/dependents',
  operationId: 'listDefinitionDependents',
  summary: 'What shows or reads an indicator',
  request: { params: DefinitionParams },
  responses: {
    200: json(DefinitionDependents, 'The uses.'),
    404: NO_INDICATOR,
    ...COMMON_PROBLEMS,
  },
});

function draftSummary({ draft, updatedAt }: StoredDraft): DefinitionSummary['draft'] {
  const author = draft?.editors.at(-1);
  return draft && author ? { status: draft.status, author, updatedAt } : null;
}

async function listed(desk: DefinitionDesk, viewer: Viewer): Promise<DefinitionSummary[]> {
  const { store } = desk.services;
  const { definitions } = await store.documents.contracts(viewer);
  const drafts = await store.definitions.drafts(viewer);
  const known = definitions.map((definition) => ({
    definition,
    stored: drafts.find(({ id }) => id === definition.id),
  }));
  const fresh = drafts
    .filter(({ id, draft }) => draft && !definitions.some((one) => one.id === id))
    .map((stored) => ({ definition: undefined, stored }));
  const told = [...known, ...fresh].flatMap(({ definition, stored }) => {
    const document = definition?.newest.document ?? stored?.draft?.document;
    if (!document) return [];
    const { id, name, field, ownerDepartment, order } = document;
    const summary = {
      ...{ id, name, field, ownerDepartment },
      version: definition?.newest.document.version ?? 0,
      status: statusOf(definition, desk.today),
      draft: stored ? draftSummary(stored) : null,
    };
    return [{ order, summary }];
  });
  return told.sort((a, b) => a.order - b.order).map(({ summary }) => summary);
}

function historyOf({ states, inForce }: Definition): DefinitionHistory['states'] {
  return states.map((state, at) => {
    const { number, document, release, reason, at: when } = state;
    const before = states[at + 1]?.document;
    return {
      number,
      ...definitionParts(number),
      ...{ at: when, reason, document },
      author: release?.author ?? null,
      approver: release?.approver ?? null,
      effectiveFrom: release?.effectiveFrom ?? null,
      inForce: state === inForce,
      changes: before ? definitionChanges(before, document) : [],
    };
  });
}

async function dependentsOf(
  c: Context<AppEnv>,
  desk: DefinitionDesk,
  { id, definition, stored }: OpenDefinition,
): Promise<DefinitionDependents> {
  const { store } = desk.services;
  const viewer = c.get('viewer');
  const may = c.get('may');
  const boards = await store.boards.everywhere(viewer);
  const showing = boards.filter((board) => lineageBoard(board).indicators.includes(id));
  const seen = showing.filter(({ owner }) => may('read', { kind: 'board', owner }));
  const document = stored.draft?.document ?? definition?.newest.document;
  const text = JSON.stringify(document?.formula ?? {});
  const { datasets } = await desk.world(c);
  return {
    boards: seen.map(lineageBoard).map(({ title, href }) => ({ title, href })),
    otherBoards: showing.length - seen.length,
    datasets: datasets
      .filter((dataset) => text.includes(`"dataset":"${dataset.id}"`))
      .map((dataset) => ({ id: dataset.id, title: dataset.title })),
    proofs: await store.proofs.countNaming(viewer, id),
    isOffered: definition?.inForce !== undefined && definition.retired === undefined,
  };
}

function yamlRoutes(desk: DefinitionDesk): RouteEntry[] {
  const access = reading('indicator');
  return [
    documentedRoute(allYamlRoute, access, async (c): Promise<Response> => {
      const { indicators } = await desk.services.store.documents.contracts(c.get('viewer'));
      c.header('Content-Disposition', attachment('지표 정의.yaml', 'indicators.yaml'));
      c.header('Cache-Control', 'no-store');
      return c.body(definitionsYaml(inOrder(indicators)), 200, { 'Content-Type': YAML });
    }),
    documentedRoute(yamlRoute, access, async (c): Promise<Response> => {
      const { id, definition } = await desk.open(c, c.req.valid('param').id);
      const document = definition?.newest.document;
      if (!document) return c.notFound();
      c.header('Content-Disposition', attachment(`${id}.yaml`, `${id}.yaml`));
      c.header('Cache-Control', 'no-store');
      return c.body(definitionYaml(document), 200, { 'Content-Type': YAML });
    }),
  ];
}

/** Definitions: their list, one of them with its draft, its history, its uses, and as YAML. */
export function definitionRoutes(desk: DefinitionDesk): RouteEntry[] {
  return [
    documentedRoute(listRoute, READING_DEFINITIONS, async (c) => {
      const definitions = await listed(desk, c.get('viewer'));
      const mayImport = c.get('may')('update', { kind: 'definition' });
      c.header('ETag', tagOf(JSON.stringify(definitions)));
      c.header('Cache-Control', 'no-store');
      return c.json({ definitions, mayImport, asksNames: asksNames(c.get('viewer')) }, 200);
    }),
    ...yamlRoutes(desk),
    documentedRoute(readRoute, READING_DEFINITIONS, async (c) => {
      const open = await desk.open(c, c.req.valid('param').id);
      return c.json(await desk.tell(c, open), 200);
    }),
    documentedRoute(historyRoute, READING_DEFINITIONS, async (c) => {
      const { definition } = await desk.open(c, c.req.valid('param').id);
      c.header('Cache-Control', 'no-store');
      return c.json({ states: definition ? historyOf(definition) : [] }, 200);
    }),
    documentedRoute(dependentsRoute, READING_DEFINITIONS, async (c) => {
      const open = await desk.open(c, c.req.valid('param').id);
      c.header('Cache-Control', 'no-store');
      return c.json(await dependentsOf(c, desk, open), 200);
    }),
  ];
}
