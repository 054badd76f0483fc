import {
  DefinitionDependents,
  DefinitionHistory,
  type DefinitionImport,
  DefinitionImported,
  DefinitionList,
  DefinitionPreview,
  DefinitionState,
  type DraftEdit,
} from '@bada/shared/definitions';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { jsonBody, send, sendJson } from './client.ts';

/** A definition with the tag by which it is changed. */
export interface TaggedDefinition {
  readonly state: DefinitionState;
  readonly tag: string;
}

/** Addresses of the YAML files of one definition, or of all. */
export function definitionFile(id?: string): string {
  return id === undefined
    ? '/api/definitions.yaml'
    : `/api/indicators/${encodeURIComponent(id)}/definition.yaml`;
}

function pathOf(id: string, part: string): string {
  return `/api/indicators/${encodeURIComponent(id)}/${part}`;
}

async function tagged(path: string, init: RequestInit): Promise<TaggedDefinition> {
  const response = await send(path, init);
  const state = DefinitionState.parse(await response.json());
  return { state, tag: response.headers.get('etag') ?? '' };
}

/** Every definition with its state and draft. */
export function definitionsQuery() {
  return queryOptions({
    queryKey: ['definitions'],
    queryFn: ({ signal }) => sendJson(DefinitionList, '/api/definitions', { signal }),
  });
}

/** A definition with its draft. */
export function definitionQuery(id: string) {
  return queryOptions({
    queryKey: ['definitions', id],
    queryFn: ({ signal }) => tagged(pathOf(id, 'definition'), { signal }),
  });
}

/** Every approved state of a definition. */
export function definitionHistoryQuery(id: string) {
  return queryOptions({
    queryKey: ['definitions', id, 'history'],
    queryFn: ({ signal }) =>
      sendJson(DefinitionHistory, pathOf(id, 'definition/history'), { signal }),
  });
}

/** What shows or reads an indicator. */
export function definitionDependentsQuery(id: string) {
  return queryOptions({
    queryKey: ['definitions', id, 'dependents'],
    queryFn: ({ signal }) =>
      sendJson(DefinitionDependents, pathOf(id, 'definition/dependents'), { signal }),
  });
}

/** A draft's figures beside those of today; the ones before stay while others are computed. */
export function definitionPreviewQuery(
  id: string,
  draft: { document: unknown } | { yaml: string },
) {
  return queryOptions({
    queryKey: ['definitions', id, 'preview', draft],
    queryFn: ({ signal }) =>
      sendJson(DefinitionPreview, pathOf(id, 'draft/preview'), {
        method: 'POST',
        signal,
        ...jsonBody(draft),
      }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
}

/** Stores a draft.
 * @throws RequestError `definition.conflict` and others */
export function saveDraft(id: string, edit: DraftEdit, tag: string): Promise<TaggedDefinition> {
  const init = { method: 'PUT', ...jsonBody(edit, { 'if-match': tag }) };
  return tagged(pathOf(id, 'draft'), init);
}

/** A step of a draft. */
export type DraftStep = 'submit' | 'return' | 'approve';

/** Moves a draft on. */
export function moveDraft(
  id: string,
  step: DraftStep,
  { tag, ...move }: { tag: string; name?: string; note?: string },
): Promise<TaggedDefinition> {
  const init = { method: 'POST', ...jsonBody(move, { 'if-match': tag }) };
  return tagged(pathOf(id, `draft/${step}`), init);
}

/** Takes a draft away. */
export async function discardDraft(id: string, tag: string): Promise<void> {
  await send(pathOf(id, 'draft'), { method: 'DELETE', headers: { 'if-match': tag } });
}

/** Begins a draft with an earlier state. */
export function restoreDefinition(
  id: string,
  { tag, ...wanted }: { tag: string; number: number; name?: string },
): Promise<TaggedDefinition> {
  const init = { method: 'POST', ...jsonBody(wanted, { 'if-match': tag }) };
  return tagged(pathOf(id, 'definition/restore'), init);
}

/** Brings in definitions of files, or looks what that would do. */
export function importDefinitions(
  order: Pick<DefinitionImport, 'files'> & Partial<DefinitionImport>,
): Promise<DefinitionImported> {
  return sendJson(DefinitionImported, '/api/definitions/import', {
    method: 'POST',
    ...jsonBody(order),
  });
}
