import type { Localized } from '../model/localized.ts';
import type { Mapping } from './mapping.ts';
import type { Header, HeadRow } from './mapping-header.ts';
import type { ColumnGuess } from './mapping-propose-column.ts';
import type { NamedPeriod } from './mapping-propose-period.ts';

/** Why a part of a proposal is as it is. */
export interface ProposalReason extends Localized {
  /** Header of the column, or the part: `file`, `header`, `pivot`, `totals`, `positions`, `place`, `period`, `unit`,
   * `hours`, `key`, `duplicates`. */
  readonly where: string;
  /** 0 to 1; below 0.7 a person should decide. */
  readonly confidence: number;
}

/** A mapping to be confirmed, with the reasons for it. */
export interface Proposal {
  readonly mapping: Mapping;
  readonly reasons: readonly ProposalReason[];
  /** The least sure of its parts. */
  readonly confidence: number;
}

/** What a proposal is made from: the table's first rows (some hundred) and names. */
export interface ProposalSample {
  readonly file: string;
  /** Name of the sheet or of the file in an archive. */
  readonly table?: string | undefined;
  readonly rows: readonly HeadRow[];
  /** Names that the format itself gives. */
  readonly columns?: readonly string[] | undefined;
}

/** A part of a mapping before it is checked as a whole. */
export type Draft = Record<string, unknown>;

/** The header rows of a table, and how sure that is. */
export interface HeaderGuess {
  readonly header: Header;
  /** Number of header rows; 0 where the format names the columns. */
  readonly count: number;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Columns that become rows: their shape, their places, and the groups in their names. */
export interface PivotGuess {
  readonly pattern: string;
  readonly indexes: readonly number[];
  readonly groups: readonly string[];
}

/** A column that is read by itself. */
export interface SingleGuess {
  readonly header: string;
  readonly index: number;
  readonly guess: ColumnGuess;
}

/** A column that is read by itself, with its name in the result. */
export interface NamedSingle extends SingleGuess {
  readonly name: string;
}

/** What tells the rows of a table apart. */
export interface KeyGuess {
  /** Columns of the result; none where nothing tells all rows apart. */
  readonly key: readonly string[];
  /** Headers of the key's columns. */
  readonly titles: readonly string[];
  /** 0 to 1. */
  readonly confidence: number;
  /** Header of a column that numbers the rows, or none: rows alike in all others are one told again. Absent where
   * nothing is said of such rows. */
  readonly except?: readonly string[];
  /** Rows of the sample that repeat another in all but their running number. */
  readonly repeated: number;
}

/** A column that is the sum of others in its row. */
export interface SumGuess {
  /** Column of the result, and its header. */
  readonly total: string;
  readonly header: string;
  readonly parts: 'pivot' | readonly string[];
  /** Largest difference that rounding explains, in the unit of the result. */
  readonly tolerance: number;
  /** 0 to 1. */
  readonly confidence: number;
}

/** What was made of a table. */
export interface Guesses {
  readonly header: HeaderGuess;
  readonly pivot: PivotGuess | undefined;
  readonly single: readonly SingleGuess[];
  /** How the columns that become rows are read. */
  readonly value: ColumnGuess | undefined;
  readonly totals: readonly Draft[];
  readonly place: Draft | undefined;
  /** When the table is of, where no column tells. */
  readonly period: NamedPeriod | undefined;
  /** Unit that is written above the table. */
  readonly unit: ColumnGuess['unit'];
}
