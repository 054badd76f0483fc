import { BadaError, type Indicator, withParticle } from '@bada/shared';
import {
  type DefinitionDraft,
  DefinitionImport,
  DefinitionImported,
  definitionChanges,
  type FileProblem,
  type NamedPerson,
  readDefinitionFile,
} from '@bada/shared/definitions';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { personOf } from '../auth/named-person.ts';
import { INVALID_BODY } from './definition-access.ts';
import type { DefinitionDesk, OpenDefinition } from './definition-desk.ts';
import { withEditor } from './definition-steps.ts';
import { type Access, type AppEnv, documentedRoute, type RouteEntry } from './registry.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';

const route = createRoute({
  method: 'post',
  path: '/api/definitions/import',
  operationId: 'importDefinitions',
  summary: 'Brings in definitions of YAML files as drafts, all of them or none',
  description:
    'Definitions that say what is known already are left alone. With `dryRun` nothing is written. ' +
    'Drafts that were changed while the import ran are never overwritten.',
  request: jsonBody(DefinitionImport),
  responses: {
    200: json(DefinitionImported, 'What was brought in, or why nothing was.'),
    400: INVALID_BODY,
    409: problem('A draft among them waits for approval (`definition.draft-open`).'),
    412: problem('A draft was changed in the meantime (`definition.conflict`).'),
    422: problem('A name is missing (`definition.name`).'),
    ...COMMON_PROBLEMS,
  },
});

/** Of whatever department: a steward's business. */
const IMPORTING: Access = { action: 'update', resource: () => ({ kind: 'definition' }) };

interface Incoming {
  readonly open: OpenDefinition;
  readonly document: Indicator;
  readonly file: string;
}

/** Two files that say different things of one indicator cannot both be brought in. */
function repeated(
  found: readonly { indicator?: Indicator; file: string; line: number }[],
): FileProblem[] {
  const ids = found.map(({ indicator }) => indicator?.id);
  return found.flatMap(({ indicator, file, line }, at) => {
    const first = ids.indexOf(indicator?.id);
    if (!indicator || first === at) return [];
    const before = found[first]?.file ?? '';
    const message = {
      ko: `지표 ${withParticle(indicator.id, '은/는')} ${before}에 이미 있습니다.`,
      en: `Indicator ${indicator.id} stands in ${before} already.`,
    };
    return [{ file, line, where: 'id', message, suggestion: null }];
  });
}

function outcomeOf({ open: { definition }, document, file }: Incoming) {
  const changes = definitionChanges(definition?.newest.document, document);
  const kind = changes.length > 0 ? ('changed' as const) : ('same' as const);
  const outcome = definition ? kind : ('new' as const);
  return { id: document.id, name: document.name, file, outcome, changes };
}

function demandFree(c: Context<AppEnv>, { open, document }: Incoming): void {
  const { id, department, stored } = open;
  if (stored.draft?.status === 'submitted') throw new BadaError('definition.draft-open', { id });
  for (const one of [department, document.ownerDepartment]) {
    c.get('demand')('update', { kind: 'definition', department: one });
  }
}

function draftOf(
  { open, document }: Incoming,
  {
    reason,
    effectiveFrom,
    person,
  }: Pick<DefinitionDraft, 'reason' | 'effectiveFrom'> & { person: NamedPerson },
): DefinitionDraft {
  const editors = withEditor(open.stored.draft?.editors ?? [], person);
  return { status: 'draft', document, reason, effectiveFrom, editors, note: null };
}

async function write(
  c: Context<AppEnv>,
  desk: DefinitionDesk,
  { incoming, order }: { incoming: readonly Incoming[]; order: DefinitionImport },
): Promise<void> {
  const viewer = c.get('viewer');
  const person = personOf(c.var, order.name);
  const changes = incoming.map((one) => ({
    seen: {
      id: one.document.id,
      version: one.open.stored.version,
      department: one.document.ownerDepartment,
    },
    draft: draftOf(one, { ...order, person }),
  }));
  const done = await desk.services.store.definitions.put(viewer, changes);
  if (!done) throw new BadaError('definition.conflict');
}

/** Bringing in definitions from files. */
export function definitionImportRoutes(desk: DefinitionDesk): RouteEntry[] {
  return [
    documentedRoute(
      route,
      IMPORTING,
      async (c) => {
        const order = c.req.valid('json');
        const world = await desk.world(c);
        const found = order.files.flatMap((file) => readDefinitionFile(file, world));
        const problems = [
          ...found.flatMap(({ file, problems: own }) => own.map((one) => ({ ...one, file }))),
          ...repeated(found),
        ];
        const incoming: Incoming[] = [];
        for (const { indicator: document, file } of found) {
          if (document) incoming.push({ open: await desk.find(c, document.id), document, file });
        }
        const told = incoming.map((one) => ({ one, outcome: outcomeOf(one) }));
        const fresh = told.filter(({ outcome }) => outcome.outcome !== 'same');
        for (const { one } of fresh) demandFree(c, one);
        const written = problems.length === 0 && !order.dryRun && fresh.length > 0;
        if (written) await write(c, desk, { incoming: fresh.map(({ one }) => one), order });
        c.header('Cache-Control', 'no-store');
        const definitions = told.map(({ outcome }) => outcome);
        return c.json({ problems, definitions, written }, 200);
      },
      { kind: 'json', maxBytes: 8 * 1024 * 1024 },
    ),
  ];
}
