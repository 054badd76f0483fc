import { NoteCollector } from './notes.ts';
import type { ReadContext } from './options.ts';
import type { RawRow, RawTable } from './raw-table.ts';
import { tooLarge } from './source.ts';

/** A record by column name; what it does not name is ''. */
export type KeyedRecord = ReadonlyMap<string, string>;

/** What a table of keyed records is made from. */
export interface KeyedTable {
  readonly name: string;
  readonly context: ReadContext;
  readonly columns: readonly string[];
  readonly crs?: string | undefined;
  /** All records in order, noting what they hide; asked for once per reading. */
  records(notes: NoteCollector): AsyncIterable<KeyedRecord> | Iterable<KeyedRecord>;
}

/** A table whose columns the format names. */
export function keyedTable({ name, context, columns, crs, records }: KeyedTable): RawTable {
  const notes = new NoteCollector(name);
  return {
    name,
    columns,
    ...(crs === undefined ? {} : { crs }),
    get notes() {
      return notes.list();
    },
    async *batches() {
      notes.clear();
      const rows = numbered(records(notes), columns, context);
      yield* batched(rows, context);
    },
  };
}

async function* numbered(
  records: AsyncIterable<KeyedRecord> | Iterable<KeyedRecord>,
  columns: readonly string[],
  context: ReadContext,
): AsyncIterable<RawRow> {
  const limit = context.limits.cellCharacters;
  let number = 0;
  for await (const record of records) {
    number += 1;
    const cells = columns.map((column) => record.get(column) ?? '');
    if (cells.some((cell) => cell.length > limit)) throw tooLarge(context, 'cell', limit);
    yield { number, cells };
  }
}

/** Rows in batches of the size asked for. */
export async function* batched(
  rows: AsyncIterable<RawRow> | Iterable<RawRow>,
  { batchRows, signal }: ReadContext,
): AsyncIterable<readonly RawRow[]> {
  let batch: RawRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < batchRows) continue;
    signal?.throwIfAborted();
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Names of the columns of all records, in the order in which they first occur.
 * @throws BadaError `read.too-large` */
export async function columnsOf(
  records: AsyncIterable<KeyedRecord> | Iterable<KeyedRecord>,
  context: ReadContext,
): Promise<string[]> {
  const limit = context.limits.columns;
  const columns = new Set<string>();
  for await (const record of records) {
    for (const column of record.keys()) columns.add(column);
    if (columns.size > limit) throw tooLarge(context, 'columns', limit);
  }
  return [...columns];
}
