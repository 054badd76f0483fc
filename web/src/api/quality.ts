import { FailingPage, OverlapList, QualityDetail } from '@bada/shared/intake';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { sendJson } from './client.ts';

/** Rows of one page of failing rows. */
export const FAILING_ROWS = 50;

/** Address of the evidence of all datasets. */
export const EVIDENCE_HREF = '/api/evidence.xlsx';

function pathOf(id: string, part: string): string {
  return `/api/datasets/${encodeURIComponent(id)}/${part}`;
}

/** Address of a dataset's evidence file. */
export function evidenceHref(id: string): string {
  return pathOf(id, 'evidence.xlsx');
}

/** Address of the workbook of rows that fail a rule. */
export function failingHref(id: string, rule: string): string {
  return pathOf(id, `failing.xlsx?rule=${encodeURIComponent(rule)}`);
}

/** How good a dataset is. */
export function datasetQualityQuery(id: string) {
  return queryOptions({
    queryKey: ['datasets', 'quality', id],
    queryFn: ({ signal }) => sendJson(QualityDetail, pathOf(id, 'quality'), { signal }),
  });
}

/** A page of the rows that fail a rule. */
export function failingRowsQuery(id: string, rule: string, offset: number) {
  const query = new URLSearchParams({ rule, offset: `${offset}`, limit: `${FAILING_ROWS}` });
  return queryOptions({
    queryKey: ['datasets', 'failing', id, rule, offset],
    queryFn: ({ signal }) => sendJson(FailingPage, pathOf(id, `failing?${query}`), { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Datasets that tell of the same things. */
export function overlapsQuery(id: string) {
  return queryOptions({
    queryKey: ['datasets', 'overlaps', id],
    queryFn: ({ signal }) => sendJson(OverlapList, pathOf(id, 'overlaps'), { signal }),
  });
}
