import {
  DatasetDetail,
  DatasetPage,
  DatasetProfile,
  DatasetRows,
  Facet,
  type FacetChoice,
  Glossary,
  LostCharacters,
} from '@bada/shared/catalogue';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { sendJson } from './client.ts';

/** Rows of one page of the preview. */
export const PREVIEW_ROWS = 50;

function pathOf(id: string, part = ''): string {
  return `/api/datasets/${encodeURIComponent(id)}${part}`;
}

function searchOf(text: string, choice: FacetChoice, cursor: string): string {
  const query = new URLSearchParams({ q: text });
  for (const facet of Facet.options) {
    for (const value of choice[facet] ?? []) query.append(facet, value);
  }
  if (cursor !== '') query.set('cursor', cursor);
  return query.toString();
}

/** Datasets that hold the words and have the chosen values, page by page. */
export function findDatasetsQuery(text: string, choice: FacetChoice) {
  return infiniteQueryOptions({
    queryKey: ['datasets', 'find', text, choice],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      sendJson(DatasetPage, `/api/datasets?${searchOf(text, choice, pageParam)}`, { signal }),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** A dataset with its versions. */
export function datasetQuery(id: string) {
  return queryOptions({
    queryKey: ['datasets', 'one', id],
    queryFn: ({ signal }) => sendJson(DatasetDetail, pathOf(id), { signal }),
  });
}

/** A page of the rows that a dataset has in a manifest: a reader keeps the version begun with. */
export function datasetRowsQuery(id: string, manifest: string, offset: number) {
  const search = `offset=${offset}&limit=${PREVIEW_ROWS}&manifest=${manifest}`;
  return queryOptions({
    queryKey: ['datasets', 'rows', id, manifest, offset],
    queryFn: ({ signal }) => sendJson(DatasetRows, pathOf(id, `/rows?${search}`), { signal }),
    placeholderData: keepPreviousData,
  });
}

/** What a dataset's columns hold in a manifest. */
export function datasetProfileQuery(id: string, manifest: string) {
  return queryOptions({
    queryKey: ['datasets', 'profile', id, manifest],
    queryFn: ({ signal }) =>
      sendJson(DatasetProfile, pathOf(id, `/profile?manifest=${manifest}`), { signal }),
  });
}

/** What a CP949 download of a dataset would lose. */
export function lostCharactersQuery(id: string) {
  return queryOptions({
    queryKey: ['datasets', 'lost', id],
    queryFn: ({ signal }) => sendJson(LostCharacters, pathOf(id, '/lost-characters'), { signal }),
  });
}

/** The standard terms in use. */
export function glossaryQuery() {
  return queryOptions({
    queryKey: ['glossary'],
    queryFn: ({ signal }) => sendJson(Glossary, '/api/glossary', { signal }),
  });
}
