import { type CellObject, type Range, utils, type WorkSheet } from '@e965/xlsx';
import type { NoteCollector } from '../notes.ts';
import type { ReadContext } from '../options.ts';
import type { RawRow } from '../raw-table.ts';
import { tooLarge } from '../source.ts';
import { cellText } from './cell-text.ts';

/** A sheet as SheetJS reads it: sparse rows of sparse cells. */
export interface Sheet {
  readonly sheet: WorkSheet;
  readonly rows: readonly (readonly (CellObject | undefined)[] | undefined)[];
  readonly date1904: boolean;
}

/** Rows from the first of the sheet to the last that holds anything, all as wide as the widest.
 * @throws BadaError `read.too-large` */
export function* sheetRows(
  { sheet, rows, date1904 }: Sheet,
  notes: NoteCollector,
  context: ReadContext,
): Iterable<RawRow> {
  const { columns, cellCharacters } = context.limits;
  const width = rows.reduce((most, row) => Math.max(most, row?.length ?? 0), 0);
  if (width > columns) throw tooLarge(context, 'columns', columns);
  noteHidden(sheet, width, notes);
  const fill = new MergeFill(sheet['!merges'] ?? [], width, rows.length, notes);
  const blank = Array.from({ length: width }, () => '');
  for (let index = 0; index < rows.length; index += 1) {
    if (sheet['!rows']?.[index]?.hidden) notes.add('hidden-rows', index + 1);
    const row = rows[index];
    const cells = row ? cellsOf(row, { index, width, date1904, notes }) : [...blank];
    fill.apply(index, cells);
    if (cells.every((cell) => cell === '')) notes.add('blank-rows', index + 1);
    else if (cells.some((cell) => cell.length > cellCharacters)) {
      throw tooLarge(context, 'cell', cellCharacters);
    }
    yield { number: index + 1, cells };
  }
}

interface RowContext {
  readonly index: number;
  readonly width: number;
  readonly date1904: boolean;
  readonly notes: NoteCollector;
}

function cellsOf(
  row: readonly (CellObject | undefined)[],
  { index, width, date1904, notes }: RowContext,
): string[] {
  return Array.from({ length: width }, (_, column) => {
    const cell = row[column];
    if (!cell) return '';
    const address = () => utils.encode_cell({ r: index, c: column });
    return cellText(cell, { notes, date1904, address });
  });
}

function noteHidden(sheet: WorkSheet, width: number, notes: NoteCollector): void {
  for (const [index, column] of (sheet['!cols'] ?? []).entries()) {
    if (index < width && column?.hidden) notes.add('hidden-columns', utils.encode_col(index));
  }
}

/** A merged range whose first row has passed and whose last has not. */
interface Open {
  readonly range: Range;
  readonly text: string;
}

/** Fills merged ranges with the text of their first cell, row by row and only as far as the sheet reaches. */
class MergeFill {
  readonly #waiting: Range[];
  readonly #width: number;
  readonly #height: number;
  readonly #notes: NoteCollector;
  #open: Open[] = [];

  constructor(merges: readonly Range[], width: number, height: number, notes: NoteCollector) {
    this.#waiting = [...merges].sort((a, b) => b.s.r - a.s.r);
    this.#width = width;
    this.#height = height;
    this.#notes = notes;
  }

  /** Fills the cells of the next row; rows come in order. */
  apply(row: number, cells: string[]): void {
    for (let next = this.#waiting.at(-1); next && next.s.r <= row; next = this.#waiting.at(-1)) {
      this.#waiting.pop();
      if (next.s.r === row) this.#start(next, cells);
    }
    for (const { range, text } of this.#open) {
      const last = Math.min(range.e.c, this.#width - 1);
      for (let column = range.s.c; column <= last; column += 1) {
        // A value under the merge is hidden by Excel, yet it is in the file.
        if (cells[column] === '') cells[column] = text;
      }
    }
    this.#open = this.#open.filter(({ range }) => range.e.r > row);
  }

  #start(range: Range, cells: readonly string[]): void {
    const text = cells[range.s.c] ?? '';
    const isSeen = range.s.c < this.#width && range.s.r < this.#height;
    if (!isSeen || text === '') return;
    this.#notes.add('merged-filled', utils.encode_range(range));
    this.#open.push({ range, text });
  }
}
