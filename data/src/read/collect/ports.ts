import type { KeyedRecord } from '../keyed-table.ts';

/** An answer of an HTTP server, whatever its status. */
export interface HttpAnswer {
  /** 200 to 299: others are errors of the port already. */
  readonly status: number;
  readonly text: string;
}

/** Fetches an address by GET.
 * @throws BadaError `collect.*` */
export type Fetcher = (url: URL, signal?: AbortSignal) => Promise<HttpAnswer>;

/** Rows of one page with what the source says of the whole. */
export interface Page {
  readonly records: readonly KeyedRecord[];
  /** Rows of the whole answer. */
  readonly total: number;
  /** Page and size as the source echoes them; undefined where it does not. */
  readonly number: number | undefined;
  readonly size: number | undefined;
}

/** What collecting from an API needs. */
export interface ApiPorts {
  readonly fetcher: Fetcher;
  /** The key as it was issued, encoded or not. */
  readonly key: string;
  readonly signal?: AbortSignal | undefined;
}
