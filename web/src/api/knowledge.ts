import { Catalogue, Manifest } from '@bada/shared';
import { queryOptions } from '@tanstack/react-query';
import { sendJson } from './client.ts';

/** The indicators, departments and evaluation date; they stand still while a page is open. */
export function catalogueQuery() {
  return queryOptions({
    queryKey: ['catalogue'],
    queryFn: ({ signal }) => sendJson(Catalogue, '/api/indicators', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The manifest that was current when the page was opened: a reader keeps the version begun with. */
export function manifestQuery() {
  return queryOptions({
    queryKey: ['manifest'],
    queryFn: ({ signal }) => sendJson(Manifest, '/api/manifest', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Address of the district shapes of a manifest, if it holds any. */
export function geometryPath(manifest: Manifest): string | undefined {
  const dataset = manifest.datasets.find(({ id }) => id === 'districts');
  const file = dataset?.files.find(({ role }) => role === 'geometry');
  return dataset && file ? `/extracts/${dataset.class}/${file.hash}.${file.format}` : undefined;
}
