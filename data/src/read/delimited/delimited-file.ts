import { NoteCollector } from '../notes.ts';
import type { ReadContext } from '../options.ts';
import type { ByteSource, RawFile, RawRow, RawTable } from '../raw-table.ts';
import { type FoundEncoding, findEncoding } from '../text/encoding.ts';
import { textOf } from '../text/text-stream.ts';
import { type Dialect, findDialect } from './dialect.ts';
import { RecordSplitter } from './records.ts';

const SAMPLE = 256 * 1024;
const REPLACED = '\ufffd';
/** Characters that text should not hold; tab, LF and CR are none of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** Opens a delimited text (CSV, TSV and the like) as one table.
 * @throws BadaError `read.*` when its encoding cannot be told */
export async function openDelimited(source: ByteSource, context: ReadContext): Promise<RawFile> {
  const found = await findEncoding(source, context);
  const dialect = findDialect(await sampleOf(source, found), context.options);
  const name = source.name.replace(/\.[^.]*$/, '');
  const table = delimitedTable({ name, source, found, dialect, context });
  return { format: 'delimited', encoding: found.encoding, tables: [table], notes: [] };
}

async function sampleOf(source: ByteSource, { encoding }: FoundEncoding): Promise<string> {
  let sample = '';
  for await (const text of textOf(source, encoding)) {
    sample += text;
    if (sample.length >= SAMPLE) break;
  }
  return sample.slice(0, SAMPLE);
}

interface DelimitedTable {
  readonly name: string;
  readonly source: ByteSource;
  readonly found: FoundEncoding;
  readonly dialect: Dialect;
  readonly context: ReadContext;
}

function delimitedTable({ name, source, found, dialect, context }: DelimitedTable): RawTable {
  const notes = new NoteCollector(name);
  return {
    name,
    get notes() {
      return notes.list();
    },
    async *batches() {
      notes.clear();
      if (found.by === 'zero-bytes') notes.add('byte-order-mark-missing');
      const splitter = new RecordSplitter(dialect, context, notes);
      const watch = new RowWatch(notes);
      let batch: RawRow[] = [];
      for await (const { records, isOdd } of recordsOf(source, found, splitter)) {
        context.signal?.throwIfAborted();
        for (const cells of records) {
          batch.push(watch.row(cells, isOdd));
          if (batch.length < context.batchRows) continue;
          yield batch;
          batch = [];
        }
      }
      if (batch.length > 0) yield batch;
      watch.end();
    },
  };
}

/** `isOdd`: the text these records come from holds characters worth a look. */
async function* recordsOf(source: ByteSource, { encoding }: FoundEncoding, to: RecordSplitter) {
  let isOdd = false;
  for await (const text of textOf(source, encoding)) {
    isOdd ||= text.includes(REPLACED) || CONTROL.test(text);
    const records = to.push(text);
    yield { records, isOdd };
    // A record that is still open carries its characters into the next chunk.
    if (records.length > 0) isOdd = text.includes(REPLACED) || CONTROL.test(text);
  }
  yield { records: to.end(), isOdd };
}

/** Numbers the rows and notes what is odd about them. */
class RowWatch {
  readonly #notes: NoteCollector;
  readonly #widths = new Map<number, { count: number; rows: number[] }>();
  #number = 0;

  constructor(notes: NoteCollector) {
    this.#notes = notes;
  }

  row(cells: string[], isOdd: boolean): RawRow {
    this.#number += 1;
    const number = this.#number;
    if (cells.every((cell) => cell === '')) this.#notes.add('blank-rows', number);
    else this.#measure(cells, number);
    if (isOdd) this.#inspect(cells, number);
    return { number, cells };
  }

  #measure(cells: readonly string[], number: number): void {
    const seen = this.#widths.get(cells.length) ?? { count: 0, rows: [] };
    seen.count += 1;
    if (seen.rows.length < 20) seen.rows.push(number);
    this.#widths.set(cells.length, seen);
  }

  #inspect(cells: readonly string[], number: number): void {
    if (cells.some((cell) => cell.includes(REPLACED))) {
      this.#notes.add('replaced-characters', number);
    }
    if (cells.some((cell) => CONTROL.test(cell))) this.#notes.add('control-characters', number);
  }

  /** Which rows are ragged is known once all widths are. */
  end(): void {
    const [common, ...others] = [...this.#widths].sort(([, a], [, b]) => b.count - a.count);
    if (!common) return;
    const ragged = others.flatMap(([, { rows }]) => rows).sort((a, b) => a - b);
    const count = others.reduce((sum, [, { count }]) => sum + count, 0);
    for (const row of ragged.slice(0, 20)) {
      this.#notes.add('ragged-rows', row, String(common[0]), 0);
    }
    if (count > 0) this.#notes.add('ragged-rows', undefined, String(common[0]), count);
  }
}
