import type { LinkedScan } from './linked-scan.ts';
import type { LinkedDimension } from './linked-view.ts';
import type { Sql } from './sql-compiler.ts';

/** A numeric column; where `missing` is given, a 1 marks a row without a value. */
export interface NumberColumn {
  readonly values: Int32Array | Float64Array;
  readonly missing?: Uint8Array;
}

/** A statement, and what it was compiled from: for an engine that is to be told no SQL. */
export interface LinkedStatement extends Sql {
  readonly dimensions: readonly LinkedDimension[];
  readonly scans: readonly LinkedScan[];
}

/** What cross-filtering needs of an engine: numeric columns of a statement's result as they are.
 * An aborted `signal` rejects, and the engine stops the statement. */
export interface LinkedEngine {
  numbers(
    query: LinkedStatement,
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, NumberColumn>>>;
}
