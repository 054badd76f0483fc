import type { Localized } from '../model/localized.ts';

/** One error a reader can meet: HTTP status and its texts. */
export interface ErrorEntry {
  readonly status: number;
  /** What happened; `{name}` is filled from the error's parameters. */
  readonly message: Localized;
  /** What the reader can do about it. */
  readonly next: Localized;
}

/** An entry of the table of errors, frozen. */
export function entry(status: number, message: Localized, next: Localized): ErrorEntry {
  return Object.freeze({ status, message, next });
}
