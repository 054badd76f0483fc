import { batched, columnsOf, keyedTable } from '../keyed-table.ts';
import { NoteCollector } from '../notes.ts';
import type { ReadContext } from '../options.ts';
import type { RawRow, RawTable } from '../raw-table.ts';
import { tooLarge } from '../source.ts';
import { recordOf } from './record.ts';
import { JsonText } from './slices.ts';
import { ValueSplitter } from './splitter.ts';

interface Streamed {
  readonly name: string;
  readonly text: () => AsyncIterable<string>;
  readonly layout: 'array' | 'sequence';
  readonly context: ReadContext;
}

/** The values of an array or of NDJSON as rows. Read twice: once for the columns, once for the rows. */
export async function streamedTable(streamed: Streamed): Promise<RawTable> {
  const { name, context } = streamed;
  if (await holdsOnlyArrays(streamed)) return arraysTable(streamed);
  const columns = await columnsOf(records(streamed), context);
  const read = (notes: NoteCollector) => records(streamed, notes);
  return keyedTable({ name, context, columns, records: read });
}

async function* values({ text, layout, context }: Streamed): AsyncIterable<JsonText> {
  const splitter = new ValueSplitter(layout, context);
  for await (const chunk of text()) {
    for (const value of splitter.push(chunk)) yield new JsonText(value, context);
  }
  for (const value of splitter.end()) yield new JsonText(value, context);
}

async function* records(streamed: Streamed, notes?: NoteCollector) {
  for await (const json of values(streamed)) yield recordOf(json, json.root(), notes);
}

async function holdsOnlyArrays(streamed: Streamed): Promise<boolean> {
  let count = 0;
  for await (const json of values(streamed)) {
    count += 1;
    if (json.kind(json.root()) !== 'array') return false;
  }
  return count > 0;
}

/** `[["a", "b"], [1, 2]]`: rows as in a CSV, names among them. */
function arraysTable(streamed: Streamed): RawTable {
  const { name, context } = streamed;
  const notes = new NoteCollector(name);
  return {
    name,
    get notes() {
      return notes.list();
    },
    async *batches() {
      notes.clear();
      yield* batched(arrayRows(streamed), context);
    },
  };
}

async function* arrayRows(streamed: Streamed): AsyncIterable<RawRow> {
  const { cellCharacters, columns } = streamed.context.limits;
  let number = 0;
  for await (const json of values(streamed)) {
    number += 1;
    const cells = [...json.elements(json.root())].map((element) => json.cell(element));
    if (cells.length > columns) throw tooLarge(streamed.context, 'columns', columns);
    if (cells.some(({ length }) => length > cellCharacters)) {
      throw tooLarge(streamed.context, 'cell', cellCharacters);
    }
    yield { number, cells };
  }
}
