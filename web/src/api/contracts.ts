import type { SmallCells } from '@bada/shared';
import {
  ContractCheck,
  type ContractEdit,
  ContractHistory,
  ContractState,
  type OdcsDocument,
  SmallCellsForecast,
} from '@bada/shared/catalogue';
import { queryOptions } from '@tanstack/react-query';
import { jsonBody, send, sendJson } from './client.ts';

/** A contract with the tag by which it is changed. */
export interface TaggedContract {
  readonly state: ContractState;
  readonly tag: string;
}

function pathOf(id: string, part = ''): string {
  return `/api/datasets/${encodeURIComponent(id)}/contract${part}`;
}

async function tagged(path: string, init: RequestInit): Promise<TaggedContract> {
  const response = await send(path, init);
  const state = ContractState.parse(await response.json());
  return { state, tag: response.headers.get('etag') ?? '' };
}

/** A dataset's contract as it stands. */
export function contractQuery(id: string) {
  return queryOptions({
    queryKey: ['contracts', id],
    queryFn: ({ signal }) => tagged(pathOf(id), { signal }),
  });
}

/** The versions of a contract. */
export function contractHistoryQuery(id: string) {
  return queryOptions({
    queryKey: ['contracts', id, 'history'],
    queryFn: ({ signal }) => sendJson(ContractHistory, pathOf(id, '/history'), { signal }),
  });
}

/** Stores a new version.
 * @throws RequestError `contract.conflict` and others */
export function saveContract(id: string, edit: ContractEdit, tag: string): Promise<TaggedContract> {
  return tagged(pathOf(id), { method: 'PUT', ...jsonBody(edit, { 'if-match': tag }) });
}

/** What a text would change, and what is wrong with it. */
export function checkContractText(id: string, yaml: string): Promise<ContractCheck> {
  const init = { method: 'POST', ...jsonBody({ reason: '', yaml }) };
  return sendJson(ContractCheck, pathOf(id, '/check'), init);
}

/** How many rows a rule on small counts would hide. */
export function forecastSmallCells(id: string, rule: SmallCells): Promise<SmallCellsForecast> {
  const init = { method: 'POST', ...jsonBody(rule) };
  return sendJson(SmallCellsForecast, pathOf(id, '/small-cells'), init);
}

/** Stores an earlier version as a new one. */
export function restoreContract(
  id: string,
  version: OdcsDocument['version'],
  { tag, reason }: { tag: string; reason: string },
): Promise<TaggedContract> {
  const init = { method: 'POST', ...jsonBody({ version, reason }, { 'if-match': tag }) };
  return tagged(pathOf(id, '/restore'), init);
}
