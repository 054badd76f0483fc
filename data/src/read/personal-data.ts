import type { PersonalKind } from '@bada/shared/intake';
import { mask } from './personal-mask.ts';
import { ACCOUNT_TITLE, isAccount, isName, matchesIn, NAME_TITLE } from './personal-patterns.ts';
import type { RawRow } from './raw-table.ts';

/** Personal data of one kind in one column. */
export interface PersonalFinding {
  /** 0-based. */
  readonly column: number;
  /** Title of the column, '' where none was found. */
  readonly title: string;
  readonly kind: PersonalKind;
  /** Cells that hold it, > 0. */
  readonly count: number;
  /** Rows of the first ones. */
  readonly rows: readonly number[];
  /** A few of them, masked: never the values themselves. */
  readonly examples: readonly string[];
}

const EXAMPLES = 3;
const ROWS = 20;
/** Names may stand this far down when titles and notes come first. */
const TITLE_ROWS = 10;
/** Longer cells are no names and no accounts. */
const MAX_SHAPED = 40;
/** Share of a column's cells under a fitting title that must look like names or accounts. */
const LIKELY = 0.5;
/** 13 digits without a hyphen are a resident number only when the column is full of them. */
const LIKELY_BARE = 0.05;

interface Tally {
  count: number;
  /** Matches written as only such data is: with its separators, or inside other text. */
  certain: number;
  readonly rows: number[];
  readonly examples: string[];
}

interface Column {
  titles: string[];
  filled: number;
  readonly tallies: Map<PersonalKind, Tally>;
}

/** Looks for personal data row by row; must have seen a table before anything of it is shown or kept. */
export class PersonalDataScan {
  readonly #columns: Column[] = [];
  #rows = 0;

  /** `titles`: names of the columns where the format gives them. */
  constructor(titles: readonly string[] = []) {
    titles.forEach((title, index) => {
      this.#column(index).titles.push(title.trim());
    });
  }

  /** Takes more rows in. */
  add(rows: readonly RawRow[]): void {
    for (const row of rows) {
      this.#rows += 1;
      row.cells.forEach((cell, index) => {
        if (cell !== '') this.#look(cell, this.#column(index), row.number);
      });
    }
  }

  /** Columns in which only their share of all cells tells whether what was found is personal. */
  doubtful(): number[] {
    return this.#columns.flatMap((column, index) => {
      const isDoubtful = [...column.tallies].some(
        ([kind, { certain }]) => certain === 0 && kind !== 'email' && kind !== 'mobile',
      );
      return isDoubtful ? [index] : [];
    });
  }

  /** Says how many cells of a column are filled, where not all rows were shown. */
  fill(index: number, filled: number): void {
    this.#column(index).filled = filled;
  }

  /** What was found so far, in the order of the columns. */
  findings(): PersonalFinding[] {
    return this.#columns.flatMap((column, index) =>
      [...column.tallies].flatMap(([kind, tally]) => {
        const title = titleOf(column, kind);
        if (!isConvincing(kind, tally, column, title)) return [];
        const { count, rows, examples } = tally;
        return [
          { column: index, title: title ?? column.titles[0] ?? '', kind, count, rows, examples },
        ];
      }),
    );
  }

  #column(index: number): Column {
    let column = this.#columns[index];
    if (!column) {
      column = { titles: [], filled: 0, tallies: new Map() };
      this.#columns[index] = column;
    }
    return column;
  }

  #look(cell: string, column: Column, row: number): void {
    const text = cell.trim();
    column.filled += 1;
    if (this.#rows <= TITLE_ROWS && text.length <= 30) column.titles.push(text);
    const kinds = new Map(matchesIn(cell).map((match) => [match.kind, match.text]));
    for (const [kind, match] of kinds) {
      const isCertain = match !== text || /[-@.\s]/.test(match);
      tally(column, { kind, text: match, row, isCertain });
    }
    if (kinds.size > 0) return;
    // Most cells have neither form, and few columns a title that either would count under.
    if (text.length > MAX_SHAPED) return;
    const isNumber = text.charCodeAt(0) < 0x80;
    const kind = isNumber ? isAccount(text) && 'account' : isName(text) && 'name';
    if (kind) tally(column, { kind, text, row, isCertain: false });
  }
}

interface Hit {
  readonly kind: PersonalKind;
  readonly text: string;
  readonly row: number;
  readonly isCertain: boolean;
}

function tally({ tallies }: Column, { kind, text, row, isCertain }: Hit): void {
  const found = tallies.get(kind) ?? { count: 0, certain: 0, rows: [], examples: [] };
  found.count += 1;
  if (isCertain) found.certain += 1;
  if (found.rows.length < ROWS) found.rows.push(row);
  if (found.examples.length < EXAMPLES) found.examples.push(mask(text, kind));
  tallies.set(kind, found);
}

const TITLES: Partial<Record<PersonalKind, RegExp>> = {
  name: NAME_TITLE,
  account: ACCOUNT_TITLE,
  'resident-number': /주민\s*(등록)?\s*번호|외국인\s*등록\s*번호|resident/i,
  mobile: /전화|휴대|연락처|핸드폰|mobile|phone|tel/i,
  card: /카드\s*번호|card/i,
  passport: /여권|passport/i,
};

function titleOf({ titles }: Column, kind: PersonalKind): string | undefined {
  const pattern = TITLES[kind];
  return pattern && titles.find((title) => pattern.test(title));
}

function isConvincing(
  kind: PersonalKind,
  { count, certain }: Tally,
  { filled, titles }: Column,
  title: string | undefined,
): boolean {
  const share = count / Math.max(1, filled - Math.min(titles.length, 1));
  if (kind === 'name' || kind === 'account') return title !== undefined && share >= LIKELY;
  if (kind === 'email' || kind === 'mobile' || certain > 0 || title !== undefined) return true;
  // Bare digits match by chance now and then: identifiers, amounts, stamps.
  return share >= LIKELY_BARE && count > 1;
}
