import type { TextEncoding } from './raw-table.ts';

/** What a file may cost; beyond it the reading ends in a coded error. */
export interface ReadLimits {
  /** Characters of one cell. */
  readonly cellCharacters: number;
  /** Cells of one row. */
  readonly columns: number;
  /** Bytes of a document that has to be held in memory as a whole (workbooks, JSON objects, HWPX). */
  readonly wholeBytes: number;
  /** Levels of nested JSON or XML. */
  readonly depth: number;
  /** Files in an archive. */
  readonly zipEntries: number;
  /** Unpacked bytes per packed byte of one file in an archive, from 1 MB unpacked on. */
  readonly zipRatio: number;
  /** Unpacked bytes of all files in an archive. */
  readonly zipBytes: number;
}

/** How to read a file; what is left out is found from the file. */
export interface ReadOptions {
  readonly encoding?: TextEncoding;
  /** One character between the cells of a delimited file. */
  readonly delimiter?: string;
  /** Whether `"` encloses cells of a delimited file; true unless said otherwise. */
  readonly quotes?: boolean;
  /** Rows per batch, which bounds the rows held in memory. */
  readonly batchRows?: number;
  readonly limits?: Partial<ReadLimits>;
  readonly signal?: AbortSignal;
}

/** Options with every default filled in, and the name errors speak of. */
export interface ReadContext {
  readonly name: string;
  /** Archive that holds the file; absent for a file by itself. */
  readonly archive?: string;
  readonly options: ReadOptions;
  readonly batchRows: number;
  readonly limits: ReadLimits;
  readonly signal: AbortSignal | undefined;
}

const MEGABYTE = 1024 * 1024;

/** Limits that hold unless others are asked for. */
export const DEFAULT_LIMITS: ReadLimits = Object.freeze({
  cellCharacters: 4 * MEGABYTE,
  columns: 16_384,
  wholeBytes: 256 * MEGABYTE,
  depth: 64,
  zipEntries: 10_000,
  zipRatio: 300,
  zipBytes: 8 * 1024 * MEGABYTE,
});

/** Fills in what the options leave open. */
export function contextOf(name: string, options: ReadOptions): ReadContext {
  const { batchRows = 1000, limits = {}, signal } = options;
  return { name, options, batchRows, limits: { ...DEFAULT_LIMITS, ...limits }, signal };
}

/** The same context, speaking of a file inside an archive. */
export function inside(context: ReadContext, path: string): ReadContext {
  return { ...context, name: path, archive: context.name };
}
