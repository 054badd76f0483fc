import { type RowChangeKind, VersionDiff, VersionRestored } from '@bada/shared/catalogue';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { jsonBody, sendJson } from './client.ts';

/** Differing rows of one page. */
export const DIFF_ROWS = 20;

/** Which versions are compared and which rows of it are shown. */
export interface DiffView {
  readonly before: string;
  readonly after: string;
  readonly kind: RowChangeKind | 'all';
  readonly offset: number;
}

function pathOf(id: string, part: string): string {
  return `/api/datasets/${encodeURIComponent(id)}/${part}`;
}

/** Two versions of a dataset side by side. */
export function versionDiffQuery(id: string, view: DiffView) {
  const { before, after, kind, offset } = view;
  const search = new URLSearchParams({ before, after, limit: String(DIFF_ROWS) });
  if (kind !== 'all') search.set('kind', kind);
  search.set('offset', String(offset));
  return queryOptions({
    queryKey: ['datasets', 'diff', id, view],
    queryFn: ({ signal }) => sendJson(VersionDiff, pathOf(id, `diff?${search}`), { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Makes the version that a manifest holds the current one.
 * @param held manifest that was current when the reader chose
 * @throws RequestError `version.conflict` and others */
export function restoreVersion(
  id: string,
  { from, held }: { from: string; held: string },
): Promise<VersionRestored> {
  const body = jsonBody({ manifest: from }, { 'if-match': `"${held}"` });
  return sendJson(VersionRestored, pathOf(id, 'restore'), { method: 'POST', ...body });
}
