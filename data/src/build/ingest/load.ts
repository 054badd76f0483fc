import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Header, HeadRow } from '@bada/shared/intake';
import { findDialect } from '../../read/delimited/dialect.ts';
import type { ByteSource, RawRow, RawTable, TextEncoding } from '../../read/raw-table.ts';
import { utf8Of } from '../../read/text/text-stream.ts';
import { literal } from '../duckdb.ts';
import { type OnProgress, phaseProgress } from './progress.ts';
import type { Session } from './session.ts';
import { transcodeFile } from './transcode.ts';

const HEAD_ROWS = 60;

/** The first rows of a table, at most `limit`. */
export async function headOf(table: RawTable, limit: number = HEAD_ROWS): Promise<HeadRow[]> {
  const head: HeadRow[] = [];
  for await (const batch of table.batches()) {
    head.push(...batch.slice(0, limit - head.length));
    if (head.length >= limit) break;
  }
  return head;
}

/** A table's text, ready for the compiled mapping. */
export interface LoadedText {
  /** Relation with `c0`, `c1`, …, and with `row_number` and `ragged` where `numbered`. */
  readonly relation: string;
  readonly numbered: boolean;
  /** Row number of the row before the first, where rows are numbered by their order. */
  readonly offset: number;
}

/** SHA-256 of a file's bytes.
 * @throws the signal's reason when it aborts */
export async function hashOf(source: ByteSource, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of source.stream()) {
    signal.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}

/** Blank lines count as rows, but the engine's own reader skips them. */
class BlankLines {
  found = false;
  #last = '';

  push(chunk: Uint8Array): void {
    if (this.found) return;
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const seam = `${this.#last}${text.subarray(0, 3).toString('latin1')}`;
    this.found = text.includes('\n\n') || text.includes('\n\r\n') || /\n\r?\n/.test(seam);
    this.#last = text.subarray(-3).toString('latin1');
  }
}

/** What the engine's own CSV reader needs to know. */
export interface DelimitedInput {
  readonly source: ByteSource;
  /** Where the file lies. */
  readonly path: string;
  readonly encoding: TextEncoding;
  readonly header: Header;
  readonly head: readonly HeadRow[];
  /** Folder for a copy in UTF-8. */
  readonly scratch: string;
  /** Threads for decoding. */
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly onProgress?: OnProgress | undefined;
}

/** Hears of bytes that are done and tells how far the whole file is. */
function bytesProgress({ onProgress, source }: DelimitedInput): (bytes: number) => void {
  const tell = phaseProgress(onProgress, 'reading', source.name);
  let done = 0;
  return (bytes) => {
    done += bytes;
    const percent = Math.min(100, (100 * done) / source.size);
    tell({ bytes: done, totalBytes: source.size, percent });
  };
}

/** Copies the file as UTF-8 and looks for blank lines on the way; UTF-8 is only looked at. */
async function prepared(input: DelimitedInput): Promise<string | undefined> {
  const { source, path, encoding, scratch, threads, signal } = input;
  const onBytes = bytesProgress(input);
  const target = join(scratch, 'utf8.csv');
  if (encoding === 'cp949') {
    const job = { path, size: source.size, target, threads, signal, onBytes };
    return (await transcodeFile(job)) ? target : undefined;
  }
  const blank = new BlankLines();
  const file = encoding === 'utf-8' ? undefined : await open(target, 'w');
  try {
    for await (const chunk of file ? utf8Of(source, encoding) : source.stream()) {
      signal.throwIfAborted();
      blank.push(chunk);
      if (blank.found) return undefined;
      await file?.write(chunk);
      onBytes(chunk.byteLength);
    }
  } finally {
    await file?.close();
  }
  return file ? target : path;
}

/** Whether each row of the header is one line, so that lines can be skipped. */
function headerIsPlain({ header, head }: DelimitedInput): boolean {
  const rows = head.filter(({ number }) => number <= header.lastRow);
  const numbered = rows.every(({ number }, index) => number === index + 1);
  const whole = rows.every(({ cells }) => cells.every((cell) => !/[\r\n]/.test(cell)));
  return numbered && whole && rows.every(({ cells }) => cells.some((cell) => cell !== ''));
}

/** The file as a relation that the engine reads itself, in parallel; undefined where it must be read row by row. */
export async function delimitedRelation(input: DelimitedInput): Promise<LoadedText | undefined> {
  if (!headerIsPlain(input)) return undefined;
  const sample = new TextDecoder(input.encoding === 'cp949' ? 'euc-kr' : input.encoding).decode(
    await input.source.slice(0, 64 * 1024),
  );
  const { delimiter, quotes, newline } = findDialect(sample, {});
  if (newline !== '\n') return undefined;
  const path = await prepared(input);
  if (path === undefined) return undefined;
  const columns = input.header.names.map((_, index) => `c${index}: 'VARCHAR'`);
  const relation =
    `read_csv(${literal(path)}, auto_detect = false, header = false, skip = ${input.header.lastRow}, ` +
    `delim = ${literal(delimiter)}, quote = ${quotes ? `'"'` : "''"}, escape = ${quotes ? `'"'` : "''"}, ` +
    `strict_mode = true, null_padding = false, max_line_size = 8388608, columns = {${columns.join(', ')}})`;
  return { relation, numbered: false, offset: input.header.lastRow };
}

function isRagged(cells: readonly string[], width: number, strict: boolean): boolean {
  if (cells.length > width) return cells.slice(width).some((cell) => cell.trim() !== '');
  return strict && cells.length < width;
}

async function* numberedRows(
  table: RawTable,
  {
    header,
    strict,
    tell,
  }: {
    readonly header: Header;
    readonly strict: boolean;
    readonly tell: (rows: number) => void;
  },
): AsyncIterable<Iterable<readonly (string | number | boolean | null)[]>> {
  const width = header.names.length;
  let rows = 0;
  for await (const batch of table.batches()) {
    const data = batch.filter(({ number }) => number > header.lastRow);
    yield data.map(({ number, cells }: RawRow) => [
      number,
      isRagged(cells, width, strict),
      ...Array.from({ length: width }, (_, index) => cells[index] ?? null),
    ]);
    rows += data.length;
    tell(rows);
  }
}

/** Loads a table row by row, whatever its format. */
export async function loadRows(
  session: Session,
  table: RawTable,
  {
    header,
    strict,
    onProgress,
  }: {
    readonly header: Header;
    readonly strict: boolean;
    readonly onProgress?: OnProgress | undefined;
  },
): Promise<LoadedText> {
  const columns = header.names.map((_, index) => `c${index} varchar`);
  await session.run(
    `create or replace table raw (row_number bigint, ragged boolean, ${columns.join(', ')})`,
  );
  const report = phaseProgress(onProgress, 'reading', table.name);
  const tell = (rows: number) => report({ rows, percent: 0 });
  await session.append('raw', numberedRows(table, { header, strict, tell }));
  return { relation: 'raw', numbered: true, offset: 0 };
}
