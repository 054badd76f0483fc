import { type BookType, type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';

/** A sheet to be written: cells by row, and what SheetJS knows beside them. */
export interface SheetPlan {
  readonly name: string;
  readonly rows: readonly (readonly (string | number | boolean | null | CellObject)[])[];
  readonly merges?: readonly string[];
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
  readonly isHidden?: boolean;
}

function sheetOf({ rows, merges = [], hiddenRows = [], hiddenColumns = [] }: SheetPlan): WorkSheet {
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  sheet['!merges'] = merges.map((range) => utils.decode_range(range));
  sheet['!rows'] = [];
  for (const row of hiddenRows) sheet['!rows'][row - 1] = { hidden: true };
  sheet['!cols'] = [];
  for (const column of hiddenColumns) sheet['!cols'][column - 1] = { hidden: true };
  return sheet;
}

/** A workbook as bytes. */
export function workbookOf(
  sheets: readonly SheetPlan[],
  bookType: BookType = 'xlsx',
  date1904 = false,
): Uint8Array {
  const book = utils.book_new();
  for (const plan of sheets) utils.book_append_sheet(book, sheetOf(plan), plan.name);
  book.Workbook = {
    WBProps: { date1904 },
    Sheets: sheets.map(({ name, isHidden }) => ({ name, Hidden: isHidden ? 1 : 0 })),
  };
  return new Uint8Array(write(book, { type: 'buffer', bookType, compression: true }));
}
