import { IngestRows, type VersionIntakePart } from '@bada/shared/intake';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { sendJson } from './client.ts';

/** Rows of one page of a version's account. */
export const INTAKE_ROWS = 50;

/** Which rows of a version's account are meant. */
interface IntakePart {
  readonly dataset: string;
  readonly manifest: string;
  readonly table: number;
  readonly part: VersionIntakePart;
}

function pathOf({ dataset, manifest, table, part }: IntakePart): string {
  return `/api/datasets/${encodeURIComponent(dataset)}/versions/${manifest}/intake/${table}/${part}`;
}

/** A page of the rows of a published version that were not kept, or were flagged. */
export function intakeRowsQuery(wanted: IntakePart, offset: number) {
  const path = `${pathOf(wanted)}?offset=${offset}&limit=${INTAKE_ROWS}`;
  return queryOptions({
    queryKey: ['datasets', 'intake', path],
    queryFn: ({ signal }) => sendJson(IngestRows, path, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Address of all of them as a file. */
export function intakeFileHref(wanted: IntakePart, format: 'csv' | 'xlsx'): string {
  return `${pathOf(wanted)}/file?format=${format}`;
}
