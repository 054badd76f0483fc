import { parentPort, workerData } from 'node:worker_threads';
import { utils, write } from '@e965/xlsx';
import { WorkbookInput } from './workbook-input.ts';

const DATE_FORMAT = 'yyyy-mm-dd';

/** Marks the day numbers of date columns as dates. */
function asDates(sheet: ReturnType<typeof utils.aoa_to_sheet>, columns: readonly number[]): void {
  for (const row of (sheet['!data'] ?? []).slice(1)) {
    for (const column of columns) {
      const cell = row[column];
      if (cell?.t === 'n') cell.z = DATE_FORMAT;
    }
  }
}

function makeWorkbook(input: WorkbookInput): Uint8Array {
  const book = utils.book_new();
  for (const { name, rows, dates } of input.sheets) {
    const sheet = utils.aoa_to_sheet(rows, { dense: true });
    asDates(sheet, dates);
    utils.book_append_sheet(book, sheet, name);
  }
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
}

parentPort?.postMessage(makeWorkbook(WorkbookInput.parse(workerData)));
