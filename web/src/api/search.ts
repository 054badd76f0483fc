import { Finds } from '@bada/shared/catalogue';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { sendJson } from './client.ts';

/** Anything that holds the words, by kind. */
export function searchQuery(text: string) {
  return queryOptions({
    queryKey: ['search', text],
    queryFn: ({ signal }) =>
      sendJson(Finds, `/api/search?q=${encodeURIComponent(text)}`, { signal }),
    placeholderData: keepPreviousData,
  });
}
