import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';

/** One record of a source file by column name; every value is the text that stood there. */
export type Row = Readonly<Record<string, string>>;

/** How to read a delimited source file. */
export interface ReadOptions {
  /** Defaults to UTF-8; a byte order mark is removed either way. */
  readonly encoding?: 'utf8' | 'cp949';
  /** Renames a column of the header. */
  readonly rename?: (column: string) => string;
}

/** Text of a source file, decoded.
 * @throws the file system's error when it is absent */
export function readText(folder: string, path: string, encoding: string = 'utf8'): string {
  return iconv.decode(readFileSync(join(folder, path)), encoding, { stripBOM: true });
}

/** Records of a comma-separated source file.
 * @throws on a record whose number of fields differs from the header's */
export function readRows(folder: string, path: string, options: ReadOptions = {}): Row[] {
  const { encoding = 'utf8', rename = (column) => column } = options;
  return parseRows(readText(folder, path, encoding), rename);
}

/** Records of comma-separated text. */
export function parseRows(text: string, rename = (column: string) => column): Row[] {
  const [header = [], ...records] = parse(text, { skip_empty_lines: true, bom: true });
  const names = header.map(rename);
  return records.map((record) =>
    Object.fromEntries(names.map((name, index) => [name, record[index] ?? ''])),
  );
}

/** Text of a column.
 * @throws when the record has no such column */
export function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`no column ${column} in ${JSON.stringify(row)}`);
  return value;
}

/** Whole number of a column; digit groups, a zero fraction and exponents are understood.
 * @throws on anything else, including blanks */
export function whole(row: Row, column: string): number {
  const text = cell(row, column).replaceAll(',', '').trim();
  const value = text === '' ? Number.NaN : Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${column} is no whole number: "${text}"`);
  return value;
}

/** Number of a column.
 * @throws on blanks and on what is no finite number */
export function decimal(row: Row, column: string): number {
  const text = cell(row, column).trim();
  const value = text === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new Error(`${column} is no number: "${text}"`);
  return value;
}
