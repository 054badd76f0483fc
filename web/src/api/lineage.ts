import { LineageView } from '@bada/shared/catalogue';
import { queryOptions } from '@tanstack/react-query';
import { sendJson } from './client.ts';

/** Where a dataset comes from and what depends on it. */
export function lineageQuery(id: string) {
  const path = `/api/datasets/${encodeURIComponent(id)}/lineage`;
  return queryOptions({
    queryKey: ['lineage', id],
    queryFn: ({ signal }) => sendJson(LineageView, path, { signal }),
  });
}
