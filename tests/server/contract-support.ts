import type { Role, Viewer } from '@bada/shared';
import { ContractState, type OdcsDocument } from '@bada/shared/catalogue';
import { jsonRequest, openTestApp, type TestApp } from './support.ts';

/** Someone with a role, by the header `x-test-viewer`. */
export function person(roles: Role[], departments: string[] = []): Viewer {
  return { id: roles.join() || 'nobody', roles, departments, class: 'restricted' };
}

const PEOPLE: Readonly<Record<string, Viewer>> = {
  steward: person(['steward']),
  administrator: person(['administrator']),
  manager: person(['manager'], ['statistics']),
  'other-manager': person(['manager'], ['budget']),
  analyst: person(['analyst'], ['statistics']),
};

/** Who sends a request; the steward unless told. */
export function asPerson(name: string): Record<string, string> {
  return { 'x-test-viewer': name };
}

const DEPARTMENTS = [
  { code: 'statistics', name: { ko: '통계과', en: 'Statistics' }, from: '2020-01-01' },
  { code: 'budget', name: { ko: '예산과', en: 'Budget' }, from: '2020-01-01' },
];

/** An app whose people are told apart by a header. */
export async function openPeopledApp(): Promise<TestApp> {
  const world = await openTestApp({
    viewerOf: (request) => PEOPLE[request.headers.get('x-test-viewer') ?? 'steward'] ?? person([]),
  });
  await world.store.documents.addVersion(person(['administrator']), {
    kind: 'organisation',
    id: 'organisation',
    version: 1,
    department: null,
    body: { v: 1, departments: DEPARTMENTS },
  });
  return world;
}

/** The contract of a dataset and its tag. */
export async function contractOf(
  { request }: TestApp,
  id: string,
): Promise<{ state: ContractState; tag: string }> {
  const response = await request(`/api/datasets/${id}/contract`);
  const state = ContractState.parse(await response.json());
  return { state, tag: response.headers.get('etag') ?? '' };
}

/** Sends a new version of a contract. */
export function putContract(
  { request }: TestApp,
  id: string,
  sent: { document: OdcsDocument; tag?: string; reason?: string; as?: string },
): Promise<Response> {
  const { document, tag, reason = '', as = 'steward' } = sent;
  const headers = { ...asPerson(as), ...(tag === undefined ? {} : { 'if-match': tag }) };
  return request(`/api/datasets/${id}/contract`, jsonRequest('PUT', { reason, document }, headers));
}
