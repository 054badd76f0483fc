import type { Localized } from '@bada/shared';

/** One row of a table, everything as text. */
export interface RawRow {
  /** 1-based place in its table as the file holds it; blank rows count. */
  readonly number: number;
  /** Text as it stood; '' where the file holds nothing (JSON null and a missing key included). */
  readonly cells: readonly string[];
}

/** Something a reader did or found that the text of the cells no longer shows. */
export interface RawNote extends Localized {
  /** Kebab-case kind, e.g. `merged-filled`, `ragged-rows`, `replaced-characters`. */
  readonly code: string;
  /** Name of the table; '' when the whole file is meant. */
  readonly table: string;
  /** The first places it concerns (rows, ranges, columns); absent when it concerns all. */
  readonly where?: string;
  /** How often, > 0. */
  readonly count: number;
}

/** A table of a file. It can be read as often as wanted, by one reader at a time. */
export interface RawTable {
  /** Sheet, path inside the archive, member of the JSON document, or the file's own name. */
  readonly name: string;
  /**
   * Names of the columns where the format itself gives them (JSON, Parquet, GeoJSON, DBF): all rows are data then.
   * Absent where names stand in rows of the table (CSV, sheets, HWPX).
   */
  readonly columns?: readonly string[];
  /** Reference system as the file declares it: `EPSG:5179`, a `crs` name or the WKT of a `.prj`. */
  readonly crs?: string;
  /** Complete once `batches()` has run to its end. */
  readonly notes: readonly RawNote[];
  /** Rows in the order of the file.
   * @throws BadaError `read.*`: the whole reading is void then, whatever rows came before it */
  batches(): AsyncIterable<readonly RawRow[]>;
}

/** Encodings that text files come in. */
export type TextEncoding = 'utf-8' | 'cp949' | 'utf-16le' | 'utf-16be';

/** What a file turned out to be. */
export type RawFormat =
  | 'delimited'
  | 'workbook'
  | 'json'
  | 'geojson'
  | 'topojson'
  | 'parquet'
  | 'shapefile'
  | 'gtfs'
  | 'zip'
  | 'hwpx';

/** A file, opened. */
export interface RawFile {
  readonly format: RawFormat;
  /** Of text files only. */
  readonly encoding?: TextEncoding;
  readonly tables: readonly RawTable[];
  /** About the file as a whole. */
  readonly notes: readonly RawNote[];
}

/** Bytes that can be read from the start, again and again, and at any place. */
export interface ByteSource {
  /** File name with its extension, no folders. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** All bytes in order, in chunks of any size. */
  stream(): AsyncIterable<Uint8Array>;
  /** Bytes from `start` (inclusive) to `end` (exclusive); fewer only where the file ends. */
  slice(start: number, end: number): Promise<Uint8Array>;
}
