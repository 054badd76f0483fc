import {
  Collection,
  type CollectionDraft,
  CollectionList,
  CollectSample,
  type HarvestEdit,
  Harvested,
  HarvestedPage,
  Job,
  type JobChange,
  JobList,
  MappingList,
  type NewCollection,
  type RowSource,
} from '@bada/shared/catalogue';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { jsonBody, send, sendJson } from './client.ts';

/** Key of everything about collections; invalidate it after a change. */
export const COLLECTIONS_KEY = ['collections'] as const;

const WHILE_RUNNING_MS = 1000;
const AT_REST_MS = 15_000;

function pathOf(id: string): string {
  return `/api/collections/${encodeURIComponent(id)}`;
}

function ifUnchanged({ version }: { version: number }): { 'if-match': string } {
  return { 'if-match': `"${version}"` };
}

/** All collections with their next and last runs; asked for again while something runs. */
export function collectionsQuery() {
  return queryOptions({
    queryKey: COLLECTIONS_KEY,
    queryFn: ({ signal }) => sendJson(CollectionList, '/api/collections', { signal }),
    refetchInterval({ state }) {
      const now = new Date().toISOString();
      const busy = state.data?.collections.some(
        ({ next }) => next?.state === 'running' || (next?.state === 'queued' && next.runAt <= now),
      );
      return busy ? WHILE_RUNNING_MS : AT_REST_MS;
    },
  });
}

/** What fetched rows can become. */
export function mappingsQuery() {
  return queryOptions({
    queryKey: [...COLLECTIONS_KEY, 'mappings'],
    queryFn: ({ signal }) => sendJson(MappingList, '/api/mappings', { signal }),
  });
}

/** Key of everything that other catalogues list; invalidate it after a change. */
export const HARVESTED_KEY = ['harvested'] as const;

/** Writes over what the source says of an entry that nobody changed since it was read; `null` takes that back. */
export function editHarvested(was: Harvested, edit: HarvestEdit | null): Promise<Harvested> {
  return sendJson(Harvested, `/api/harvested/${was.id}`, {
    method: 'PUT',
    ...jsonBody({ edit }, ifUnchanged(was)),
  });
}

/** Datasets of other catalogues that hold the words, those that vanished there among them; of some catalogues, or of
 * all where none is named. */
export function harvestedQuery(text: string, origin: readonly string[]) {
  const others = origin.filter((one) => one !== 'here');
  const query = new URLSearchParams({ q: text, gone: 'show', origin: others.join('|') });
  return queryOptions({
    queryKey: [...HARVESTED_KEY, text, others],
    queryFn: ({ signal }) =>
      sendJson(HarvestedPage, `/api/harvested?${query.toString()}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Runs of a collection, the newest first. */
export function runsQuery(subject: string) {
  return queryOptions({
    queryKey: [...COLLECTIONS_KEY, 'runs', subject],
    queryFn: ({ signal }) =>
      sendJson(JobList, `/api/jobs?subject=${encodeURIComponent(subject)}`, { signal }),
  });
}

/** Defines a collection. */
export function createCollection(made: NewCollection): Promise<Collection> {
  return sendJson(Collection, '/api/collections', { method: 'POST', ...jsonBody(made) });
}

/** Changes a collection that nobody changed since it was read. */
export function updateCollection(was: Collection, draft: CollectionDraft): Promise<Collection> {
  return sendJson(Collection, pathOf(was.id), {
    method: 'PUT',
    ...jsonBody(draft, ifUnchanged(was)),
  });
}

/** Takes a collection away. */
export async function deleteCollection(was: Collection): Promise<void> {
  await send(pathOf(was.id), { method: 'DELETE', headers: ifUnchanged(was) });
}

/** The first ten rows of a source. */
export function sampleSource(source: RowSource): Promise<CollectSample> {
  return sendJson(CollectSample, '/api/collections/sample', {
    method: 'POST',
    ...jsonBody({ source }),
  });
}

/** Runs a collection now. */
export function runCollection(subject: string): Promise<Job> {
  return sendJson(Job, '/api/jobs', {
    method: 'POST',
    ...jsonBody({ kind: 'collection', subject }),
  });
}

/** Pauses, resumes or cancels a run. */
export function changeJob(job: Job, action: JobChange['action']): Promise<Job> {
  return sendJson(Job, `/api/jobs/${job.id}`, {
    method: 'PUT',
    ...jsonBody({ action }, ifUnchanged(job)),
  });
}
