import type { Fragment } from './sql-compiler.ts';

/** A value per group under construction. */
export interface ValueSql {
  /** Columns to add to the rows before they are grouped. */
  readonly added: readonly Fragment[];
  readonly value: Fragment;
}
