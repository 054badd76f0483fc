import { IngestPart } from '@bada/shared/intake';

/** What a reader of a brought file looks at. */
export interface BringView {
  /** Id of the table; the first one where absent. */
  readonly table: string | undefined;
  /** Rows that are listed under the account. */
  readonly part: IngestPart | undefined;
  /** Of flagged rows, the code they are flagged with; all of them where absent. */
  readonly code: string | undefined;
  /** First row of that list, from 0. */
  readonly offset: number;
}

/** Reads what is looked at from a URL's search part; what it does not understand is left out. */
export function decodeBring(search: string): BringView {
  const query = new URLSearchParams(search);
  const table = query.get('table') ?? '';
  const offset = Number(query.get('from') ?? 1) - 1;
  return {
    table: /^\d{1,4}$/.test(table) ? table : undefined,
    code: query.get('flag') ?? undefined,
    part: IngestPart.options.find((part) => part === query.get('rows')),
    offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
  };
}

/** Writes what is looked at as a URL's search part; rows count from 1 there. */
export function encodeBring({ table, part, code, offset }: BringView): string {
  const query = new URLSearchParams();
  if (table !== undefined) query.set('table', table);
  if (part !== undefined) query.set('rows', part);
  if (code !== undefined) query.set('flag', code);
  if (offset > 0) query.set('from', String(offset + 1));
  const search = query.toString();
  return search === '' ? '' : `?${search}`;
}
