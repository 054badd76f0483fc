import { BadaError } from '@bada/shared';
import type { KeyedRecord } from '../keyed-table.ts';
import type { Page } from './ports.ts';

/** Reads a page, from 1, of the size asked for. */
export type PageReader = (number: number, size: number) => Promise<Page>;

function incomplete(source: string, total: number, got: number, number: number): BadaError {
  return new BadaError('collect.incomplete', { source, total, got, where: `page ${number}` });
}

/**
 * All rows of a paged source. Where a server says that its pages are smaller than asked for, that is their size.
 * @throws BadaError `collect.incomplete` when rows are lost or a page comes twice, `collect.changed` when the total moves
 */
export async function* pagedRecords(
  source: string,
  { size, read }: { readonly size: number; readonly read: PageReader },
): AsyncGenerator<readonly KeyedRecord[]> {
  let page = await read(1, size);
  const { total } = page;
  const rowsPerPage = Math.max(1, Math.min(size, page.size ?? size));
  let got = 0;
  for (let number = 1; ; number += 1) {
    const expected = Math.min(rowsPerPage, total - got);
    const isOther = page.number !== undefined && page.number !== number;
    got += page.records.length;
    if (isOther || page.records.length !== expected) throw incomplete(source, total, got, number);
    if (page.records.length > 0) yield page.records;
    if (got >= total) return;
    page = await read(number + 1, rowsPerPage);
    if (page.total !== total) {
      throw new BadaError('collect.changed', { source, before: total, after: page.total });
    }
  }
}
