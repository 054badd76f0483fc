import { BadaError } from '@bada/shared';
import {
  checkDefinition,
  checkDefinitionText,
  type DefinitionDraft,
  type DefinitionProblem,
  type DraftEdit,
  definitionChanges,
  definitionNumber,
  definitionParts,
  headlineQuery,
  isSamePerson,
  type NamedPerson,
  releasedDefinition,
} from '@bada/shared/definitions';
import type { Context } from 'hono';
import { personOf } from '../auth/named-person.ts';
import { SYSTEM_VIEWER } from '../auth/viewer.ts';
import type { DefinitionDesk, OpenDefinition } from './definition-desk.ts';
import type { AppEnv } from './registry.ts';

/** Everybody who wrote on a draft, the newest at the end. */
export function withEditor(editors: readonly NamedPerson[], person: NamedPerson): NamedPerson[] {
  return [...editors.filter((one) => !isSamePerson(one, person)), person];
}

function draftOf(open: OpenDefinition): DefinitionDraft {
  const { draft } = open.stored;
  if (!draft) throw new BadaError('definition.no-draft', { id: open.id });
  return draft;
}

/** @throws BadaError `definition.step` */
function demandStatus(draft: DefinitionDraft, allowed: readonly DefinitionDraft['status'][]): void {
  if (!allowed.includes(draft.status)) throw new BadaError('definition.step');
}

/** The document that an author sent.
 * @throws BadaError `definition.not-valid` with the first problem, `definition.other-id` */
async function sentDocument(c: Context<AppEnv>, desk: DefinitionDesk, id: string, edit: DraftEdit) {
  const world = await desk.world(c);
  const { problems, indicator } =
    'yaml' in edit ? checkDefinitionText(edit.yaml, world) : checkDefinition(edit.document, world);
  if (!indicator) throw notValid(problems[0]);
  if (indicator.id !== id) throw new BadaError('definition.other-id', { id, found: indicator.id });
  return indicator;
}

function notValid(problem: DefinitionProblem | undefined): BadaError {
  const { line = 0, where = '', message = '', suggestion = null } = problem ?? {};
  return new BadaError('definition.not-valid', {
    line,
    where,
    what: message,
    suggestion: suggestion ?? '',
  });
}

/** Stores what an author wrote.
 * @throws BadaError `definition.submitted`, `definition.not-valid`, `definition.other-id`, `definition.name` */
export async function saveDraft(
  c: Context<AppEnv>,
  desk: DefinitionDesk,
  { open, edit }: { open: OpenDefinition; edit: DraftEdit },
): Promise<OpenDefinition> {
  const before = open.stored.draft;
  if (before?.status === 'submitted') throw new BadaError('definition.submitted');
  const document = await sentDocument(c, desk, open.id, edit);
  desk.demandBoth(c, open, document);
  const person = personOf(c.var, edit.name);
  const { reason, effectiveFrom } = edit;
  return desk.store(c, open, {
    status: 'draft',
    ...{ document, reason, effectiveFrom },
    editors: withEditor(before?.editors ?? [], person),
    note: before?.note ?? null,
  });
}

/** Whether a draft can become a state as it stands.
 * @throws BadaError `definition.…`, `query.…` of the first thing that keeps it from being one */
async function demandWhole(
  c: Context<AppEnv>,
  desk: DefinitionDesk,
  open: OpenDefinition,
): Promise<void> {
  const { document, reason, effectiveFrom } = draftOf(open);
  const [problem] = checkDefinition(document, await desk.world(c)).problems;
  if (problem) throw notValid(problem);
  const newest = open.definition?.newest;
  if (definitionChanges(newest?.document, document).length === 0) {
    throw new BadaError('definition.unchanged');
  }
  if (reason === '') throw new BadaError('definition.reason');
  if (effectiveFrom === null) throw new BadaError('definition.effective');
  const from = newest?.release?.effectiveFrom;
  if (from !== undefined && from > desk.today && effectiveFrom < from) {
    throw new BadaError('definition.too-early', { from });
  }
  // Whether it can be computed at all, not what of it the asker sees.
  await desk.services.answers.prepare(SYSTEM_VIEWER, headlineQuery(document), [document]);
}

/** Hands a draft in for approval. */
export async function submitDraft(
  c: Context<AppEnv>,
  desk: DefinitionDesk,
  { open, name }: { open: OpenDefinition; name: string | undefined },
): Promise<OpenDefinition> {
  const draft = draftOf(open);
  demandStatus(draft, ['draft', 'returned']);
  const person = personOf(c.var, name);
  await demandWhole(c, desk, open);
  const editors = withEditor(draft.editors, person);
  return desk.store(c, open, { ...draft, status: 'submitted', editors, note: null });
}

function wroteOn({ editors }: DefinitionDraft, person: NamedPerson): boolean {
  return editors.some((editor) => isSamePerson(editor, person));
}

/** Gives a draft back to its authors; one of them takes it back.
 * @throws BadaError `definition.step`, `definition.note`, `access.denied` */
export async function returnDraft(
  c: Context<AppEnv>,
  desk: DefinitionDesk,
  { open, name, note }: { open: OpenDefinition; name: string | undefined; note: string },
): Promise<OpenDefinition> {
  const draft = draftOf(open);
  demandStatus(draft, ['submitted']);
  const by = personOf(c.var, name);
  if (wroteOn(draft, by)) return desk.store(c, open, { ...draft, status: 'draft' });
  c.get('demand')('create', { kind: 'approval', department: open.department });
  if (note === '') throw new BadaError('definition.note');
  return desk.store(c, open, { ...draft, status: 'returned', note: { by, text: note } });
}

/** Makes a draft the next state, by someone who did not write on it.
 * @throws BadaError `definition.step`, `definition.four-eyes`, `definition.conflict`, … */
export async function approveDraft(
  c: Context<AppEnv>,
  desk: DefinitionDesk,
  { open, name }: { open: OpenDefinition; name: string | undefined },
): Promise<OpenDefinition> {
  const draft = draftOf(open);
  demandStatus(draft, ['submitted']);
  const approver = personOf(c.var, name);
  if (wroteOn(draft, approver)) throw new BadaError('definition.four-eyes');
  await demandWhole(c, desk, open);
  const { id, definition, stored } = open;
  const author = draft.editors.at(-1) ?? approver;
  const effectiveFrom = draft.effectiveFrom ?? desk.today;
  const document = releasedDefinition(draft.document, {
    base: definition && {
      newest: definition.newest.document,
      before: definition.states.find(
        ({ release }) => release === null || release.effectiveFrom < effectiveFrom,
      )?.document,
    },
    effectiveFrom,
    seal: { author, approver, on: desk.today, reason: draft.reason },
  });
  const done = await desk.services.store.definitions.release(
    c.get('viewer'),
    { id, version: stored.version, department: document.ownerDepartment },
    {
      number: nextNumber(definition?.newest.number, document.version),
      document,
      release: { author, approver, effectiveFrom },
      reason: draft.reason,
    },
  );
  const fresh = await desk.find(c, id);
  if (!done) desk.refuse(c, desk.tag(fresh));
  return fresh;
}

/** Number of the next state: the first of a new version, else the next under the same. */
function nextNumber(newest: number | undefined, version: number): number {
  const known = definitionParts(newest ?? 0);
  return definitionNumber(version, known.version === version ? known.revision + 1 : 0);
}
